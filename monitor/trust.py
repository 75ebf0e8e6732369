"""Which complete readings are to be believed: one that lost most of what stood there before has met another page.

After a redesign an adapter may find rows in a menu and read it "to the end". Such a reading may show that something is
there; it never shows that something is not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice

from crawler.records import ReadingRecord, SightingRecord
from crawler.registry import Site
from crawler.store.addresses import url_key
from crawler.words import Ending

LAST = 5  # rows at the end of a reading; one of them may be out of order, too
KEPT = 0.5  # share of the known rows that a healthy reading meets again; withdrawals come one by one


def notices_only(site: Site, sightings: Iterable[SightingRecord]) -> dict[int, SightingRecord]:
    """Return the *sightings* of notices by id: a row that leads to a list of the site is part of a menu."""
    lists = {url_key(site.base), *(url_key(site.address(one)) for one in site.column)}
    return {one.id: one for one in sightings if url_key(one.url) not in lists}


def believed(
    readings: Iterable[ReadingRecord], sightings: Mapping[int, SightingRecord]
) -> tuple[ReadingRecord, ...]:
    """Return the *readings* of one column in order; those not to be believed are no longer complete.

    Each is held against the last one believed and ends in drift where it lost too much; one that met rows but no notice
    has read nothing. A column that says of itself that it is empty is believed.
    """
    found: list[ReadingRecord] = []
    known: dict[int, date | None] = {}
    for reading in readings:
        rows = {one.notice: one.claimed for at in reading.sightings if (one := sightings.get(at))}
        if not reading.complete:
            found.append(reading)
        elif reading.sightings and not rows:
            found.append(replace(reading, complete=False, ending=Ending.PARSE_ZERO))
        elif reading.ending is not Ending.EMPTY and _lost(reading, known, rows):
            found.append(replace(reading, complete=False, ending=Ending.DRIFT))
        else:
            found.append(_as_far_as_it_went(reading, sightings))
            known = _still_known(reading, known) | rows
    return tuple(found)


def _as_far_as_it_went(reading: ReadingRecord, sightings: Mapping[int, SightingRecord]) -> ReadingRecord:
    """Return a reading that stopped at known rows with the day that it surely reached: that of its last rows.

    An old row further up, kept there without a mark, says nothing of the pages that were not asked for.
    """
    if reading.ending is not Ending.COVERED:
        return reading
    rows = (sightings.get(at) for at in reversed(reading.sightings))
    last = islice((one.claimed for one in rows if one and one.claimed), LAST)
    reached = max(last, default=None)
    if reached is None or reading.oldest is None or reached <= reading.oldest:
        return reading
    return replace(reading, oldest=reached)


def _expected(reading: ReadingRecord, known: Mapping[int, date | None]) -> set[int]:
    """Return the notices that *reading* had to meet again: all, or those above the row at which it stopped."""
    if reading.ending is not Ending.COVERED:
        return set(known)
    oldest = reading.oldest
    return {one for one, claimed in known.items() if oldest and claimed and claimed > oldest}


def _lost(reading: ReadingRecord, known: Mapping[int, date | None], rows: Mapping[int, date | None]) -> bool:
    expected = _expected(reading, known)
    return bool(expected) and len(expected & rows.keys()) < KEPT * len(expected)


def _still_known(reading: ReadingRecord, known: Mapping[int, date | None]) -> dict[int, date | None]:
    """Return what lies below the row at which a believed reading stopped; above it only its own rows count."""
    expected = _expected(reading, known)
    return {one: claimed for one, claimed in known.items() if one not in expected}
