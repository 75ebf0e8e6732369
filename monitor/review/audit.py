"""Audit samples: how many a stated precision needs, which ones a seed draws, and what their result proves.

The bound is the exact one-sided bound of the binomial (Clopper and Pearson).
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from math import comb

from monitor.verdict import Verdict

LARGEST = 20_000
"""A larger sample is nobody's week."""
STEPS = 60  # halvings of the interval between 0 and 1; far finer than any figure that is shown


def chance_of_at_most(wrong: int, size: int, rate: float) -> float:
    """Return the chance that *size* things, each wrong at *rate*, hold at most *wrong* that are."""
    return sum(comb(size, one) * rate**one * (1 - rate) ** (size - one) for one in range(wrong + 1))


def size_needed(precision: float, wrong: int = 0, confidence: float = 0.95) -> int:
    """Return the smallest sample that proves *precision* with *wrong* found wrong.

    >>> size_needed(0.99), size_needed(0.95), size_needed(0.95, wrong=1)
    (299, 59, 93)
    """
    if not (0 < precision < 1 and 0 < confidence < 1 and wrong >= 0):
        raise ValueError("precision and confidence lie between 0 and 1, and wrong is a count")
    low, high = wrong, wrong + 1
    while chance_of_at_most(wrong, high, 1 - precision) > 1 - confidence:
        low, high = high, high * 2
        if low > LARGEST:
            raise ValueError(f"a precision of {precision} needs more than {LARGEST} to be looked at")
    while high - low > 1:
        middle = (low + high) // 2
        if chance_of_at_most(wrong, middle, 1 - precision) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def lower_bound(size: int, wrong: int, confidence: float = 0.95) -> float:
    """Return the precision that a sample of *size* with *wrong* found wrong proves.

    >>> round(lower_bound(299, 0), 4)
    0.99
    """
    if not 0 <= wrong <= size:
        raise ValueError(f"{wrong} of {size} cannot be wrong")
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        if size and chance_of_at_most(wrong, size, 1 - middle) <= 1 - confidence:
            low = middle
        else:
            high = middle
    return low


def draw(verdicts: Iterable[Verdict], size: int, seed: str) -> tuple[Verdict, ...]:
    """Return *size* of *verdicts* by the digest of seed and key.

    Anybody can repeat the draw with nothing but a hash, and a larger sample of the same seed holds the smaller one.
    """
    return tuple(sorted(verdicts, key=lambda one: sha256(f"{seed}\n{one.key}".encode()).digest())[:size])


def strata(drawn: Sequence[Verdict]) -> dict[str, int]:
    """Return bureau → how many were drawn of it."""
    found: dict[str, int] = {}
    for one in drawn:
        found[one.obligation.bureau] = found.get(one.obligation.bureau, 0) + 1
    return found
