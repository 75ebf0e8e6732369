"""The values that go into the store and come back as work: plain frozen records, no session behind them."""

from dataclasses import dataclass
from datetime import datetime

from crawler.ourclock import UNKNOWN, ClockFacts
from crawler.records import Row
from crawler.words import FileKind, FileOutcome, Outcome, Purpose, RunState


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Where the response record of an exchange lies in the archive."""

    segment: int
    """Id of the segment's row."""
    offset: int
    length: int


@dataclass(frozen=True, kw_only=True)
class FetchFacts:
    """One request and how it went, as the crawl saw it."""

    purpose: Purpose
    url: str
    at: datetime
    outcome: Outcome
    status: int | None = None
    detail: str = ""
    column: str | None = None
    notice: int | None = None
    attachment: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    payload_sha256: str | None = None
    payload_bytes: int | None = None
    placed: Placed | None = None
    retry_after: int | None = None
    """Seconds for which the server asked not to be asked again."""


@dataclass(frozen=True, kw_only=True)
class SeenRow:
    """A row of a list page with what it is in the store."""

    row: Row
    notice: int
    sighting: int
    new: bool
    """Whether this column shows this row (title, address and date) for the first time."""


@dataclass(frozen=True, kw_only=True)
class VersionWritten:
    """What became of a notice's page."""

    fetch: int
    version: int | None
    """Id of the version that was added; None where the text is what it was."""
    number: int
    """Number of the version that now stands."""
    changed: bool


@dataclass(frozen=True, kw_only=True)
class PartFacts:
    """A further page of a notice's text."""

    position: int
    url: str
    fetch: int | None = None
    """The request that brought it; None where it could not be had."""
    payload_sha256: str | None = None


@dataclass(frozen=True, kw_only=True)
class NoticeWork:
    """A notice's page to be fetched; the validators are those of its last good answer."""

    notice: int
    site: str
    url: str
    etag: str | None = None
    last_modified: str | None = None
    files: bool = False
    """Whether its files are to be asked for again as well."""


@dataclass(frozen=True, kw_only=True)
class FileHad:
    """A good answer for a file, to be held against the next."""

    fetch: int
    payload_sha256: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, kw_only=True)
class AttachmentWork:
    """A file to be fetched."""

    attachment: int
    notice: int
    version: int
    site: str
    name: str
    url: str
    had: FileHad | None = None
    """Its last good answer, where it is asked for again."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One fetch with the place of its bytes; ``segment`` is a file name, empty where nothing was kept."""

    fetch: int
    url: str
    at: datetime
    outcome: Outcome
    status: int | None
    segment: str
    offset: int
    length: int
    payload_sha256: str


@dataclass(frozen=True, kw_only=True)
class RunRecord:
    """One crawl of one site."""

    id: int
    site: str
    started_at: datetime
    ended_at: datetime | None
    state: RunState
    software: str
    vantage: str = ""
    """From where it looked; empty where there is only one place."""
    self_outage: bool = False
    """Whether the network was out for us in it."""
    clock: ClockFacts = UNKNOWN
    """What is known of our own clock in it."""
    clock_wrong: bool = False
    """Whether its moments are no ground for a deadline, by what this and other runs tell."""


@dataclass(frozen=True, kw_only=True)
class FileWork:
    """A file whose bytes we hold and whose text is to be read; ``name`` is the text of its link."""

    evidence: Evidence
    payload_bytes: int
    name: str


@dataclass(frozen=True, kw_only=True)
class FileFacts:
    """What came of reading one file."""

    payload_sha256: str
    name: str
    kind: FileKind
    outcome: FileOutcome
    detail: str = ""
    text: str = ""
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()
    pages: int | None = None
    reader: str = ""
