"""Which documents came again at another address, so that neither is taken for something else."""

from collections import defaultdict
from collections.abc import Iterable

from crawler.versions.furniture import without_furniture
from monitor.history.happening import Republished
from monitor.known import KnownNotice
from monitor.matching.plain import plain

SHARED = 0.6  # of the sentences of both; notices that recur share a title and a frame, and less
_END = str.maketrans(dict.fromkeys("。；;！？", "\n"))


def republished(notices: Iterable[KnownNotice]) -> tuple[Republished, ...]:
    """Return the notices that came while we looked and are a document that had been met before, in the order of coming."""
    by_title: dict[str, list[KnownNotice]] = defaultdict(list)
    found: list[Republished] = []
    for one in sorted(notices, key=lambda one: (one.record.first_seen_at, one.id)):
        if not one.versions:
            continue
        known = by_title[plain(one.title)]
        if one.first.lower is not None:
            earlier = [old for old in known if old.record.first_seen_at < one.record.first_seen_at]
            shares = [(shared(old, one), old) for old in reversed(earlier)]
            if shares and (best := max(shares, key=lambda pair: pair[0]))[0] >= SHARED:
                found.append(Republished(notice=one.id, of=best[1].id, first=one.first, changed=best[0] < 1))
        known.append(one)
    return tuple(found)


def shared(old: KnownNotice, new: KnownNotice) -> float:
    """Return the share of the sentences of two notices that both have; one where their texts are equal."""
    a, b = (_sentences(one.versions[-1].body) for one in (old, new))
    return len(a & b) / len(a | b) if a | b else 0.0


def _sentences(body: str) -> frozenset[str]:
    lines = without_furniture(body).translate(_END).split("\n")
    return frozenset(said for one in lines if (said := plain(one)))
