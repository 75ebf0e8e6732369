"""What can be wrong with an archive, and what a check has found."""

from collections import Counter
from dataclasses import dataclass, field

from crawler.archive.proof.coverage import Covered
from crawler.archive.proof.pace import Pace


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something in the archive that is not as it was written."""

    file: str
    """The segment, or another file of the archive."""
    message: str
    offset: int | None = None
    """Where in the segment, where it is about one record."""
    url: str = ""
    """Of that record."""

    def __str__(self) -> str:
        where = "" if self.offset is None else f" at {self.offset}"
        what = f" ({self.url})" if self.url else ""
        return f"{self.file}{where}{what}: {self.message}"


@dataclass(kw_only=True)
class Findings:
    """What a check of a whole archive has found."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What is no fault, but is to be known."""
    segments: int = 0
    types: Counter[str] = field(default_factory=Counter)
    """WARC-Type → records."""
    packed_bytes: int = 0
    plain_bytes: int = 0
    """Bytes that were unpacked; none where the digests of the segments were enough."""
    signers: set[str] = field(default_factory=set)
    """Fingerprints of the keys that signed."""
    roots: int = 0
    stamps: list[str] = field(default_factory=list)
    """Root and moment of every stamp that holds."""
    covered: list[Covered] = field(default_factory=list)
    """By what the links are held, in the order of the chain."""
    end: tuple[str, str] = ("", "")
    """File of the newest link, and its SHA-256: whoever noted it misses the link, and any before it that changes."""
    pace: Pace = field(default_factory=Pace)
    """What the check spent its time on."""

    def wrong(self, file: str, message: str, *, offset: int | None = None, url: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(file=file, message=message, offset=offset, url=url))
