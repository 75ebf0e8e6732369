"""A judgement: all verdicts of a day, and the only place where they are counted."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from crawler.clock import local_day
from crawler.door.door import shown
from crawler.errors import UsageError
from crawler.registry import Bureau
from monitor.catalogue.model import Category, Edition
from monitor.evidence import Place
from monitor.review.state import Review
from monitor.review.words import State, Waits
from monitor.verdict import Verdict, plain
from monitor.words import Flag, Standing

WORST = (
    Standing.SUSPECTED_MISSING,
    Standing.LATE,
    Standing.CANNOT_TELL,
    Standing.MET,
    Standing.NOT_DUE,
    Standing.NOT_APPLICABLE,
)
"""The order in which a cell of several obligations is summed up."""

DIGEST = 12
"""Characters of a verdict's digest that name it, where several look alike because names in them are masked."""
_DECIDED = {Standing.MET, Standing.LATE, Standing.SUSPECTED_MISSING}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """The obligations of one bureau in one category, summed up."""

    standing: Standing
    """The worst."""
    count: int
    """How many have it."""
    total: int
    flagged: int


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How much could be judged of what was due."""

    judged: int
    due: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None when nothing was due."""
        return self.judged / self.due if self.due else None


@dataclass(frozen=True, kw_only=True)
class Unreadable:
    """A column that could not be judged on the day, and how its last reading ended."""

    bureau: str
    site: str
    column: str
    name: str
    ending: str
    """Empty where it was never read."""
    last_complete: datetime | None


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """Everything said of a workspace as of a moment; pages, mails, files and commands all count here."""

    edition: Edition
    as_of: datetime
    bureaus: dict[str, Bureau]
    verdicts: tuple[Verdict, ...]
    unreadable: tuple[Unreadable, ...] = ()
    places: dict[str, tuple[Place, ...]]
    """Bureau → its columns with their readings."""
    reviews: dict[str, Review] = field(default_factory=dict)
    """Obligation → its review, of everything that accuses or about which anybody has said something."""
    calendar_digest: str = ""
    """SHA-256 of the calendar that days were counted by."""
    law: str = ""
    """SHA-256 of everything that all verdicts depend on: program, matcher, catalogue, calendar, settings."""

    def review(self, key: str) -> Review:
        """Return the review of an obligation; of one that nobody has to look at, that there is none."""
        none = Review(state=State.NONE, waits=Waits.NOTHING, claim="")
        return self.reviews.get(key, none)

    def in_state(self, state: State) -> tuple[Verdict, ...]:
        """Return the verdicts whose review has come to *state*, soonest due first."""
        found = [one for one in self.verdicts if self.review(one.key).state is state]
        return tuple(sorted(found, key=lambda one: (one.due or date.max, one.key)))

    @property
    def day(self) -> date:
        """The day judged."""
        return local_day(self.as_of, self.edition.zone)

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories in which anything is owed, in the order of the edition."""
        owed = {one.obligation.category for one in self.verdicts}
        return tuple(one for one in self.edition.categories if one.id in owed)

    def counts(self) -> dict[Standing, int]:
        """Return how many obligations have each standing."""
        counted = Counter(one.standing for one in self.verdicts)
        return {one: counted[one] for one in Standing}

    def flag_counts(self) -> dict[Flag, int]:
        """Return how many obligations have each flag."""
        counted = Counter(flag for one in self.verdicts for flag in one.flags)
        return {one: counted[one] for one in Flag}

    def coverage(self, bureau: str | None = None) -> Coverage:
        """Return how much of what was due could be judged, of all bureaus or of one."""
        due = [
            one
            for one in self.verdicts
            if (bureau is None or one.obligation.bureau == bureau)
            and one.standing in _DECIDED | {Standing.CANNOT_TELL}
        ]
        return Coverage(judged=sum(one.standing in _DECIDED for one in due), due=len(due))

    def matrix(self) -> dict[tuple[str, str], Cell]:
        """Return bureau and category → the cell of their obligations; no cell where nothing is owed."""
        held: dict[tuple[str, str], list[Verdict]] = {}
        for one in self.verdicts:
            held.setdefault((one.obligation.bureau, one.obligation.category), []).append(one)
        return {place: _cell(verdicts) for place, verdicts in held.items()}

    def findings(self) -> Iterator[Verdict]:
        """Yield what is suspected missing, late or flagged, worst first, then by due day."""
        found = [one for one in self.verdicts if one.standing.accuses or one.flags]
        yield from sorted(found, key=lambda one: (WORST.index(one.standing), one.due or date.max, one.key))

    def verdict(self, key: str) -> Verdict:
        """Return the verdict of that key, or of the key as it is shown, or whose digest begins so.

        Raises UsageError with near ones when there is none, and with their digests when there are several.
        """
        for one in self.verdicts:
            if one.key == key:
                return one
        found = [one for one in self.verdicts if shown(one.key) == key or _names(key, one)]
        if len(found) == 1:
            return found[0]
        if found:
            digests = "; ".join(one.digest[:DIGEST] for one in found)
            raise UsageError(f"{len(found)} obligations are shown as {key!r}", hint=f"say which: {digests}")
        near = [one.key for one in self.verdicts if key in one.key][:5]
        raise UsageError(f"no such obligation: {key!r}", hint=f"near: {'; '.join(near)}" if near else "")

    def only(self, beginning: str) -> Verdict:
        """Return the one verdict whose key begins so; raise UsageError when there is none or there are several."""
        found = [one for one in self.verdicts if one.key.startswith(beginning)]
        if len(found) == 1:
            return found[0]
        keys = "; ".join(one.key for one in found) or "none"
        raise UsageError(f"{len(found)} obligations begin with {beginning!r}", hint=f"say which: {keys}")

    def as_json(self) -> dict[str, Any]:
        """Return the judgement as JSON knows it, without the evidence behind each verdict."""
        coverage = self.coverage()
        said = {
            "edition": self.edition.id,
            "as_of": self.as_of,
            "counts": {one.value: count for one, count in self.counts().items()},
            "flags": {one.value: count for one, count in self.flag_counts().items()},
            "coverage": {"judged": coverage.judged, "due": coverage.due, "share": coverage.share},
            "matrix": [
                {"bureau": bureau, "category": category, "cell": cell}
                for (bureau, category), cell in self.matrix().items()
            ],
            "unreadable": self.unreadable,
            "verdicts": [summary(one) for one in self.verdicts],
        }
        return dict(plain(said))


def summary(verdict: Verdict) -> dict[str, Any]:
    """Return what a list shows of a verdict, as JSON knows it."""
    said = {
        "key": verdict.key,
        "bureau": verdict.obligation.bureau,
        "category": verdict.obligation.category,
        "duty": verdict.obligation.duty,
        "what": verdict.obligation.what,
        "standing": verdict.standing,
        "flags": verdict.flags,
        "trigger": verdict.obligation.trigger,
        "due": verdict.due,
        "late_working_days": verdict.late_working_days,
        "reason": verdict.reason,
        "flag_reasons": verdict.flag_reasons,
        "notice": verdict.chosen.notice if verdict.chosen else None,
        "title": verdict.chosen.title if verdict.chosen else None,
        "url": verdict.chosen.url if verdict.chosen else None,
        "claimed": verdict.chosen.claimed if verdict.chosen else None,
        "first_seen": verdict.chosen.first if verdict.chosen else None,
        "readings": len(verdict.readings),
        "digest": verdict.digest,
    }
    return dict(plain(said))


def _names(said: str, verdict: Verdict) -> bool:
    """Whether *said* is the beginning of the verdict's digest, long enough to be no word."""
    return len(said) >= DIGEST and verdict.digest.startswith(said)


def _cell(verdicts: list[Verdict]) -> Cell:
    worst = min((one.standing for one in verdicts), key=WORST.index)
    return Cell(
        standing=worst,
        count=sum(one.standing is worst for one in verdicts),
        total=len(verdicts),
        flagged=sum(bool(one.flags) for one in verdicts),
    )
