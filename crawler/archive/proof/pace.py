"""What a check spends its time on: CPU time by kind of work, so that it can say at what pace it ran and what bound it."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from hashlib import sha256

_PIECE = bytes(1 << 20)
_PIECES = (
    16  # of a piece: a hundredth of a second where the processor knows SHA-256, a tenth where it does not
)


class Work(StrEnum):
    """What a check does; at any moment it does one of them."""

    READING = "reading"
    """Files, from the disk or the store."""
    HASHING = "hashing"
    """SHA-256 of segments, manifests and, with ``deep``, of records, blocks and payloads."""
    UNPACKING = "unpacking"
    """Manifests and, with ``deep``, records."""
    HEADS = "heads"
    """Reading the heads of records and holding them against the lines of manifests."""
    REVISITS = "revisits"
    """Following each revisit to what it refers to."""
    CHAIN = "chain"
    """Links, signatures, roots, stamps, and whatever else is neither of the others."""


class Pace:
    """Counts seconds by kind of work; with clocks that stand still, as where nobody asks, it costs next to nothing."""

    def __init__(self, cpu: Callable[[], float] = float, wall: Callable[[], float] = float) -> None:
        """Make one that reads *cpu* for seconds of CPU time and *wall* for seconds that go by."""
        self.cpu = cpu
        self.wall = wall
        self.spent: defaultdict[Work, float] = defaultdict(float)
        """Seconds of CPU time."""
        self.passed: defaultdict[Work, float] = defaultdict(float)
        """Seconds that went by meanwhile."""
        self.hashed = 0
        """Bytes that were hashed."""
        self._now = Work.CHAIN
        self._since = (cpu(), wall())

    @contextmanager
    def doing(self, work: Work) -> Iterator[None]:
        """Count what happens inside as *work*, and what comes after as what it was before."""
        before = self._turn_to(work)
        try:
            yield
        finally:
            self._turn_to(before)

    @contextmanager
    def hashing(self, size: int) -> Iterator[None]:
        """Count what happens inside as the hashing of *size* bytes."""
        self.hashed += size
        with self.doing(Work.HASHING):
            yield

    def finish(self) -> None:
        """Count up to now."""
        self._turn_to(self._now)

    @property
    def total(self) -> float:
        """Seconds of CPU time of all work."""
        return sum(self.spent.values())

    @property
    def waited(self) -> float:
        """Seconds that went by in reading without CPU time: for the disk, the store, or the other work of the machine."""
        return max(0.0, self.passed[Work.READING] - self.spent[Work.READING])

    @property
    def bound(self) -> Work:
        """What took most of the CPU time."""
        return max(Work, key=lambda one: self.spent[one])

    @property
    def hashing_rate(self) -> float:
        """Bytes hashed in a second of the CPU time that hashing took."""
        return self.hashed / max(self.spent[Work.HASHING], 1e-9)

    def share(self, work: Work) -> float:
        """Return which part of the CPU time went into *work*."""
        return self.spent[work] / self.total if self.total else 0.0

    def _turn_to(self, work: Work) -> Work:
        before, (cpu, wall) = self._now, self._since
        self._since = (self.cpu(), self.wall())
        self.spent[before] += self._since[0] - cpu
        self.passed[before] += self._since[1] - wall
        self._now = work
        return before


def machine_pace(cpu: Callable[[], float]) -> float:
    """Return how many bytes of SHA-256 this machine does in a second of *cpu*, by trying."""
    total, began = sha256(), cpu()
    for _ in range(_PIECES):
        total.update(_PIECE)
    return _PIECES * len(_PIECE) / max(cpu() - began, 1e-9)
