"""Turns rows of the tables into the records that leave the store, as they stood at a moment."""

from collections.abc import Collection, Container
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from crawler.records import (
    PICTURES,
    AttachmentLink,
    FileTextRecord,
    LookRecord,
    NoticeRecord,
    ReadingRecord,
    SightingRecord,
    VersionRecord,
)
from crawler.store.clocks import clock_facts
from crawler.store.facts import Evidence, RunRecord
from crawler.words import Cause, Ending, FileKind, FileOutcome, Outcome, RunState


def known(moment: datetime | None, until: datetime | None) -> bool:
    """Whether what happened at *moment* was known by *until*; None is never, respectively always."""
    return moment is not None and (until is None or moment <= until)


def run_record(
    row: Row[Any],
    until: datetime | None,
    outages: Collection[Row[Any]] = (),
    wrong: Container[int] = frozenset(),
) -> RunRecord:
    """Return a run with what is known of our own *outages* in it; one that ended later was still running."""
    ended = known(row.ended_at, until)
    return RunRecord(
        id=row.id,
        site=row.site,
        started_at=row.started_at,
        ended_at=row.ended_at if ended else None,
        state=RunState(row.state) if ended else RunState.RUNNING,
        software=row.software,
        vantage=row.vantage,
        self_outage=bool(outages),
        clock=clock_facts(row.clock_offset, row.clock_behind),
        clock_wrong=row.id in wrong,
    )


def reading_record(
    row: Row[Any],
    until: datetime | None,
    met: Collection[int],
    outages: Collection[Row[Any]] = (),
    wrong: Container[int] = frozenset(),
) -> ReadingRecord:
    """Return a reading; of one that had not ended by *until* only the sightings in *met* were known.

    One that did not reach the site during one of *outages* tells of our own network and not of the site; one of the
    runs in *wrong* tells what stood there, and not when.
    """
    whole = until is None or known(row.ended_at, until)
    ending = Ending(row.ending) if whole else Ending.OPEN
    if ending is Ending.UNREACHABLE and any(_met(row, one) for one in outages):
        ending = Ending.SELF_OUTAGE
    return ReadingRecord(
        id=row.id,
        site=row.site,
        column=row.column,
        started_at=row.started_at,
        ended_at=row.ended_at if whole else None,
        pages=row.pages if whole else 0,
        ending=ending,
        complete=row.complete if whole else False,
        oldest=row.oldest if whole else None,
        newest=row.newest if whole else None,
        sightings=tuple(one for one in row.sightings if whole or one in met),
        detail=row.detail if whole else "",
        vantage=row.vantage,
        clock_wrong=row.run_id in wrong,
    )


def _met(reading: Row[Any], outage: Row[Any]) -> bool:
    """Whether a reading was on while the network was out."""
    return bool(reading.started_at <= outage.ended_at and outage.began_at <= reading.ended_at)


def sighting_record(row: Row[Any]) -> SightingRecord:
    """Return a sighting."""
    return SightingRecord(
        id=row.id,
        notice=row.notice_id,
        site=row.site,
        column=row.column,
        reading=row.reading_id,
        title=row.title,
        url=row.url,
        claimed=row.claimed,
    )


def notice_record(row: Row[Any]) -> NoticeRecord:
    """Return a notice."""
    return NoticeRecord(id=row.id, site=row.site, url=row.url, first_seen_at=row.first_seen_at)


def version_record(
    row: Row[Any], links: tuple[AttachmentLink, ...], *, partial: bool = False
) -> VersionRecord:
    """Return a version with the files that it links to."""
    return VersionRecord(
        id=row.id,
        notice=row.notice_id,
        number=row.number,
        fetch=row.fetch_id,
        seen_at=row.seen_at,
        text_sha256=row.text_sha256,
        title=row.title,
        published=row.published,
        source=row.source,
        doc_number=row.doc_number,
        index_number=row.index_number,
        body=row.body,
        attachments=links,
        cause=Cause(row.cause),
        partial=partial,
        pictures=int(row.provenance.get(PICTURES) or 0),
    )


def look_record(row: Row[Any], wrong: Container[int] = frozenset()) -> LookRecord:
    """Return a request for a notice's page."""
    return LookRecord(
        fetch=row.id,
        notice=row.notice_id,
        at=row.at,
        outcome=Outcome(row.outcome),
        payload_sha256=row.payload_sha256 or "",
        vantage=row.vantage,
        clock_wrong=row.run_id in wrong,
    )


def evidence(row: Row[Any]) -> Evidence:
    """Return a request with the place of its bytes; the row has the segment's name."""
    return Evidence(
        fetch=row.id,
        url=row.url,
        at=row.at,
        outcome=Outcome(row.outcome),
        status=row.status,
        segment=row.segment_name or "",
        offset=row.offset or 0,
        length=row.length or 0,
        payload_sha256=row.payload_sha256 or "",
    )


def file_text_record(row: Row[Any]) -> FileTextRecord:
    """Return the text of a file, with the request that brought it."""
    return FileTextRecord(
        fetch=row.fetch_id,
        notice=row.notice_id,
        url=row.url,
        name=row.name,
        payload_sha256=row.payload_sha256,
        kind=FileKind(row.kind),
        outcome=FileOutcome(row.outcome),
        detail=row.detail,
        text=row.text,
        pages=row.pages,
        reader=row.reader,
        read_at=row.read_at,
    )
