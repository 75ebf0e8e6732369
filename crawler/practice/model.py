"""What the practice city is made of, as frozen values: bureaus, columns, notices, troubles, and what was owed."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256

from crawler.practice.claims import Claim, Event
from crawler.practice.files import make_file
from crawler.practice.workdays import days


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file of a notice; its bytes follow from its name and text."""

    name: str
    kind: str
    """``pdf``, ``doc`` or ``xls``."""
    text: str
    path: str = ""
    """Where its site serves it."""
    form: str = ""
    """What it really is, where that is not its kind: ``markup``, ``login`` or ``empty``."""
    served: str = ""
    """How its server speaks of it: ``gbk`` or ``extended`` name it, ``mislabelled`` calls it a page."""

    @cached_property
    def content(self) -> bytes:
        """The bytes as served."""
        return make_file(self.form or self.kind, self.name, self.text)

    @property
    def there(self) -> bool:
        """Whether what is served is the file at all."""
        return self.form not in {"login", "empty"}

    @cached_property
    def sha256(self) -> str:
        """The digest that a collector must find."""
        return sha256(self.content).hexdigest()

    @property
    def label(self) -> str:
        """The text of the link."""
        return f"{self.name}.{self.kind}"


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A new text put in place of the old one, without a word about it."""

    day: date
    body: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A notice: where and when it can be seen, and what it says on which day."""

    number: int
    """Unique in its bureau; part of its address."""
    columns: tuple[str, ...]
    title: str
    claimed: date
    """The date that the row and the page show."""
    appears: date
    """The first day on which it is really there."""
    body: tuple[str, ...]
    gone: date | None = None
    edits: tuple[Edit, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    doc_number: str = ""
    index_number: str = ""
    pinned: bool = False
    external: str = ""
    """Address on another host; the row is then all there is."""
    row_date: bool = True
    """Whether its rows show the date."""
    parts: int = 1
    """How many pages its text is spread over, on the family that does so."""
    page_date: bool = True
    """Whether its page shows a date."""
    page_claimed: date | None = None
    """The date that its page shows, where it is another than that of its rows."""
    outcome: str = ""
    """How a look at its page ends, where there is no page."""

    @property
    def published(self) -> date | None:
        """The date that its page shows."""
        return (self.page_claimed or self.claimed) if self.page_date else None

    def listed_on(self, day: date) -> bool:
        """Return whether lists show it on *day*."""
        return self.appears <= day and (self.gone is None or day < self.gone)

    def body_on(self, day: date) -> tuple[str, ...]:
        """Return its paragraphs as they stand on *day*."""
        done = [one.body for one in self.edits if one.day <= day]
        return done[-1] if done else self.body

    def stands_in(self, text: str) -> bool:
        """Return whether *text* holds every paragraph that it had on some day, in order."""
        for told in (self.body, *(one.body for one in self.edits)):
            places = [text.find(one) for one in told]
            if -1 not in places and places == sorted(places):
                return True
        return False

    def changed_on(self, day: date) -> date:
        """Return the last day up to *day* on which its page changed."""
        return max([self.appears, *(one.day for one in self.edits if one.day <= day)])


@dataclass(frozen=True, kw_only=True)
class Column:
    """One list of notices of a site."""

    id: str
    name: str
    code: int
    """The number by which the CMS knows it."""
    page_size: int = 15
    gbk: bool = False
    moved: str = ""
    """The folder that it moved to; the old address is a page that sends on."""
    stub: bool = False
    """Whether the pager promises one page more than is published."""
    ending: str = ""
    """How its readings end, where that is not completely."""


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """What keeps a site from being read, from one day to another."""

    kind: str
    """``challenge``, ``down``, ``redesign``, or ``scheme``: it answers by another scheme than it is known by."""
    since: date
    until: date
    wall: str = ""
    """Which challenge page."""
    before: tuple[str, ...] = ("list", "notice")
    """What it stands before: ``list``, ``notice``, ``file``; a list is whatever is neither of the others."""
    passes: int = 0
    """How many requests of a day for these get through before it stands."""
    seen_from: str = ""
    """The only address whose visitors meet it; empty for all."""

    def on(self, day: date) -> bool:
        """Return whether it lasts on *day*."""
        return self.since <= day <= self.until


@dataclass(frozen=True, kw_only=True)
class Bureau:
    """An organisation of the city and its one site."""

    id: str
    unit: str
    name: str
    short: str
    city: str
    family: str
    dialect: str
    columns: tuple[Column, ...]
    notices: tuple[Notice, ...]
    troubles: tuple[Trouble, ...] = ()
    level: str = "city"
    whole: bool = True
    """Whether somebody vouches that its columns are all the places where it publishes."""

    @property
    def site(self) -> str:
        """The id of its site."""
        return f"{self.id}-web"

    @cached_property
    def by_number(self) -> dict[int, Notice]:
        """Its notices by number."""
        return {one.number: one for one in self.notices}

    @cached_property
    def files(self) -> dict[str, tuple[Notice, Attachment]]:
        """Its attachments by address."""
        return {file.path: (one, file) for one in self.notices for file in one.attachments}

    @cached_property
    def by_address(self) -> dict[str, Notice]:
        """Its notices by the address that its first column links them to."""
        from crawler.practice.families import family  # noqa: PLC0415 - families are made of this module's values

        mine = family(self.family)
        return {mine.notice_path(self, self.columns[0], one): one for one in self.notices}

    def column(self, column_id: str) -> Column:
        """Return the column, or raise KeyError."""
        for one in self.columns:
            if one.id == column_id:
                return one
        raise KeyError(column_id)

    def trouble_on(self, day: date) -> Trouble | None:
        """Return what keeps the site from being read on *day*."""
        return next((one for one in self.troubles if one.on(day)), None)


@dataclass(frozen=True, kw_only=True)
class City:
    """The whole city; the same seed gives the same city."""

    name: str
    seed: int
    first: date
    last: date
    bureaus: tuple[Bureau, ...]
    duties: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = field(default=())
    calls: tuple[date, ...] = ()
    """The days on which a watcher comes; every day when empty."""

    @cached_property
    def visits(self) -> tuple[date, ...]:
        """The days on which a watcher comes, first to last."""
        return self.calls or tuple(days(self.first, self.last))

    @cached_property
    def sites(self) -> dict[str, Bureau]:
        """The bureaus by the id of their site."""
        return {one.site: one for one in self.bureaus}

    @cached_property
    def by_id(self) -> dict[str, Bureau]:
        """The bureaus by id."""
        return {one.id: one for one in self.bureaus}
