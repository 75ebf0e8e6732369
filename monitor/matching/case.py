"""What has been said for and against one category or duty, and what comes of it."""

from dataclasses import dataclass, field

from monitor.matching.model import Opinion
from monitor.matching.notice import Asserted, Field
from monitor.matching.reasons import Found, say, say_all

AGREES = "分类模型支持"
DISAGREES = "分类模型存疑"


@dataclass
class Case:
    """The evidence on one category or duty."""

    doubt: float = 1.0
    """The chance that everything said for it is chance."""
    factor: float = 1.0
    reasons: list[Found] = field(default_factory=list)
    against: list[tuple[str, Found]] = field(default_factory=list)
    """What it is called, and the words that say so."""
    chance: float | None = None
    """What the classifier makes of it together with the rules; None without a classifier."""

    def support(self, weight: float, found: Found) -> None:
        """Count one thing said for it."""
        self.doubt *= 1 - weight
        if found not in self.reasons:
            self.reasons.append(found)

    def damp(self, factor: float, what: str, found: Found) -> None:
        """Count one thing said against it."""
        self.factor *= factor
        self.against.append((what, found))

    @property
    def ruled(self) -> float:
        """What the rules alone make of it, 0 to 1."""
        return (1 - self.doubt) * self.factor

    @property
    def score(self) -> float:
        """0 to 1."""
        return self.ruled if self.chance is None else self.chance

    def rests_on(self, places: frozenset[Field]) -> bool:
        """Return whether something that was said for it was found in one of *places*."""
        return any(place in places for found in self.reasons for place, _ in found)

    def explain(self, category: str, opinion: Opinion) -> None:
        """Add what moved the classifier, where that was more than chance."""
        down = self.score < self.ruled
        found = opinion.why(category, against=down)
        if found:
            self.against.append((DISAGREES if down else AGREES, found))

    def asserted(self, target: str) -> Asserted:
        """Return the case as an answer."""
        against = [f"{what}：{where}" if (where := say(found)) else what for what, found in self.against]
        reasons = (*say_all(self.reasons), *against)
        return Asserted(category=target, score=round(self.score, 3), reasons=reasons)
