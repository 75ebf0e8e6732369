"""What an edition knows about telling notices apart: rules for its categories and duties, and damping marks."""

from dataclasses import dataclass

from monitor.matching.expression import Expression
from monitor.matching.model import Model
from monitor.matching.notice import Field


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What must be found in one notice; every field named must agree."""

    fields: tuple[tuple[Field, Expression], ...]
    line: int
    """Where the file says it."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Words that speak for a category or a duty."""

    target: str
    """Id of the category or the duty."""
    when: Condition
    weight: float
    """How far this alone convinces, 0 to 1; independent rules add up as chances do."""


@dataclass(frozen=True, kw_only=True)
class Damper:
    """Words that speak against: news, drafts, calls for applications, the business of another category."""

    id: str
    say: str
    """What a reason calls it."""
    when: Condition
    factor: float
    """What the score is multiplied by."""
    only: tuple[str, ...]
    """Categories it touches; empty: all but the spared."""
    spare: tuple[str, ...]

    def touches(self, category: str) -> bool:
        """Return whether this speaks against *category*."""
        return category not in self.spare and (not self.only or category in self.only)


@dataclass(frozen=True, kw_only=True)
class CatalogueWeights:
    """How far the catalogue's own terms convince, where no rule says more."""

    column: float
    title: float
    body: float
    body_terms: int
    """How many different terms the body must hold before it counts."""
    negative: float
    """The factor of a negative term in the title."""


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """One edition's rules for matching."""

    asserted: float
    """From this score on a category is asserted."""
    near: float
    """From this score on, a person should look."""
    unsure: float
    """What share of its category's score a duty has that the words do not single out."""
    catalogue: CatalogueWeights
    names: tuple[str, ...]
    """Names of organisations, taken out of titles because their words are not the subject."""
    rules: tuple[Rule, ...]
    duties: tuple[Rule, ...]
    dampers: tuple[Damper, ...]
    model: Model | None = None
    """The classifier that was trained beside the rules; None where they decide alone."""


PLAIN = Knowledge(
    asserted=0.6,
    near=0.45,
    unsure=0.3,
    catalogue=CatalogueWeights(column=0.4, title=0.6, body=0.4, body_terms=3, negative=0.3),
    names=(),
    rules=(),
    duties=(),
    dampers=(),
)
"""For an edition without a matching file: the catalogue's terms alone."""
