"""What became of notices, as frozen values; each says between which two looks it happened."""

from dataclasses import dataclass, field
from datetime import date, datetime

from crawler.records import EditRecord, FileChange, Passage
from crawler.words import EditKind
from monitor.evidence import FirstSeen, Gone
from monitor.history.words import Manner


@dataclass(frozen=True, kw_only=True)
class Edited:
    """One change of a notice's substance."""

    notice: int
    record: EditRecord
    manner: Manner
    after: datetime
    """The last look that still met the old state."""
    files: tuple[FileChange, ...] = ()
    """Its files that are really others, as far as their bytes and texts are known."""
    told_by: int | None = None
    """The notice that tells of the correction."""

    @property
    def until(self) -> datetime:
        """The first look that met the new state."""
        return self.record.at

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages that changed."""
        return self.record.passages

    @property
    def kinds(self) -> tuple[EditKind, ...]:
        """The kinds of change in it that stand, the weightiest first."""
        named = any(EditKind.FILE in one.kinds for one in self.passages)
        return tuple(one for one in self.record.kinds if one is not EditKind.FILE or self.files or named)

    @property
    def kind(self) -> EditKind:
        """The weightiest of them."""
        return self.kinds[0]


@dataclass(frozen=True, kw_only=True)
class Republished:
    """A document that came again at another address."""

    notice: int
    of: int
    """The notice that it was first."""
    first: FirstSeen
    changed: bool
    """Whether its text is not quite what it was."""


@dataclass(frozen=True, kw_only=True)
class Absence:
    """A time in which a notice was not there, confirmed by two looks a window apart."""

    notice: int
    gone: Gone
    restored: datetime | None = None
    """The first look that met it again; None while nothing shows it."""
    moved_to: int | None = None
    """The notice as which the same document came at another address."""


@dataclass(frozen=True, kw_only=True)
class Backdated:
    """A notice whose date is earlier than the interval in which it appeared."""

    notice: int
    claimed: date
    first: FirstSeen

    @property
    def days(self) -> int:
        """By how many days, at least."""
        return (self.first.lower_day - self.claimed).days if self.first.lower_day else 0


@dataclass(frozen=True, kw_only=True)
class Bulk:
    """Many notices with old dates that one look was the first to meet in a column."""

    column: str
    notices: tuple[int, ...]
    first: FirstSeen
    """Of all of them: the earliest lower end, the look that met them."""
    oldest: date
    newest: date


@dataclass(frozen=True, kw_only=True)
class History:
    """What became of the notices of one site; each list in the order in which it was seen."""

    site: str
    edited: tuple[Edited, ...] = ()
    republished: tuple[Republished, ...] = ()
    absences: tuple[Absence, ...] = ()
    backdated: tuple[Backdated, ...] = ()
    bulk: tuple[Bulk, ...] = ()
    quiet: int = 0
    """Looks that brought other bytes and nothing of substance."""
    titles: dict[int, str] = field(default_factory=dict)
    """What the notices named here are called."""
