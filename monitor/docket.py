"""Which bureaus a judgement has to look at, given the last one: those of which something may be said otherwise."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Engine

from crawler.clock import local_day
from crawler.registry import Bureau, Site
from crawler.store.since import Mark, News, marked, news_since
from monitor.calm import Calm
from monitor.keeping import Base, known_calms, last_base
from monitor.known import KnownBureau
from monitor.law import law_digest, terms_digest
from monitor.sitting import Sitting

_NOBODY = "nobody"
"""Id of a bureau made up to see what bureaus like it owe by themselves."""


@dataclass(frozen=True, kw_only=True)
class Docket:
    """What a judgement builds upon, and the bureaus that it has to look at."""

    base: Base | None
    """None where nothing can be built upon."""
    head: int | None
    """The newest judgement that could be built upon, whether this one does or not."""
    mark: Mark | None
    """How far the facts have come; None where this judgement cannot be built upon."""
    law: str
    terms: dict[str, str]
    """Bureau → the digest of what people wrote of it."""
    due: frozenset[str]
    """Bureaus of which something may be said otherwise."""
    left: tuple[str, ...] = ()
    """Bureaus that are no longer in the register."""


def open_docket(
    engine: Engine, sitting: Sitting, bureaus: dict[str, Bureau], sites: dict[str, list[Site]]
) -> Docket:
    """Return what a judgement of *sitting* has to look at; *sites* are by bureau."""
    # before any fact is read: what comes meanwhile is news for the next
    mark, last = marked(engine, sitting.as_of), last_base(engine)
    terms = {key: terms_digest(sitting, one, sites.get(key, ())) for key, one in bureaus.items()}
    law = law_digest(sitting)
    base = last
    if mark is None or (last is not None and last.as_of > sitting.as_of):
        mark = base = None
    due, left = frozenset(bureaus), tuple[str, ...]()
    if base is not None:
        calms = known_calms(engine)
        left = tuple(sorted(calms.keys() - bureaus.keys()))
        if base.law == law:
            news = news_since(engine, base.mark, base.as_of, sitting.as_of)
            changed = _owing_otherwise(sitting, bureaus.values(), base.as_of)
            due = changed | frozenset(
                key
                for key in bureaus
                if key not in calms
                or calms[key][0] != terms[key]
                or not _holds(calms[key][1], news, [one.id for one in sites.get(key, ())], sitting.as_of)
            )
    return Docket(
        base=base, head=last.id if last else None, mark=mark, law=law, terms=terms, due=due, left=left
    )


def _holds(held: Calm, news: News, sites: list[str], as_of: datetime) -> bool:
    """Return whether the verdicts on the bureau of *sites* hold, given what came."""
    if any(one in news.loud for one in sites):
        return False
    visited = [one for one in sites if one in news.lists]
    if not visited:
        return held.holds(as_of)
    return held.holds_with((reading for one in visited for reading in news.lists[one]), as_of)


def _owing_otherwise(sitting: Sitting, bureaus: Iterable[Bureau], before: datetime) -> frozenset[str]:
    """Return the *bureaus* that owe by themselves something else today than on the day of *before*.

    Bureaus of one unit, place and level owe the same, so it is told once for all of them.
    """
    then, today = local_day(before, sitting.edition.zone), sitting.day
    if then == today:
        return frozenset()
    alike: dict[Bureau, list[str]] = defaultdict(list)
    for one in bureaus:
        alike[replace(one, id=_NOBODY, name="", aliases=())].append(one.id)
    return frozenset(_of_changed(sitting, alike, then, today))


def _of_changed(sitting: Sitting, alike: dict[Bureau, list[str]], then: date, today: date) -> Iterator[str]:
    for like, named in alike.items():
        known = KnownBureau(bureau=like, places=(), notices={}, matches={})
        if sitting.owed(known, then) != sitting.owed(known, today):
            yield from named
