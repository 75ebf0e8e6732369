"""How long the verdicts on a bureau hold by themselves: while nothing comes, and while its lists only show the same again.

A verdict depends on time in few ways: a day that counts passes, a reading grows too old to say how things stand, a
reading leaves the window over which a column has to be steady. And a list that shows what it showed before may prove no
more than it did, where enough readings proved it already. Whatever is not plainly so holds no longer than it was said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256
from zoneinfo import ZoneInfo

from crawler.clock import local_day
from crawler.records import ReadingRecord
from crawler.vantage import WINDOW as VANTAGE_WINDOW
from crawler.words import Outcome
from monitor.absence import FRESH, WINDOW, fresh_reading
from monitor.appearance import VISIT, Stood, covers
from monitor.calendar import ONE
from monitor.catalogue.model import Duty
from monitor.evidence import Place
from monitor.known import KnownNotice
from monitor.obligations import Comes
from monitor.rules.site_inspected import WINDOW as INSPECTED_WINDOW
from monitor.sitting import Heard
from monitor.verdict import Verdict

FOREVER = datetime(9000, 1, 1, tzinfo=UTC)
_ABSENT = frozenset({Outcome.NOT_FOUND, Outcome.SOFT_404})
_LIFTED = frozenset(
    {
        "never_looked",
        "never_to_the_end",
        "not_looked_lately",
        "not_readable",
        "self_outage",
        "too_few_by_clock",
        "too_few_readings",
        "unsteady",
        "vantage_conflict",
    }
)
"""What keeps an absence from being told, and is lifted by readings that show nothing new."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """What the last reading of a column showed, and when."""

    shape: str
    started_at: datetime
    ended_at: datetime


@dataclass(frozen=True, kw_only=True)
class Calm:
    """Until when the verdicts on a bureau hold; not at that moment itself."""

    as_of: datetime
    still: datetime
    """While nothing comes at all."""
    fed: datetime
    """While every list goes on to show the same, and has done so lately."""
    lists: dict[str, Listed]
    """Site and column → its last reading; none where a further reading may change something."""

    def holds(self, moment: datetime) -> bool:
        """Return whether the verdicts hold at *moment* although nothing came."""
        return moment == self.as_of or moment < self.still

    def holds_with(self, readings: Iterable[ReadingRecord], moment: datetime) -> bool:
        """Return whether the verdicts hold at *moment* where these *readings* are all that came."""
        ends = {place: one.ended_at for place, one in self.lists.items()}
        for one in readings:
            place = place_of(one.site, one.column)
            last = self.lists.get(place)
            if last is None or one.started_at <= max(self.as_of, last.started_at) or shape(one) != last.shape:
                return False
            ends[place] = max(ends[place], one.ended_at or one.started_at)
        return moment < self.fed and all(moment - one <= FRESH for one in ends.values())


def place_of(site: str, column: str) -> str:
    """Return the name of a column among all."""
    return f"{site}/{column}"


def shape(reading: ReadingRecord) -> str:
    """Return a digest of what *reading* showed and how it ended; two alike tell the same."""
    said = (
        reading.ending.value,
        reading.complete,
        reading.oldest,
        reading.sightings,
        reading.vantage,
        reading.clock_wrong,
    )
    return sha256(repr(said).encode()).hexdigest()


def calm(
    heard: Heard, as_of: datetime, zone: ZoneInfo, duties: dict[str, Duty], fixed: Iterable[date]
) -> Calm:
    """Return how long the verdicts on the bureau that was *heard* as of a moment hold.

    *duties* are those of the catalogue by id, *fixed* the days that count whatever is owed. What the passing of a day
    adds to what is owed, or takes from it, is not told here.
    """
    places = heard.seen.places
    if any(_unsettled(one) for one in _readings(places)) or heard.sound is not heard.seen:
        return Calm(as_of=as_of, still=as_of, fed=as_of, lists={})
    today = local_day(as_of, zone)
    days = {*fixed, *(day for one in heard.verdicts for day in _days(one, duties[one.obligation.duty]))}
    next_day = min((day for day in days if day > today), default=None)
    by_day = datetime.combine(next_day, time(), zone).astimezone(UTC) if next_day else FOREVER
    notices = heard.seen.notices.values()
    steady = (
        all(_steady(one, as_of) for one in places)
        and not any(_may_be_lifted(one) for one in heard.verdicts)
        and not any(_showing(one, notices) for one in heard.verdicts)
        and not any(_foretold(one, today) for one in heard.verdicts)
        and all(_settled(one, as_of) for one in notices)
    )
    return Calm(
        as_of=as_of,
        still=min([by_day, *(moment for one in places for moment in _fading(one, as_of))]),
        fed=by_day if steady else as_of,
        lists={place_of(one.site, one.column): _listed(one.readings[-1]) for one in places} if steady else {},
    )


def _readings(places: Iterable[Place]) -> Iterator[ReadingRecord]:
    return (one for place in places for one in place.readings)


def _unsettled(reading: ReadingRecord) -> bool:
    return reading.ended_at is None or reading.clock_wrong


def _listed(last: ReadingRecord) -> Listed:
    return Listed(shape=shape(last), started_at=last.started_at, ended_at=last.ended_at or last.started_at)


def _days(verdict: Verdict, duty: Duty) -> Iterator[date]:
    """Yield the days that count from their first moment on."""
    owed, evidence = verdict.obligation, verdict.evidence
    ends = [one.due for one in evidence.derivations] + [evidence.grace_end, owed.until]
    for end in ends:
        if end is not None and end < date.max:
            yield end + ONE
            if owed.comes is Comes.SHOWN:  # there on its last day is long enough
                yield end
    if owed.comes is Comes.STANDING:
        for timing in duty.timings:
            if timing.valid_from:
                yield timing.valid_from
            if timing.valid_to and timing.valid_to < date.max:
                yield timing.valid_to + ONE


def _steady(place: Place, as_of: datetime) -> bool:
    """Return whether the column was read completely, and from one place, whenever it was read lately."""
    lately = [one for one in place.readings if one.started_at > as_of - WINDOW]
    return bool(lately) and all(one.complete for one in lately) and len({one.vantage for one in lately}) == 1


def _fading(place: Place, as_of: datetime) -> Iterator[datetime]:
    """Yield the moments at which the readings of a column come to say less."""
    fresh = fresh_reading(place, as_of)
    if fresh is not None:
        yield (fresh.ended_at or fresh.started_at) + FRESH
    if _steady(place, as_of):
        return
    for one in place.readings:
        ends = (one.started_at + window for window in (INSPECTED_WINDOW, VANTAGE_WINDOW, WINDOW))
        yield from (end for end in ends if end > as_of)


def _may_be_lifted(verdict: Verdict) -> bool:
    """Return whether what hinders a verdict may be over with one more reading."""
    return any(one.key in _LIFTED for one in (verdict.reason, *verdict.why_not))


def _showing(verdict: Verdict, notices: Iterable[KnownNotice]) -> bool:
    """Return whether one more reading may show that a notice stayed as long as it had to."""
    if verdict.reason.key != "not_seen_to_the_end" or verdict.chosen is None:
        return False
    return any(_met(one.stood) for one in notices if one.title == verdict.chosen.title)


def _foretold(verdict: Verdict, today: date) -> bool:
    """Return whether readings still to come lie before the day on which a later step is dated."""
    owed = verdict.obligation
    return owed.comes is Comes.LINKED and owed.trigger is not None and owed.trigger >= today


def _settled(notice: KnownNotice, as_of: datetime) -> bool:
    """Return whether further readings alike leave it where it is: there, gone, or out of what they cover."""
    refused = [one.at for one in notice.looks if one.outcome in _ABSENT]
    if any(as_of - one <= VISIT for one in refused):
        return False  # the next reading may be of the same visit, and tell what the look was worth
    if _met(notice.stood):
        return notice.gone is None
    last = notice.last_present
    if notice.gone is not None or last is None:
        return True
    if any(one > last for one in refused):
        return False
    return any(_out_of_reach(one, last, notice.claimed) for one in notice.stood)


def _met(stood: Iterable[Stood]) -> bool:
    """Return whether the last reading of some column met it."""
    return any(one.readings and one.readings[-1].id in one.met for one in stood)


def _out_of_reach(column: Stood, last: datetime, claimed: date | None) -> bool:
    """Return whether no reading since would have met it, nor would one more."""
    later = [one for one in column.readings if one.started_at > last]
    return bool(column.readings) and not any(covers(one, claimed) for one in (*later, column.readings[-1]))
