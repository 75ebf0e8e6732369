"""What was seen while our own clock was wrong decides no deadline: nothing is judged by it, nor against it.

Every verdict is reached by what was seen at sound moments alone, and again by everything. Where the two differ it
depends on a wrong clock, and then nobody can tell. So no rule has to know of clocks.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from crawler.records import ReadingRecord
from crawler.words import Ending, Outcome
from monitor.evidence import Evidence, Place, Reason
from monitor.known import KnownBureau, KnownNotice
from monitor.shelf import Shelf
from monitor.verdict import Verdict, reach
from monitor.words import Standing

_SHOWN = frozenset({Outcome.OK, Outcome.NOT_MODIFIED})
_NOTHING_OWED = frozenset({Standing.NOT_DUE, Standing.NOT_APPLICABLE})


def soundly(known: KnownBureau) -> KnownBureau:
    """Return what is known at sound moments; *known* itself where our clock was never wrong.

    Of a wrong moment the texts are kept, for words have no clock. A notice that was never seen at a sound one is left
    out.
    """
    readings = (one for place in known.places for one in place.readings)
    looks = (one for notice in known.notices.values() for one in notice.looks)
    if not (any(one.clock_wrong for one in readings) or any(one.clock_wrong for one in looks)):
        return known
    notices = {one.id: sound for one in known.notices.values() if (sound := _notice(one))}
    return replace(known, places=tuple(_place(one) for one in known.places), notices=notices)


def reach_soundly(
    gather: Callable[[KnownBureau], Evidence], seen: KnownBureau, sound: KnownBureau
) -> Verdict:
    """Return the verdict on what *gather* makes of what was *seen* and of what is *sound* in it."""
    verdict = reach(gather(sound))
    if sound is seen or verdict.standing in _NOTHING_OWED:
        return verdict
    return _agreed(verdict, reach(gather(seen)))


def _agreed(sound: Verdict, seen: Verdict) -> Verdict:
    """Return the verdict as far as both say the same."""
    flags = tuple(one for one in sound.flags if one in seen.flags)
    verdict = replace(
        sound, flags=flags, flag_reasons={one.value: sound.flag_reasons[one.value] for one in flags}
    )
    told = sound.standing is not Standing.CANNOT_TELL
    if sound.standing is seen.standing and (told or sound.reason.key == seen.reason.key):
        return verdict
    return replace(
        verdict,
        standing=Standing.CANNOT_TELL,
        reason=Reason(key="clock_wrong"),
        late_working_days=None,
        clear=(Reason(key="clear_clock_wrong"),),
        why_not=() if told else (sound.reason,),
    )


def _place(place: Place) -> Place:
    return replace(place, readings=_marked(place.readings))


def _marked(readings: Iterable[ReadingRecord]) -> tuple[ReadingRecord, ...]:
    """Return *readings*; those of a wrong clock prove no absence."""
    return tuple(
        replace(one, complete=False, ending=Ending.CLOCK_WRONG) if one.clock_wrong and one.complete else one
        for one in readings
    )


def _notice(notice: KnownNotice) -> KnownNotice | None:
    """Return *notice* as it was seen at sound moments; None where it never was."""
    mine = frozenset(one.id for one in notice.sightings)
    shelves = tuple(_shelf(one, mine) for one in notice.shelves)
    looks = tuple(one for one in notice.looks if not one.clock_wrong)
    first = _first_seen(notice, shelves, [one.at for one in looks if one.outcome in _SHOWN])
    if first is None:
        return None
    return replace(notice, record=replace(notice.record, first_seen_at=first), shelves=shelves, looks=looks)


def _shelf(shelf: Shelf, mine: frozenset[int]) -> Shelf:
    """Return *shelf* without what a wrong clock met; what followed proves no absence of a notice met before it."""
    wrong = {one.id for one in shelf.readings if one.clock_wrong}
    met = {sighting: ids - wrong for sighting, ids in shelf.met.items()}
    there = frozenset().union(*(shelf.met.get(one, frozenset()) for one in mine))
    early = min(there & wrong, default=None)
    sound = min(there - wrong, default=None)
    readings = tuple(
        replace(one, complete=False)
        if early is not None and sound is not None and early < one.id < sound and one.complete
        else one
        for one in _marked(shelf.readings)
    )
    return replace(shelf, readings=readings, met=met)


def _first_seen(notice: KnownNotice, shelves: Iterable[Shelf], shown: Iterable[datetime]) -> datetime | None:
    """Return the first sound moment at which the notice had been seen; the stored one where that is sound."""
    mine = {one.id for one in notice.sightings}
    readings = {one.id: one for shelf in shelves for one in shelf.readings if not one.clock_wrong}
    if min(notice.sightings, key=lambda one: one.id).reading in readings:
        return notice.record.first_seen_at
    met = {one for shelf in shelves for sighting in mine for one in shelf.met.get(sighting, ())}
    ends = [one.ended_at or one.started_at for one in readings.values() if one.id in met]
    return min([*ends, *shown], default=None)
