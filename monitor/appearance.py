"""When a notice appeared and whether it went away again, told from readings and looks alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from crawler.records import LookRecord, ReadingRecord
from crawler.vantage import agreed
from crawler.words import Ending, Outcome
from monitor.evidence import FirstSeen, Gone

APART = timedelta(hours=24)  # two looks so far apart outlast a publishing mistake put right the same day
REMEMBERED = 3  # readings that met a notice; two are enough to trust that something was put right
VISIT = timedelta(hours=12)  # longer than the longest visit, shorter than the time between two
_WHOLE = {Ending.EXHAUSTED, Ending.EMPTY}
_ABSENT = {Outcome.NOT_FOUND, Outcome.SOFT_404}
_PRESENT = {Outcome.OK, Outcome.NOT_MODIFIED}


@dataclass(frozen=True, kw_only=True)
class Stood:
    """One column in which a notice stood: the column's readings in order, and those that met it."""

    readings: Sequence[ReadingRecord]
    met: frozenset[int]
    """Ids of the readings that met the notice."""


def last_met(stood: Iterable[Stood]) -> tuple[datetime, ...]:
    """Return when the last readings began that met the notice, of the column in which most did; at most ``REMEMBERED``."""
    columns = [sorted(one.started_at for one in each.readings if one.id in each.met) for each in stood]
    return tuple(max(columns, key=len, default=[])[-REMEMBERED:])


def covers(reading: ReadingRecord, claimed: date | None) -> bool:
    """Return whether *reading* would have met a notice dated *claimed*.

    A reading that went to the end always would; one that stopped at known items only above its oldest row, and then the
    day of that row is already half read.
    """
    if not reading.complete:
        return False
    if reading.ending in _WHOLE:
        return True
    return claimed is not None and reading.oldest is not None and reading.oldest < claimed


def first_seen(stood: Iterable[Stood], claimed: date | None, seen_at: datetime) -> FirstSeen:
    """Return the interval in which a notice first seen at *seen_at* appeared.

    The lower end is sound for every column it stood in: where one of them was not read before, there is none.
    """
    columns = list(stood)
    meeting = [one for column in columns for one in column.readings if one.id in column.met]
    upper_reading = min(meeting, key=lambda one: (one.started_at, one.id)).id if meeting else 0
    lowers = [_last_without(column, claimed, seen_at) for column in columns]
    sound = [one for one in lowers if one is not None]
    earliest = min(sound, key=lambda one: one.started_at) if sound and len(sound) == len(lowers) else None
    return FirstSeen(
        # the start, not the end: what came while the reading was on may have been missed
        lower=earliest.started_at if earliest else None,
        lower_reading=earliest.id if earliest else None,
        upper=seen_at,
        upper_reading=upper_reading,
    )


def _last_without(column: Stood, claimed: date | None, seen_at: datetime) -> ReadingRecord | None:
    found = None
    for reading in column.readings:
        if reading.started_at >= seen_at or reading.id in column.met:
            break
        if covers(reading, claimed):
            found = reading
    return found


def gone(
    stood: Iterable[Stood], looks: Iterable[LookRecord], claimed: date | None, apart: timedelta = APART
) -> Gone | None:
    """Return the withdrawal of a notice, or None while anything still shows it or too little says it is gone.

    Two looks at least *apart* confirm it. Only what was really seen counts: a look that was blocked, or a reading that broke off, is no absence; a site that
    says of its lists, too, that they are not there says nothing of one notice; and what one vantage misses that another
    was shown lately is not gone.
    """
    columns, looked = list(stood), list(looks)
    present = _present(columns, looked)
    if not present:
        return None
    last = max(at for _, at in present)
    missing = [one for one in looked if one.outcome in _ABSENT and one.at > last and _spoke(columns, one.at)]
    without = [
        [one for one in column.readings if one.started_at > last and covers(one, claimed)]
        for column in columns
    ]
    if not missing and (not all(without) or _stands(columns, looked, claimed)):
        return None
    unseen = [(one.vantage, one.at) for one in missing]
    unseen += [(one.vantage, one.started_at) for column in without for one in column]
    absent = sorted(at for _, at in unseen)
    later = [one for one in absent if one - absent[0] >= apart and agreed(one, present, unseen)]
    if not later:
        return None
    confirmed = later[0]
    return Gone(
        last_present=last,
        first_absent=absent[0],
        confirmed=confirmed,
        readings=tuple(one.id for column in without for one in column if one.started_at <= confirmed),
        fetches=tuple(one.fetch for one in missing if one.at <= confirmed),
    )


def times_present(stood: Iterable[Stood], looks: Iterable[LookRecord]) -> list[tuple[datetime, datetime]]:
    """Return the beginning and end of every look and reading that showed the notice, in order."""
    found = [(one.at, one.at) for one in looks if one.outcome in _PRESENT]
    found += [
        (one.started_at, _end(one)) for column in stood for one in column.readings if one.id in column.met
    ]
    return sorted(found)


def before(stood: Iterable[Stood], moment: datetime) -> list[Stood]:
    """Return the columns with those of their readings that began before *moment*."""
    return [
        Stood(readings=[one for one in each.readings if one.started_at < moment], met=each.met)
        for each in stood
    ]


def last_present(stood: Iterable[Stood], looks: Iterable[LookRecord]) -> datetime | None:
    """Return when a reading or a look last showed the notice."""
    return max((at for _, at in _present(stood, looks)), default=None)


def _present(stood: Iterable[Stood], looks: Iterable[LookRecord]) -> list[tuple[str, datetime]]:
    """Return every moment at which it was seen, with the vantage that saw it."""
    present = [(one.vantage, one.at) for one in looks if one.outcome in _PRESENT]
    present += [
        (one.vantage, _end(one)) for column in stood for one in column.readings if one.id in column.met
    ]
    return present


def _stands(columns: Sequence[Stood], looked: Iterable[LookRecord], claimed: date | None) -> bool:
    """Return whether the page answered when no column showed its row any more: out of a list is not withdrawn."""
    answered = [one.at for one in looked if one.outcome in _PRESENT]
    shown = max(
        (_end(one) for column in columns for one in column.readings if one.id in column.met), default=None
    )
    if not answered or shown is None:
        return False
    return all(
        any(shown < one.started_at <= max(answered) and covers(one, claimed) for one in column.readings)
        for column in columns
    )


def _spoke(columns: Iterable[Stood], at: datetime) -> bool:
    """Return whether one of *columns* showed something about *at*, as in the visit of which the look was part."""
    return any(
        (one.complete or one.sightings) and abs(one.started_at - at) <= VISIT
        for column in columns
        for one in column.readings
    )


def _end(reading: ReadingRecord) -> datetime:
    return reading.ended_at or reading.started_at
