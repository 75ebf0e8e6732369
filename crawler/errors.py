"""Everything Gongkai raises on purpose, and the exit code each error ends the command with.

.. code-block:: text

    GongkaiError                 1   something we did not foresee has a name now
    ├── UsageError               2   the command's words are off
    ├── DiskLow                  3   too little room to go on safely; nothing was lost
    ├── InvalidFile              4   a file that a person edits says something we cannot read
    ├── DatabaseUnavailable      5   the database cannot be reached, or is of another schema
    ├── PartiallyJudged          7   some sources could not be judged
    ├── AllBlocked               8   no source could be reached
    ├── IntegrityFailure         9   an archived byte is not what was written
    ├── MailRefused             10   the mail server did not accept a message
    ├── Interrupted             11   stopped before the end; run the command again to go on
    │   └── Withheld                 a request that a promise of ours forbids (never ends a command)
    ├── LockHeld                12   another run is doing this already
    ├── FetchFailed                  a request got no answer to read (never ends a command)
    ├── FileRefused                  a file gave us no text (never ends a command)
    └── PageError                    a page could not be read (never ends a command)
        ├── Unreadable               a value is there but cannot be read
        └── PageChanged              a page no longer has the shape its adapter knows
"""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from crawler.words import FileOutcome, Outcome


class GongkaiError(Exception):
    """Base of all errors; ``code`` names it in JSON, ``exit_code`` ends the command."""

    code: ClassVar[str] = "UNEXPECTED"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(GongkaiError):
    """Raised by commands whose arguments contradict each other or name what does not exist."""

    code = "USAGE"
    exit_code = 2


class DiskLow(GongkaiError):
    """Raised by the archive before it writes into the reserve, and when the system says no space is left."""

    code = "DISK_LOW"
    exit_code = 3


class InvalidFile(GongkaiError):
    """Raised by every reader of a file that people edit; names the file and, where known, the line."""

    code = "CONFIG_INVALID"
    exit_code = 4

    def __init__(self, path: Path | str, line: int | None, message: str, *, hint: str = "") -> None:
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {message}", hint=hint)
        self.path = str(path)
        self.line = line
        self.each: tuple[InvalidFile, ...] = (self,)
        """Every problem by itself, where this stands for several."""

    @classmethod
    def of(cls, problems: Sequence["InvalidFile"]) -> "InvalidFile":
        """Return one error for all *problems*, one a line, file by file in the order of their lines.

        It has the place of the first; what a file lacks altogether has none and comes last.
        """
        each = [one for problem in problems for one in problem.each]
        files = list(dict.fromkeys(one.path for one in each))
        each.sort(key=lambda one: (files.index(one.path), one.line is None, one.line or 0))
        joined = cls(each[0].path, each[0].line, "")
        joined.message = "\n".join(one.message for one in each)
        joined.args = (joined.message,)
        joined.hint = each[0].hint
        joined.each = tuple(each)
        return joined


class DatabaseUnavailable(GongkaiError):
    """Raised by ``crawler.store`` when the database does not answer or has another schema."""

    code = "DATABASE_UNAVAILABLE"
    exit_code = 5


class PartiallyJudged(GongkaiError):
    """Raised by commands asked to fail when a source cannot be judged."""

    code = "PARTIAL"
    exit_code = 7


class AllBlocked(GongkaiError):
    """Raised by ``gongkai crawl`` when no site let itself be read."""

    code = "ALL_BLOCKED"
    exit_code = 8


class IntegrityFailure(GongkaiError):
    """Raised by the archive when stored bytes do not match their digest."""

    code = "INTEGRITY"
    exit_code = 9


class MailRefused(GongkaiError):
    """Raised by ``gongkai mail send`` when a message is still waiting after the attempt."""

    code = "MAIL_NOT_ACCEPTED"
    exit_code = 10


class Interrupted(GongkaiError):
    """Raised where a signal stops work that the next start takes up again."""

    code = "INTERRUPTED"
    exit_code = 11


class Withheld(Interrupted):
    """Raised before a request that a promise of ours forbids: budget, hours, or a host that is to be left alone."""

    code = "WITHHELD"

    def __init__(self, message: str, *, host: str) -> None:
        super().__init__(message)
        self.host = host


class LockHeld(GongkaiError):
    """Raised by whoever finds another process at the same work."""

    code = "LOCK_HELD"
    exit_code = 12


class FetchFailed(GongkaiError):
    """Raised by the transport and the middlewares for a request without a usable answer; names its outcome."""

    code = "FETCH"

    def __init__(self, outcome: Outcome, message: str, *, behind: Outcome | None = None) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.behind = behind or outcome
        """What lies behind it: robots.txt that could not be read forbids, because of a challenge."""


class FileRefused(GongkaiError):
    """Raised by the readers of ``crawler.files`` for a file that gives no text; names what it is instead."""

    code = "FILE"

    def __init__(self, outcome: FileOutcome, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome


class PageError(GongkaiError):
    """Base of what a page can do to its reader."""

    code = "PAGE"


class Unreadable(PageError):
    """Raised by ``crawler.extract`` for a value that is there but cannot be read."""


class PageChanged(PageError):
    """Raised by adapters when a page has lost the shape they know."""
