"""What is known of one obligation on a day: frozen values only, so that a rule needs nothing else."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from crawler.clock import SHANGHAI, local_day
from crawler.records import Passage, ReadingRecord
from crawler.words import EditKind
from monitor.deadlines import Derivation
from monitor.declaration import Declaration
from monitor.elements.spot import NOWHERE, Spot
from monitor.obligations import Obligation
from monitor.words import Flag, Standing


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why, as a key and its values; ``monitor.say`` turns it into a sentence."""

    key: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FirstSeen:
    """The interval in which a notice appeared: after ``lower``, not after ``upper``."""

    lower: datetime | None
    """Start of the last complete reading without it; None when it stood there at our first look."""
    lower_reading: int | None
    upper: datetime
    upper_reading: int
    zone: ZoneInfo = SHANGHAI
    """Where the days begin and end."""

    @property
    def lower_day(self) -> date | None:
        """The day of the lower end."""
        return local_day(self.lower, self.zone) if self.lower else None

    @property
    def upper_day(self) -> date:
        """The day of the upper end."""
        return local_day(self.upper, self.zone)


@dataclass(frozen=True, kw_only=True)
class Gone:
    """A withdrawal: the looks that no longer found it, at least a day apart."""

    last_present: datetime
    first_absent: datetime
    confirmed: datetime
    readings: tuple[int, ...] = ()
    fetches: tuple[int, ...] = ()
    zone: ZoneInfo = SHANGHAI
    """Where the days begin and end."""

    @property
    def absent_day(self) -> date:
        """The day on which it was first not there."""
        return local_day(self.first_absent, self.zone)


@dataclass(frozen=True, kw_only=True)
class State:
    """One version of a notice, without its text."""

    version: int
    number: int
    fetch: int
    seen_at: datetime
    """When the page was seen; reading it anew later does not move it."""
    text_sha256: str
    published: date | None
    seen: bool = True
    """Whether the site's text was another than before; False where only our reading of it was."""
    kinds: tuple[EditKind, ...] = ()
    """What kinds of change made it another than the one before, the weightiest first; none where that was not told apart."""
    passages: tuple[Passage, ...] = ()
    """Those that changed."""
    silent: bool = True
    """Whether more than a slip or the form was changed, and nothing says so."""


@dataclass(frozen=True, kw_only=True)
class ElementSeen:
    """A required element, and the passage that holds it; ``present`` is None where a machine cannot say."""

    key: str
    name: str
    present: bool | None
    passage: str = ""
    in_file: bool = False
    """Whether it stands in a file of the notice and not on its page."""
    spot: Spot = NOWHERE
    """Where it stands."""
    soft: bool = False
    """Whether nobody is incomplete without it, because no source that was read wants it."""


@dataclass(frozen=True, kw_only=True)
class Exposed:
    """Personal data in the open: its kind, its line with everything masked, and where that stands."""

    kind: str
    passage: str
    spot: Spot


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A notice that discharges the obligation (``certain``) or might."""

    notice: int
    site: str
    columns: tuple[str, ...]
    """Names of the columns in which it stood."""
    title: str
    url: str
    claimed: date | None
    """The earliest date that the list or the page gives it."""
    first: FirstSeen
    certain: bool
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    gone: Gone | None = None
    met: tuple[datetime, ...] = ()
    """When the last readings of a column that met it began, oldest first; a few are enough to trust a recovery."""
    right_place: bool = True
    elements: tuple[ElementSeen, ...] = ()
    attachments: int = 0
    files_read: bool = False
    """Whether the text of each of its files was read, so that page and files together are its text."""
    last_present: datetime | None = None
    """When it was last there, for what has to stay for a time."""
    outdated: tuple[str, ...] = ()
    """Words in it that only a text from before a change of the law holds."""
    leaks: tuple[str, ...] = ()
    """Kinds of personal data that stand in the open, never the data."""
    repost_of: int | None = None
    """The candidate before it that is the same document, where documents are counted."""
    exposed: tuple[Exposed, ...] = ()
    """The passages that show it, masked."""

    @property
    def last_day(self) -> date | None:
        """The day on which it was last there."""
        return local_day(self.last_present, self.first.zone) if self.last_present else None


@dataclass(frozen=True, kw_only=True)
class Place:
    """One column of one site of the bureau, with every reading known."""

    site: str
    column: str
    name: str
    readings: tuple[ReadingRecord, ...] = ()
    whole: bool = True
    """Whether the site's file vouches that its columns are all the places where the bureau publishes."""

    @cached_property
    def complete(self) -> tuple[ReadingRecord, ...]:
        """The readings that may say "it was not there"."""
        return tuple(one for one in self.readings if one.complete)

    @cached_property
    def theirs(self) -> tuple[ReadingRecord, ...]:
        """The readings that tell of the site: not those while our own network was out, or our clock wrong."""
        return tuple(one for one in self.readings if not one.ending.ours)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What it takes before anything is said against a bureau."""

    grace_working_days: int = 3
    min_readings: int = 3
    apart: timedelta = timedelta(hours=24)
    """Between two looks that confirm that a notice is gone."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Everything a rule may look at."""

    obligation: Obligation
    as_of: datetime
    zone: ZoneInfo = SHANGHAI
    """Where the days begin and end."""
    derivations: tuple[Derivation, ...] = ()
    headline: Derivation | None = None
    """The derivation that decides; its rule may convict."""
    grace_end: date | None = None
    """Due day plus the working days of grace; None where no calendar can say."""
    late_days: dict[date, int] = field(default_factory=dict)
    """Day → working days after the due day, for the days that matter here."""
    candidates: tuple[Candidate, ...] = ()
    chosen: Candidate | None = None
    """The candidate on which the standing rests; the rules of flags look at it."""
    places: tuple[Place, ...] = ()
    unread: tuple[int, ...] = ()
    """Notices that stood in a list after the trigger and whose page could not be read yet."""
    limits: Limits = Limits()
    nothing: tuple[Declaration, ...] = ()
    """What says that in the time of this obligation there was nothing to publish."""
    elsewhere: str = ""
    """The platform or place, other than the bureau's site, where it may rightly stand instead."""

    @property
    def day(self) -> date:
        """The day judged."""
        return local_day(self.as_of, self.zone)

    @property
    def due(self) -> date | None:
        """The day by which it had to be out."""
        return self.headline.due if self.headline else None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one rule says."""

    reason: Reason
    standing: Standing | None = None
    flag: Flag | None = None
    chosen: Candidate | None = None
    late_working_days: int | None = None
    """At least so many."""
    why_not: tuple[Reason, ...] = ()
    clear: Reason | None = None
    """What would clear it."""
    readings: tuple[int, ...] = ()
    fetches: tuple[int, ...] = ()
