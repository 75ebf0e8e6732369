"""Everything known of one bureau on a day: its columns with their readings, its notices with their versions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from crawler.clock import SHANGHAI
from crawler.records import (
    EditRecord,
    FileTextRecord,
    LookRecord,
    NoticeRecord,
    SightingRecord,
    VersionRecord,
)
from crawler.registry import Bureau, Site
from crawler.store.reader import FactReader
from crawler.words import FileOutcome
from monitor.appearance import APART, Stood, first_seen, gone, last_present
from monitor.comparable import comparable
from monitor.evidence import FirstSeen, Gone, Place
from monitor.matching.notice import MatchResult, NoticeText
from monitor.newest import newest_readings
from monitor.shelf import Shelf, shelves_of
from monitor.trust import notices_only

_Of = TypeVar("_Of", VersionRecord, LookRecord, FileTextRecord, EditRecord)


@dataclass(frozen=True, kw_only=True)
class KnownNotice:
    """One notice with everything that was known of it on the day."""

    record: NoticeRecord
    sightings: tuple[SightingRecord, ...]
    versions: tuple[VersionRecord, ...]
    """Its pages in the order in which they were seen, each as it was read last."""
    looks: tuple[LookRecord, ...]
    shelves: tuple[Shelf, ...]
    """The columns in which it stood."""
    site: Site
    files: tuple[FileTextRecord, ...] = ()
    """Its files whose reading was tried, in the order in which they came."""
    edits: tuple[EditRecord, ...] = ()
    """Its changes of substance, as they were told apart when they were seen."""
    zone: ZoneInfo = SHANGHAI
    """Where the days begin and end."""
    apart: timedelta = APART
    """Between two looks that confirm that it is gone."""

    @property
    def id(self) -> int:
        """The number of the notice."""
        return self.record.id

    @property
    def title(self) -> str:
        """The page's title, or the list's where the page was not read."""
        return (self.versions[-1].title if self.versions else "") or self.sightings[0].title

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns in which it stood, in the order of appearance."""
        return tuple(dict.fromkeys(one.name for one in self.shelves))

    @property
    def claimed(self) -> date | None:
        """The earliest date that the lists or the first version give.

        A list that drifted may show dates of something else: they count only where it was never seen otherwise.
        """
        listed = [one for one in self.sightings if one.claimed]
        if len({one.claimed for one in listed}) > 1:
            listed = [
                one for one in listed if not any(each.doubtful(one.id) for each in self.shelves)
            ] or listed
        given = [one.claimed for one in listed] + [one.published for one in self.versions[:1]]
        return min((one for one in given if one), default=None)

    @cached_property
    def file_text(self) -> str:
        """The text of the files that the page as it stands links to, where they could be read."""
        return "\n".join(one.text for one in self.linked if one and one.text)

    @property
    def files_read(self) -> bool:
        """Whether the text of every file that the page links to is known; what OCR saw is not known for certain."""
        return all(one is not None and one.outcome is FileOutcome.READ for one in self.linked)

    @cached_property
    def linked(self) -> tuple[FileTextRecord | None, ...]:
        """The files that the page as it stands links to, as they were read; None for one that was not."""
        read = {one.url: one for one in self.files}
        links = self.versions[-1].attachments if self.versions else ()
        return tuple(read.get(one.url) for one in links)

    @cached_property
    def haystack(self) -> str:
        """Title, number and body in the form in which texts are compared."""
        return f"{self.heading}\n{comparable(self.versions[-1].body)}" if self.versions else self.heading

    @cached_property
    def heading(self) -> str:
        """Titles and number in the form in which texts are compared."""
        number = self.versions[-1].doc_number if self.versions else ""
        titles = dict.fromkeys([self.title, *(one.title for one in self.sightings)])
        return "\n".join(comparable(one) for one in (*titles, number) if one)

    @cached_property
    def stood(self) -> tuple[Stood, ...]:
        """The columns in which it stood, with the readings that met it."""
        return tuple(
            Stood(
                readings=shelf.readings,
                met=frozenset().union(*(shelf.met.get(one.id, frozenset()) for one in self.sightings)),
            )
            for shelf in self.shelves
        )

    @cached_property
    def first(self) -> FirstSeen:
        """When it appeared."""
        found = first_seen(self.stood, self.claimed, self.record.first_seen_at)
        return replace(found, zone=self.zone)

    @cached_property
    def last_present(self) -> datetime | None:
        """When a list or a look last showed it."""
        return last_present(self.stood, self.looks)

    @cached_property
    def gone(self) -> Gone | None:
        """Whether it went away."""
        found = gone(self.stood, self.looks, self.claimed, self.apart)
        return found and replace(found, zone=self.zone)

    def text(self) -> NoticeText:
        """Return what the matcher reads; of a page not read yet only the list's title."""
        last = self.versions[-1] if self.versions else None
        return NoticeText(
            id=str(self.id),
            title=self.title,
            body=last.body if last else "",
            issuer=last.source if last else "",
            site=self.site.name,
            column=self.columns[0] if self.columns else "",
            published=self.claimed,
            doc_number=last.doc_number if last else "",
            attachments=tuple(one.name for one in last.attachments) if last else (),
        )


@dataclass(frozen=True, kw_only=True)
class KnownBureau:
    """A bureau with all its places and notices."""

    bureau: Bureau
    places: tuple[Place, ...]
    notices: dict[int, KnownNotice]
    matches: dict[int, MatchResult]
    """Notice → what it matched."""
    blind: dict[int, MatchResult] = field(default_factory=dict)
    """Notice that matched nothing → what it would match in no column at all."""

    def match(self, notice: int) -> MatchResult:
        """Return what the notice matched; where that is nothing, what it would match in another column."""
        found = self.matches[notice]
        return found if found.categories or notice not in self.blind else self.blind[notice]


def read_site(
    reader: FactReader, site: Site, until: datetime, zone: ZoneInfo = SHANGHAI, apart: timedelta = APART
) -> tuple[tuple[Place, ...], list[KnownNotice]]:
    """Return the places and notices of *site* as they were known at *until*, their days counted in *zone*."""
    sightings = notices_only(site, reader.sightings(site.id, until))
    shelves = shelves_of(site, reader.readings(site.id, until), sightings)
    by_notice: dict[int, list[SightingRecord]] = defaultdict(list)
    for one in sightings.values():
        by_notice[one.notice].append(one)
    versions = _grouped(reader.versions(site.id, until))
    looks = _grouped(reader.looks(site.id, until))
    files = _grouped(reader.file_texts(site.id, until))
    edits = _grouped(reader.edits(site.id, until))
    notices = [
        KnownNotice(
            record=record,
            sightings=tuple(by_notice[record.id]),
            versions=newest_readings(versions.get(record.id, ())),
            looks=tuple(looks.get(record.id, ())),
            shelves=_standing_in(by_notice[record.id], shelves),
            site=site,
            files=tuple(files.get(record.id, ())),
            edits=tuple(edits.get(record.id, ())),
            zone=zone,
            apart=apart,
        )
        for record in reader.notices(site.id, until)
        if by_notice.get(record.id)
    ]
    places = tuple(
        Place(site=site.id, column=one.id, name=one.name, readings=shelves[one.id].readings, whole=site.whole)
        for one in site.column
    )
    return places, notices


def _standing_in(sightings: Iterable[SightingRecord], shelves: dict[str, Shelf]) -> tuple[Shelf, ...]:
    columns = dict.fromkeys(one.column for one in sightings)
    return tuple(shelves[one] for one in columns if one in shelves)


def _grouped(records: Iterable[_Of]) -> dict[int, list[_Of]]:
    found: dict[int, list[_Of]] = defaultdict(list)
    for one in records:
        found[one.notice].append(one)
    return found
