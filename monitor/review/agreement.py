"""How far reviewers agree: raw share, Krippendorff's alpha for names, Gwet's AC1, each with a bootstrap interval.

Alpha: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), nominal metric. AC1: Gwet, "Handbook of
Inter-Rater Reliability" (2014). A unit is one thing judged; it holds the answers of everybody who judged it.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from random import Random

Unit = Sequence[Hashable]
"""The answers about one thing, one a person."""
Measure = Callable[[Sequence[Unit]], float | None]
RESAMPLES = 1000
FEW = 20
"""Below so many units judged twice an interval says more about luck than about people."""


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A figure with the interval in which 95 of 100 resamples fall; None where the data cannot give it."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How far the answers about units agree, with how many units were judged twice."""

    units: int
    twice: int
    raw: Estimate
    alpha: Estimate
    ac1: Estimate
    prevalence: dict[str, float]
    """Answer → its share of all answers about what was judged twice."""

    @property
    def enough(self) -> bool:
        """Whether there are units enough to lean on the figures."""
        return self.twice >= FEW


def agreement(units: Sequence[Unit], *, seed: int) -> Agreement:
    """Return how far the answers about *units* agree; *seed* makes the intervals the same each time."""
    twice = _twice(units)
    answers = Counter(str(one) for unit in twice for one in unit)
    total = answers.total()
    return Agreement(
        units=len(units),
        twice=len(twice),
        raw=estimate(raw_share, twice, seed),
        alpha=estimate(krippendorff_alpha, twice, seed),
        ac1=estimate(gwet_ac1, twice, seed),
        prevalence={one: count / total for one, count in sorted(answers.items())},
    )


def estimate(measure: Measure, units: Sequence[Unit], seed: int) -> Estimate:
    """Return what *measure* gives for *units*, with the percentile interval of resampled units."""
    value = measure(units)
    chance = Random(seed)  # noqa: S311 - resampling, nothing secret
    drawn = (measure(chance.choices(units, k=len(units))) for _ in range(RESAMPLES if units else 0))
    found = sorted(one for one in drawn if one is not None)
    if value is None or not found:
        return Estimate(value=value)
    return Estimate(value=value, low=found[int(0.025 * len(found))], high=found[int(0.975 * len(found))])


def raw_share(units: Sequence[Unit]) -> float | None:
    """Return the share of pairs of answers about the same unit that are equal, averaged over units judged twice."""
    twice = _twice(units)
    return sum(map(_alike, twice)) / len(twice) if twice else None


def krippendorff_alpha(units: Sequence[Unit]) -> float | None:
    """Return alpha; None where fewer than two answers were ever given, so that nobody could have differed."""
    twice = _twice(units)
    answers = Counter(one for unit in twice for one in unit)
    total = answers.total()
    expected = total * total - sum(count * count for count in answers.values())
    if not expected:
        return None
    observed = sum(len(unit) * (1 - _alike(unit)) for unit in twice)
    return 1 - (total - 1) * observed / expected


def gwet_ac1(units: Sequence[Unit]) -> float | None:
    """Return AC1; None where fewer than two answers were ever given or nothing was judged twice."""
    alike = raw_share(units)
    judged = [unit for unit in units if unit]
    names = {one for unit in judged for one in unit}
    if alike is None or len(names) <= 1:
        return None
    shares = [sum(unit.count(name) / len(unit) for unit in judged) / len(judged) for name in names]
    chance = sum(share * (1 - share) for share in shares) / (len(names) - 1)
    return (alike - chance) / (1 - chance)


def _twice(units: Sequence[Unit]) -> list[Unit]:
    return [one for one in units if len(one) > 1]


def _alike(unit: Unit) -> float:
    """Return the share of equal pairs among the answers about one unit."""
    pairs = len(unit) * (len(unit) - 1)
    return sum(count * (count - 1) for count in Counter(unit).values()) / pairs
