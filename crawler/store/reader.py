"""Reads facts back as plain records, as they were known at any moment; judgement asks nothing else of the store."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, Select, Table, select

from crawler.errors import UsageError
from crawler.records import (
    AttachmentLink,
    EditRecord,
    FileTextRecord,
    LookRecord,
    NoticeRecord,
    ReadingRecord,
    SightingRecord,
    VersionRecord,
)
from crawler.store import database, rows
from crawler.store.clocks import met_again, wrong_runs
from crawler.store.edit_tables import edit
from crawler.store.edits import edit_record, edits
from crawler.store.facts import Evidence, RunRecord
from crawler.store.files import file_texts
from crawler.store.parts import lacking, placed
from crawler.store.tables import (
    attachment,
    fetch,
    file_text,
    notice,
    outage,
    reading,
    run,
    segment,
    sighting,
    version,
)
from crawler.words import Outcome, Purpose


class FactReader:
    """Answers with lists ordered by id; ``until`` leaves out whatever was not known by then."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def runs(self, site: str, until: datetime | None = None) -> list[RunRecord]:
        """Return the crawls of *site*; one that ended later was still running."""
        found = self._until(run, run.c.site == site, run.c.started_at, until)
        outages, wrong = self._outages(site, until), self._wrong()
        return [rows.run_record(one, until, outages.get(one.id, ()), wrong) for one in found]

    def readings(self, site: str, until: datetime | None = None) -> list[ReadingRecord]:
        """Return the looks at the columns of *site*.

        One that had not ended by then is OPEN, and has only those sightings that it was the first to meet, by then. One
        that could not reach the site while the network was out for us ended in SELF_OUTAGE.
        """
        wanted = select(reading, run.c.vantage).join(run, run.c.id == reading.c.run_id)
        wanted = wanted.where(reading.c.site == site).order_by(reading.c.id)
        found = self._all(wanted if until is None else wanted.where(reading.c.started_at <= until))
        outages, wrong = self._outages(site, until), self._wrong()
        some_open = until and any(not rows.known(one.ended_at, until) for one in found)
        first_met: dict[int, set[int]] = {}
        for one in self.sightings(site, until) if some_open else []:
            first_met.setdefault(one.reading, set()).add(one.id)
        return [
            rows.reading_record(one, until, first_met.get(one.id, set()), outages.get(one.run_id, ()), wrong)
            for one in found
        ]

    def sightings(self, site: str, until: datetime | None = None) -> list[SightingRecord]:
        """Return the distinct rows that the columns of *site* have shown."""
        met = self._met_again(site, until)
        chosen = (sighting.c.site == site, sighting.c.seen_at)
        return [rows.sighting_record(one) for one in self._until(sighting, *chosen, until, set(met))]

    def notices(self, site: str, until: datetime | None = None) -> list[NoticeRecord]:
        """Return the notices of *site*."""
        met = set(self._met_again(site, until).values())
        found = self._until(notice, notice.c.site == site, notice.c.first_seen_at, until, met)
        return [rows.notice_record(one) for one in found]

    def versions(self, site: str, until: datetime | None = None) -> list[VersionRecord]:
        """Return every state in which the notices of *site* were seen."""
        belongs = version.c.notice_id.in_(select(notice.c.id).where(notice.c.site == site))
        return self._versions(belongs, until)

    def looks(self, site: str, until: datetime | None = None) -> list[LookRecord]:
        """Return the requests for the pages of the notices of *site*, and how each went."""
        belongs = fetch.c.notice_id.in_(select(notice.c.id).where(notice.c.site == site))
        return self._looks(belongs, until)

    def versions_of(self, identity: int, until: datetime | None = None) -> list[VersionRecord]:
        """Return every state in which one notice was seen."""
        return self._versions(version.c.notice_id == identity, until)

    def looks_of(self, identity: int, until: datetime | None = None) -> list[LookRecord]:
        """Return the requests for the page of one notice, and how each went."""
        return self._looks(fetch.c.notice_id == identity, until)

    def edits(self, site: str, until: datetime | None = None) -> list[EditRecord]:
        """Return every change of substance of the notices of *site*, as it was told apart when it was seen."""
        belongs = edit.c.notice_id.in_(select(notice.c.id).where(notice.c.site == site))
        return [edit_record(one) for one in self._all(edits(belongs, until))]

    def edits_of(self, identity: int, until: datetime | None = None) -> list[EditRecord]:
        """Return every change of substance of one notice."""
        return [edit_record(one) for one in self._all(edits(edit.c.notice_id == identity, until))]

    def file_texts(self, site: str, until: datetime | None = None) -> list[FileTextRecord]:
        """Return what stands in the files of the notices of *site*, as it had been read by then."""
        found = self._all(file_texts(notice.c.site == site, until))
        return [rows.file_text_record(one) for one in found]

    def file_texts_of(self, identity: int, until: datetime | None = None) -> list[FileTextRecord]:
        """Return what stands in the files of one notice, as it had been read by then."""
        return [rows.file_text_record(one) for one in self._all(file_texts(notice.c.id == identity, until))]

    def file_tables(self, payload_sha256: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """Return the tables of one file as they were read last; none where it was never read."""
        wanted = select(file_text.c.tables).where(file_text.c.payload_sha256 == payload_sha256)
        found = self._all(wanted.order_by(file_text.c.number.desc()).limit(1))
        return tuple(tuple(tuple(row) for row in table) for table in found[0].tables) if found else ()

    def notice(self, identity: int) -> NoticeRecord:
        """Return one notice; raise UsageError when there is none."""
        return rows.notice_record(self._one(select(notice), notice, identity))

    def version(self, identity: int) -> VersionRecord:
        """Return one version; raise UsageError when there is none."""
        self._one(select(version.c.id), version, identity)
        return self._versions(version.c.id == identity, None)[0]

    def evidence(self, identity: int) -> Evidence:
        """Return one request with the place of its bytes; raise UsageError when there is none."""
        joined = fetch.outerjoin(segment, segment.c.id == fetch.c.segment_id)
        wanted = select(fetch, segment.c.name.label("segment_name")).select_from(joined)
        return rows.evidence(self._one(wanted, fetch, identity))

    def pages(self, identity: int) -> list[Evidence]:
        """Return the requests for the pages of one reading, in order; raise UsageError when there is none."""
        looked = self._one(select(reading), reading, identity)
        joined = fetch.outerjoin(segment, segment.c.id == fetch.c.segment_id)
        wanted = select(fetch, segment.c.name.label("segment_name")).select_from(joined)
        mine = (
            (fetch.c.run_id == looked.run_id)
            & (fetch.c.purpose == Purpose.LIST)
            & (fetch.c.column == looked.column)
        )
        return [rows.evidence(one) for one in self._all(wanted.where(mine).order_by(fetch.c.id))]

    def notice_pages(self, site: str) -> dict[int, list[Evidence]]:
        """Return the good answers for the pages of the notices of *site* by notice, each with its bytes' place."""
        wanted = (
            select(fetch, segment.c.name.label("segment_name"))
            .join(segment, segment.c.id == fetch.c.segment_id)
            .join(notice, notice.c.id == fetch.c.notice_id)
            .where(notice.c.site == site, fetch.c.purpose == Purpose.NOTICE, fetch.c.outcome == Outcome.OK)
        )
        found: dict[int, list[Evidence]] = {}
        for one in self._all(wanted.order_by(fetch.c.id)):
            found.setdefault(one.notice_id, []).append(rows.evidence(one))
        return found

    def parts(self, site: str) -> dict[int, dict[int, Evidence]]:
        """Return the requests that brought the further pages of the versions of *site*, by version and position."""
        belongs = version.c.notice_id.in_(select(notice.c.id).where(notice.c.site == site))
        found: dict[int, dict[int, Evidence]] = {}
        for one in self._all(placed(belongs)):
            found.setdefault(one.version_id, {})[one.position] = rows.evidence(one)
        return found

    def _versions(self, chosen: ColumnElement[bool], until: datetime | None) -> list[VersionRecord]:
        """Return the *chosen* versions with their files, and whether a page of them is lacking."""
        links = self._links(attachment.c.version_id.in_(select(version.c.id).where(chosen)))
        partial = {one.version_id for one in self._all(lacking(chosen))}
        return [
            rows.version_record(one, links.get(one.id, ()), partial=one.id in partial)
            for one in self._until(version, chosen, version.c.seen_at, until)
        ]

    def _links(self, chosen: ColumnElement[bool]) -> dict[int, tuple[AttachmentLink, ...]]:
        """Return the files of versions, in the order of the page."""
        wanted = select(attachment).where(chosen)
        found: dict[int, tuple[AttachmentLink, ...]] = {}
        for one in self._all(wanted.order_by(attachment.c.version_id, attachment.c.position)):
            link = AttachmentLink(name=one.name, url=one.url)
            found[one.version_id] = (*found.get(one.version_id, ()), link)
        return found

    def _looks(self, belongs: ColumnElement[bool], until: datetime | None) -> list[LookRecord]:
        wanted = select(fetch, run.c.vantage).join(run, run.c.id == fetch.c.run_id)
        wanted = wanted.where(belongs, fetch.c.purpose == Purpose.NOTICE).order_by(fetch.c.id)
        found = self._all(wanted if until is None else wanted.where(fetch.c.at <= until))
        wrong = self._wrong()
        return [rows.look_record(one, wrong) for one in found]

    def _outages(self, site: str, until: datetime | None) -> dict[int, list[Row[Any]]]:
        """Return when the network was out for us, by run."""
        wanted = select(outage).join(run, run.c.id == outage.c.run_id).where(run.c.site == site)
        found: dict[int, list[Row[Any]]] = {}
        for one in self._all(wanted if until is None else wanted.where(outage.c.noted_at <= until)):
            found.setdefault(one.run_id, []).append(one)
        return found

    def _until(
        self,
        table: Table,
        chosen: ColumnElement[bool],
        moment: ColumnElement[Any],
        until: datetime | None,
        also: Collection[int] = (),
    ) -> list[Row[Any]]:
        """Return the *chosen* rows of *table* that were known by *until*, those in *also* among them, by id."""
        wanted = select(table).where(chosen).order_by(table.c.id)
        if until is None or also:
            found = self._all(wanted.add_columns(moment.label("known_at")))
            return [one for one in found if until is None or one.known_at <= until or one.id in also]
        return self._all(wanted.where(moment <= until))

    def _wrong(self) -> frozenset[int]:
        """Return the runs in which our own clock was wrong."""
        with database.reading(self.engine) as connection:
            return wrong_runs(connection)

    def _met_again(self, site: str, until: datetime | None) -> dict[int, int]:
        """Return the sightings that were met by *until* though a wrong clock dates them later, with their notices."""
        if until is None:
            return {}
        with database.reading(self.engine) as connection:
            return met_again(connection, site, until)

    def _one(self, wanted: Select[Any], table: Table, identity: int) -> Row[Any]:
        found = self._all(wanted.where(table.c.id == identity))
        if not found:
            raise UsageError(f"no {table.name} has the number {identity}")
        return found[0]

    def _all(self, statement: Select[Any]) -> list[Row[Any]]:
        with database.reading(self.engine) as connection:
            return list(connection.execute(statement).all())
