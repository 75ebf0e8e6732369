"""What must be said of each deed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from crawler.practice.mutating.deeds import Act, Deed
from crawler.words import EditKind
from monitor.history.happening import History
from monitor.history.words import Manner

_EDITS: dict[Deed, tuple[EditKind | None, Manner]] = {
    Deed.TYPO: (EditKind.TYPO, Manner.SILENT),
    Deed.FIGURE: (EditKind.FIGURE, Manner.SILENT),
    Deed.DAY: (EditKind.DATE, Manner.SILENT),
    Deed.WORDING: (EditKind.WORDING, Manner.SILENT),
    Deed.BOILERPLATE: (EditKind.BOILERPLATE, Manner.SILENT),
    Deed.SAME_FILE: (EditKind.FILE, Manner.SILENT),
    Deed.OTHER_FILE: (EditKind.FILE, Manner.SILENT),
    Deed.NO_FILE: (EditKind.FILE, Manner.SILENT),
    Deed.NEW_FILE: (EditKind.FILE, Manner.SILENT),
    Deed.PREDATED: (EditKind.DATE, Manner.SILENT),
    Deed.REDATED: (None, Manner.REPUBLISHED),
    Deed.MARKED: (EditKind.FIGURE, Manner.ANNOUNCED),
    Deed.ANNOUNCED: (EditKind.FIGURE, Manner.ANNOUNCED),
}
"""Deed → the weightiest kind of change, None for any, and how it was made."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """One thing that was said of notices of a site."""

    what: str
    notices: frozenset[int]
    after: datetime | None
    until: datetime


def sayings(history: History) -> Iterable[Said]:
    """Yield everything that was said, in words that can be held against a deed."""
    for edit in history.edited:
        said = f"{edit.kind} {edit.manner}"
        yield Said(what=said, notices=frozenset({edit.notice}), after=edit.after, until=edit.until)
    for again in history.republished:
        first = again.first
        yield Said(
            what="republished",
            notices=frozenset({again.of, again.notice}),
            after=first.lower,
            until=first.upper,
        )
    for one in history.absences:
        said = "restored" if one.restored else "moved" if one.moved_to else "withdrawn"
        yield Said(
            what=said,
            notices=frozenset({one.notice}),
            after=one.gone.last_present,
            until=one.gone.first_absent,
        )
    for dated in history.backdated:
        yield Said(
            what="backdated",
            notices=frozenset({dated.notice}),
            after=dated.first.lower,
            until=dated.first.upper,
        )
    for many in history.bulk:
        yield Said(
            what="bulk", notices=frozenset(many.notices), after=many.first.lower, until=many.first.upper
        )


def expected(act: Act, ids: Callable[[int], int]) -> list[tuple[str, frozenset[int]]]:
    """Return what must be said of *act*: the words, of which notices; a kind left open ends in its manner alone."""
    one, others = ids(act.number), frozenset(map(ids, act.others))
    if act.deed in _EDITS:
        kind, manner = _EDITS[act.deed]
        return [(f"{kind or ''} {manner}".strip(), frozenset({one}))]
    others_too = frozenset({one}) | others
    told: dict[Deed, list[tuple[str, frozenset[int]]]] = {
        Deed.WITHDRAWN: [("withdrawn", frozenset({one}))],
        Deed.RESTORED: [("restored", frozenset({one}))],
        Deed.BLINKED: [],
        Deed.BACKDATED: [("backdated", frozenset({one}))],
        Deed.TWICE: [("republished", others_too)],
        Deed.REPUBLISHED: [("republished", others_too), ("moved", frozenset({one}))],
        Deed.BULK: [("bulk", others_too)],
    }
    return told[act.deed]


def allowed(act: Act, ids: Callable[[int], int]) -> set[tuple[str, frozenset[int]]]:
    """Return what may be said beside it: that each of many was inserted with an old date."""
    every = (act.number, *act.others) if act.deed is Deed.BULK else ()
    return {("backdated", frozenset({ids(one)})) for one in every}
