"""The records that cross the facts layer: plain frozen values, no session behind them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from crawler.words import Cause, EditKind, Ending, FileKind, FileOutcome, Outcome, PageKind


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a list page, as an adapter read it."""

    title: str
    url: str
    """Absolute."""
    claimed: date | None = None
    """The date the row shows."""
    claimed_text: str = ""
    """The date as the row shows it, with its time where there is one."""
    pinned: bool = False
    doc_number: str = ""
    index_number: str = ""
    attachments: "tuple[AttachmentLink, ...]" = ()
    """Files that the list names with the notice."""


@dataclass(frozen=True, kw_only=True)
class AttachmentLink:
    """A file that a notice links to; the name is the link's text, the address often a hash."""

    name: str
    url: str


PART = "\f"
"""What stands between the pages, sheets or entries of a file's text."""
PICTURES = "pictures"
"""Key of an article's provenance: how many pictures its text shows."""


@dataclass(frozen=True, kw_only=True)
class Article:
    """What a page says, and where each field came from."""

    kind: PageKind
    title: str = ""
    published: date | None = None
    published_text: str = ""
    """The date as the page shows it; empty where it shows none. A date is never invented."""
    source: str = ""
    doc_number: str = ""
    index_number: str = ""
    body: str = ""
    """Plain text, paragraphs separated by newlines."""
    attachments: tuple[AttachmentLink, ...] = ()
    rows: tuple[Row, ...] = ()
    """Rows where the page is a list."""
    provenance: dict[str, str] = field(default_factory=dict)
    """Field → where it was found, such as ``meta ArticleTitle`` or ``#zoom``."""
    partial: bool = False
    """Whether a further page of its text is known of and could not be had."""


@dataclass(frozen=True, kw_only=True)
class ReadingRecord:
    """One look at one column, as judgement sees it."""

    id: int
    site: str
    column: str
    started_at: datetime
    ended_at: datetime | None
    pages: int
    ending: Ending
    complete: bool
    oldest: date | None
    newest: date | None
    sightings: tuple[int, ...]
    """Ids of the sightings that this reading met, in the order of the list."""
    detail: str = ""
    vantage: str = ""
    """From where it was read."""
    clock_wrong: bool = False
    """Whether our own clock was wrong meanwhile, so that its moments are no ground for a deadline."""


@dataclass(frozen=True, kw_only=True)
class SightingRecord:
    """A distinct row of a column; ``reading`` is the first reading that met it."""

    id: int
    notice: int
    site: str
    column: str
    reading: int
    title: str
    url: str
    claimed: date | None


@dataclass(frozen=True, kw_only=True)
class VersionRecord:
    """One state in which a notice was seen, or in which a page seen before was read anew."""

    id: int
    notice: int
    number: int
    fetch: int
    seen_at: datetime
    text_sha256: str
    title: str
    published: date | None
    source: str
    doc_number: str
    index_number: str
    body: str
    attachments: tuple[AttachmentLink, ...] = ()
    cause: Cause = Cause.SEEN
    partial: bool = False
    """Whether a further page of its text is known of and could not be had: it says what is there, not what is not."""
    pictures: int = 0
    """How many pictures its text shows, in which anything may stand."""


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A passage that changed; without ``before`` it came, without ``after`` it went."""

    where: str
    """``title``, ``date`` (the one shown), ``text``, or ``file`` for the name of one."""
    kinds: tuple[EditKind, ...]
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class FileChange:
    """A file that changed; without ``before`` it came, without ``after`` it went. Digests are known where its bytes are."""

    before: AttachmentLink | None
    after: AttachmentLink | None
    before_sha256: str = ""
    after_sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class EditRecord:
    """One change of substance of a notice, as it was told apart when it was seen."""

    id: int
    notice: int
    version: int | None
    """The version that it opened; None where the page stayed and the bytes of a file changed."""
    before: int
    """The request that brought the old state: of a version its own, of a file the last that brought its bytes."""
    after: int
    """The request that first brought the new one."""
    before_at: datetime
    """When the old state was brought."""
    at: datetime
    """When the new one was."""
    kinds: tuple[EditKind, ...]
    """Every kind of change in it, the weightiest first."""
    passages: tuple[Passage, ...] = ()
    files: tuple[FileChange, ...] = ()
    teller: str = ""
    """Which release of our comparing told them apart."""

    @property
    def kind(self) -> EditKind:
        """The weightiest kind of change in it."""
        return self.kinds[0]


@dataclass(frozen=True, kw_only=True)
class LookRecord:
    """One request for one notice's page, and how it went."""

    fetch: int
    notice: int
    at: datetime
    outcome: Outcome
    payload_sha256: str = ""
    vantage: str = ""
    """From where it was looked at."""
    clock_wrong: bool = False
    """Whether our own clock was wrong meanwhile."""


@dataclass(frozen=True, kw_only=True)
class NoticeRecord:
    """A thing published, known by its normalised address."""

    id: int
    site: str
    url: str
    first_seen_at: datetime


@dataclass(frozen=True, kw_only=True)
class FileTextRecord:
    """What stands in one file of a notice, as far as it had been read."""

    fetch: int
    """The request that brought its bytes."""
    notice: int
    url: str
    name: str
    """Safe to show; never a path."""
    payload_sha256: str
    kind: FileKind
    outcome: FileOutcome
    detail: str
    text: str
    pages: int | None
    reader: str
    read_at: datetime
