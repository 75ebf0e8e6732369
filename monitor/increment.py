"""Judges again only the bureaus of which something may be said otherwise, and keeps only what is.

What is said is what judging everything says: a bureau is left out where nothing that its verdicts depend on is another
than when they were reached, or where ``monitor.calm`` tells that it makes no difference. Bureaus are judged a few at a
time, and what is to be written waits on disk; memory holds the registers, those few bureaus, and one row a bureau.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine

from crawler.clock import Clock
from crawler.registry import Site
from crawler.workspace import Workspace
from monitor.calm import calm
from monitor.docket import Docket, open_docket
from monitor.keeping import Counts, Held, Increment, calm_row, held_verdicts, keep_increment, said_in
from monitor.law import fixed_days
from monitor.sitting import Heard, Sitting, Trial, catalogue_of, convene
from monitor.spill import Row, Spill
from monitor.store import edition_digest, software, verdict_row

CHUNK = 50  # bureaus that are in memory at once with all that is known of them


@dataclass(frozen=True, kw_only=True)
class Told:
    """What came of a judgement."""

    snapshot: int
    edition: str
    day: date
    as_of: datetime
    counts: Counts
    bureaus: int
    judged: int
    """Bureaus that were looked at."""
    written: int
    """Verdicts that were not said before."""
    ended: int
    """Verdicts that are no longer said."""
    broken: tuple[str, ...] = ()
    """Obligations of which something else is said though it should not be: a fault of judging only what may change."""


def judge_on(
    workspace: Workspace,
    engine: Engine,
    *,
    as_of: datetime,
    clock: Clock,
    full: bool = False,
    law: Trial | None = None,
) -> Told:
    """Judge as of a moment and keep what is said otherwise than in the last judgement; *full* looks at everything.

    *law* goes before the workspace's catalogue.
    """
    bureaus, sites = workspace.bureaus(), _by_bureau(workspace.sites().values())
    every = [site for held in sites.values() for site in held]
    sitting = convene(workspace, engine, every, as_of=as_of, law=law or catalogue_of(workspace))
    docket = open_docket(engine, sitting, bureaus, sites)
    looked = [one for one in bureaus if full or one in docket.due]
    with Spill() as verdicts, Spill() as calms:
        bench = _Bench(engine, sitting, docket, _begun(docket, verdicts, calms))
        for start in range(0, len(looked), CHUNK):
            part = looked[start : start + CHUNK]
            mine = [site for one in part for site in sites.get(one, ())]
            bench.take(sitting.hear({one: bureaus[one] for one in part}, mine))
        bench.leave(docket.left)
        snapshot = keep_increment(engine, bench.made, _about(sitting, clock()), docket.law, docket.mark)
    return Told(
        snapshot=snapshot,
        edition=sitting.edition.id,
        day=sitting.day,
        as_of=as_of,
        counts=bench.made.counts,
        bureaus=len(bureaus),
        judged=len(looked),
        written=verdicts.rows,
        ended=len(bench.made.ends),
        broken=tuple(bench.broken),
    )


def _by_bureau(sites: Iterable[Site]) -> dict[str, list[Site]]:
    found: dict[str, list[Site]] = defaultdict(list)
    for one in sites:
        found[one.bureau].append(one)
    return dict(found)


def _begun(docket: Docket, verdicts: Spill, calms: Spill) -> Increment:
    counts = docket.base.counts if docket.base else Counts()
    return Increment(base=docket.base, head=docket.head, verdicts=verdicts, calms=calms, counts=counts)


class _Bench:
    """Holds what is said now against what was said, bureau by bureau."""

    def __init__(self, engine: Engine, sitting: Sitting, docket: Docket, made: Increment) -> None:
        self._engine = engine
        self._sitting = sitting
        self._docket = docket
        self.made = made
        self._duties = {duty.id: duty for category in sitting.edition.categories for duty in category.duties}
        self._fixed = tuple(fixed_days(sitting))
        self.broken: list[str] = []

    def take(self, heard: dict[str, Heard]) -> None:
        """Add what is said of the bureaus that were *heard*."""
        held = self._held(tuple(heard))
        rows = (row for key, one in heard.items() for row in self._changed(one, held.get(key, {})))
        self.made.verdicts.add(list(rows))
        if self._docket.mark is not None:
            self.made.calms.add([self._calm(bureau, one) for bureau, one in heard.items()])

    def leave(self, bureaus: Sequence[str]) -> None:
        """End whatever is said of *bureaus* that are no longer in the register."""
        for held in self._held(bureaus).values():
            for one in held.values():
                self._end(one)
        self.made.calms.add([{"bureau": one} for one in bureaus])

    def _held(self, bureaus: Sequence[str]) -> dict[str, dict[str, Held]]:
        base = self._docket.base
        return held_verdicts(self._engine, base, bureaus) if base else {}

    def _changed(self, heard: Heard, held: dict[str, Held]) -> Iterator[Row]:
        """Yield the verdicts that were not said before, and end those that are no longer said."""
        left = dict(held)
        calm_before = heard.seen.bureau.id not in self._docket.due
        for verdict in heard.verdicts:
            before = left.pop(verdict.key, None)
            if before is not None and before.said == said_in(verdict):
                continue
            if calm_before:
                self.broken.append(verdict.key)
            if before is not None:
                self._end(before)
            self.made.counts.add(verdict.standing.value, (one.value for one in verdict.flags))
            yield verdict_row(verdict)
        for key, before in left.items():
            if calm_before:
                self.broken.append(key)
            self._end(before)

    def _end(self, held: Held) -> None:
        self.made.ends.append(held.id)
        self.made.counts.add(held.standing, held.flags, -1)

    def _calm(self, bureau: str, heard: Heard) -> Row:
        sitting = self._sitting
        told = calm(heard, sitting.as_of, sitting.edition.zone, self._duties, self._fixed)
        return calm_row(bureau, self._docket.terms[bureau], told)


def _about(sitting: Sitting, now: datetime) -> Row:
    return {
        "as_of": sitting.as_of,
        "made_at": now,
        "edition": sitting.edition.id,
        "software": software(),
        "edition_digest": edition_digest(sitting.edition),
        "calendar_digest": sitting.calendar_digest,
    }
