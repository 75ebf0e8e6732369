"""When the reading of a column is over, and what it was worth: the rules alone, no request in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from crawler.cms.page import ListRead
from crawler.extract.links import look_of
from crawler.health.healthy import drift
from crawler.health.shape import Shape, shape_of
from crawler.memory import Memory
from crawler.outcomes import Judged
from crawler.plural import counted
from crawler.registry import Column
from crawler.store.addresses import url_key
from crawler.store.facts import SeenRow
from crawler.words import Ending, Outcome

_ENOUGH_BEFORE = 3  # rows of the reading before from which having none of them left is no accident
_RISING = 3  # dates from which an order can be told
_TELLING = 3  # different rows from which the same titles and dates are no accident
_QUIET_PAGES = 2  # pages without dates and without anything unseen, one after the other, that end a reading
_BY_OUTCOME = {
    Outcome.BLOCKED: Ending.BLOCKED,
    Outcome.CHALLENGE: Ending.BLOCKED,
    Outcome.ROBOTS: Ending.FORBIDDEN_BY_ROBOTS,
    Outcome.NOT_FOUND: Ending.NOT_FOUND,
    Outcome.SOFT_404: Ending.NOT_FOUND,
    Outcome.NOT_DRAWN: Ending.NOT_DRAWN,
}


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a reading ended, and why."""

    ending: Ending
    detail: str = ""
    passing: bool = field(default=False, compare=False)
    """Whether the page that could not be had may be there a little later."""


@dataclass(kw_only=True)
class ColumnReading:
    """A reading under way."""

    column: Column
    memory: Memory
    window: timedelta
    latest: date
    """A later date is a slip of the pen."""
    glance: bool = False
    """Whether known ground is enough; the reading is then complete only where it happens to be."""
    pages: int = 0
    rows: int = 0
    """Rows met, each time they were met."""
    quiet: int = 0
    newest: date | None = None
    met: set[int] = field(default_factory=set)
    """Sightings met."""
    keys: set[str] = field(default_factory=set)
    """Addresses met."""
    said: set[tuple[str, date | None]] = field(default_factory=set)
    """Title and date of every row met: under another address a page may repeat itself for ever."""
    looks: set[str] = field(default_factory=set)
    """What the addresses of dated rows look like."""
    shape: Shape | None = None
    """What page one looked like."""
    fresh: int = 0
    """Rows of page one that are as new as the newest known one, or newer."""
    ascending: bool = False
    """Whether the oldest rows come first, so that what is new stands behind everything known."""

    @property
    def titles(self) -> set[str]:
        """The titles met."""
        return {title for title, _ in self.said}

    def repeats(self, read: ListRead) -> bool:
        """Whether the rows of a further page are none but those already met; pinned ones stand on every page."""
        fresh = {url_key(one.url) for one in read.rows if not one.pinned}
        everything = fresh or {url_key(one.url) for one in read.rows}
        said = {(one.title, one.claimed) for one in read.rows}
        again = everything <= self.keys or (len(said) >= _TELLING and said <= self.said)
        return self.pages > 0 and bool(everything) and again

    def knows(self, read: ListRead) -> bool:
        """Whether any row of a page was met before."""
        return any(url_key(one.url) in self.keys for one in read.rows)

    def take(self, read: ListRead, seen: Sequence[SeenRow]) -> Ended | None:
        """Take a recorded page in; return how the reading ends there, or None while it goes on."""
        repeated = self.repeats(read)
        if self.pages == 0:
            self._look_at(read)
        self.pages += 1
        self.rows += len(read.rows)
        self.met |= {one.sighting for one in seen}
        self.keys |= {url_key(one.url) for one in read.rows}
        self.said |= {(one.title, one.claimed) for one in read.rows}
        self.looks |= {look_of(one.url) for one in read.rows if one.claimed}
        dates = [one.claimed for one in read.rows if one.claimed and not one.pinned]
        dates = [one for one in dates if one <= self.latest]
        self.newest = max([*dates, *filter(None, [self.newest])], default=None)
        if repeated:
            return Ended(
                ending=Ending.REPEATED_PAGE, detail=f"page {self.pages} holds nothing but earlier rows"
            )
        if not read.rows:
            return self._without_rows(read)
        if ended := self._on_known_ground(read, seen):
            return ended
        if not read.following:
            return self._at_the_end(read)
        if self.pages >= self.column.max_pages:
            return Ended(ending=Ending.TOO_MANY_PAGES, detail=f"stopped after {counted(self.pages, 'page')}")
        return None

    def _look_at(self, read: ListRead) -> None:
        """Take the shape of page one."""
        self.shape = shape_of(read.rows, self.latest)
        self.ascending = _ascends(read)
        since = self.memory.healthy.newest if self.memory.healthy else None
        self.fresh = sum(since is None or (one.claimed or since) >= since for one in read.rows)

    def drifted(self, ended: Ended) -> str:
        """Return how page one falls out of the column's healthy range, where the reading would else be complete."""
        sound = ended.ending.complete or ended.ending is Ending.GLANCED
        return drift(self.shape, self.memory.healthy, self.fresh) if self.shape and sound else ""

    def estranged(self, ended: Ended) -> bool:
        """Whether a complete reading has no row in common with the one before: a redesign read as something else.

        One or two rows may be taken back, and then the list says rightly that it is empty. Not where a person has
        said since that the column is right as it is now.
        """
        before = () if self.memory.accepted else self.memory.last
        return ended.ending.complete and len(before) >= _ENOUGH_BEFORE and not self.met.intersection(before)

    def failed(self, judged: Judged, read: ListRead | None) -> Ended:
        """Return how the reading ends where no page came; *read* is the last page that did."""
        what = judged.behind or judged.outcome
        ending = _BY_OUTCOME.get(what, Ending.UNREACHABLE)
        if self.pages and ending is Ending.NOT_FOUND:
            if read and 0 < read.end_from <= self.pages + 1:
                return self._worth(Ending.EXHAUSTED, f"older pages than {self.pages} are not published")
            ending = Ending.LOST_NEXT
        return Ended(
            ending=ending,
            detail=f"page {self.pages + 1}: {judged.said}",
            passing=judged.outcome.passing,
        )

    def ended_by_stub(self) -> Ended:
        """Return the end of a list whose family puts a stub where its pages end."""
        return self._worth(Ending.EXHAUSTED, f"page {self.pages + 1} is a stub")

    def ended_with(self, read: ListRead) -> Ended:
        """Return the end of a list whose last page is *read*, whatever way seemed to lead on from it."""
        return self._at_the_end(read)

    def _covered(self, seen: Sequence[SeenRow]) -> bool:
        """Whether known ground was reached and the back window lies behind; pinned rows say nothing."""
        loose = [one for one in seen if not one.row.pinned]
        if not self.memory.complete or any(one.sighting > self.memory.known_to for one in seen):
            self.quiet = 0
            return False
        newest = max(filter(None, [self.newest, self.memory.newest]), default=None)
        dates = [one.row.claimed for one in loose if one.row.claimed and one.row.claimed <= self.latest]
        if newest is None or not dates:
            self.quiet += 1
            return self.quiet >= _QUIET_PAGES
        return max(dates) < newest - self.window

    def _on_known_ground(self, read: ListRead, seen: Sequence[SeenRow]) -> Ended | None:
        """Return how the reading ends where known ground was reached.

        A glance is content with a page that ends with what an earlier reading has met without a gap.
        """
        if self.ascending:
            return None
        if self._covered(seen):
            return self._worth(Ending.COVERED)
        loose = [one for one in seen if not one.row.pinned]
        if self.glance and read.following and loose and loose[-1].sighting <= self.memory.looked_to:
            return Ended(ending=Ending.GLANCED)
        return None

    def _without_rows(self, read: ListRead) -> Ended:
        if self.pages > 1:
            return self._at_the_end(read)
        if read.says_empty:
            return self._worth(Ending.EMPTY)
        return Ended(
            ending=Ending.PARSE_ZERO, detail="no row could be read, and the page does not say it is empty"
        )

    def _at_the_end(self, read: ListRead) -> Ended:
        """Return the end of a list without a further page, held against what its pager promised."""
        if read.unreachable:
            return Ended(ending=Ending.LOST_NEXT, detail=read.unreachable)
        if read.total_pages is not None and self.pages < read.total_pages:
            return Ended(ending=Ending.LOST_NEXT, detail=f"{self.pages} of {read.total_pages} promised pages")
        if read.total_rows is not None and self.rows < read.total_rows:
            return Ended(ending=Ending.LOST_NEXT, detail=f"{self.rows} of {read.total_rows} promised rows")
        return self._worth(Ending.EXHAUSTED)

    def _worth(self, ending: Ending, detail: str = "") -> Ended:
        """Return *ending*, or drift where the column met fewer rows than in health."""
        if len(self.keys) < self.column.min_rows:
            return Ended(
                ending=Ending.DRIFT,
                detail=f"{len(self.keys)} rows, healthy are {self.column.min_rows} or more",
            )
        return Ended(ending=ending, detail=detail)


def _ascends(read: ListRead) -> bool:
    """Whether the dates of a page rise from its first row to its last."""
    dates = [one.claimed for one in read.rows if one.claimed and not one.pinned]
    return len(dates) >= _RISING and dates[0] < dates[-1] and dates == sorted(dates)
