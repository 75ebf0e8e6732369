"""Makes the classifier of an edition, with a note of what it was made of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from monitor.catalogue.model import Edition
from monitor.learning.fit import train
from monitor.learning.labelled import EXAMPLES, Labelled, read_examples, read_labelled
from monitor.learning.material import Material, material
from monitor.learning.validate import Outcome, cross_validate, read_by_author
from monitor.learning.ways import both
from monitor.matching.knowledge import Knowledge
from monitor.matching.match import Matcher
from monitor.matching.model import Model
from monitor.reposts import Document, Documents

FOLDS = 5


@dataclass(frozen=True, kw_only=True)
class Makings:
    """What a classifier is made of."""

    edition: Edition
    knowledge: Knowledge
    file: Path
    """Labelled notices."""
    folder: Path
    """The edition's, with its made-up examples."""
    more: tuple[Labelled, ...] = ()
    """What people decided of further notices."""

    @property
    def categories(self) -> tuple[str, ...]:
        """Those that the annex counts."""
        return tuple(one.id for one in self.edition.categories if one.number is not None)

    @cached_property
    def notices(self) -> tuple[Labelled, ...]:
        """The labelled notices of the file."""
        return read_labelled(self.file, self.edition)

    @cached_property
    def made_up(self) -> tuple[Labelled, ...]:
        """The examples of the edition."""
        return read_examples(self.folder / EXAMPLES, self.edition)

    @cached_property
    def truth(self) -> Material:
        """The labelled notices as arrays."""
        return self._material(self.notices)

    @cached_property
    def examples(self) -> Material | None:
        """The examples as arrays; None where there are none."""
        return self._material(self.made_up) if self.made_up else None

    def outcome(self) -> Outcome:
        """Return the cross-validated answers for the notices of the file alone, so that outcomes compare.

        A decision on a document of the file takes no part: it would tell the answer.
        """
        filed: Documents[bool] = Documents()
        for one in self.notices:
            filed.file(Document(one.notice), True)
        apart = [one for one in self.more if next(filed.find(Document(one.notice)), None) is None]
        further = self._material(apart) if apart else None
        return cross_validate(self.truth, both(self.examples, further), FOLDS)

    def everything(self) -> Material:
        """Return all that a classifier learns from beside the examples."""
        return self._material((*self.notices, *self.more)) if self.more else self.truth

    def _material(self, notices: Sequence[Labelled]) -> Material:
        return material(Matcher(self.edition, self.knowledge), notices, self.categories)


def make(makings: Makings, day: date, parent: Model | None = None) -> Model:
    """Return the classifier of *makings*, made on *day* in the place of its *parent*."""
    trained = train(makings.everything(), makings.examples)
    made_up, more = makings.made_up, makings.more
    learned: dict[str, str | int] = {
        "trained": day.isoformat(),
        "notices": f"{makings.file.name}, {len(makings.notices)} of {len(set(makings.truth.issuers))} issuers",
        "notices_sha256": sha256(makings.file.read_bytes()).hexdigest(),
        "examples": f"{EXAMPLES}, {len(made_up)} made-up titles",
        "examples_sha256": sha256((makings.folder / EXAMPLES).read_bytes()).hexdigest() if made_up else "",
        "rules_sha256": sha256(repr(replace(makings.knowledge, model=None)).encode()).hexdigest(),
        "folds": f"{FOLDS}, divided by issuer",
    }
    if more:
        learned |= {"decisions": len(more), "decisions_sha256": sha256(repr(more).encode()).hexdigest()}
    if parent is not None:
        learned |= {"version": int(parent.provenance.get("version", 1)) + 1, "parent_sha256": parent.digest}
    return Model(
        categories=makings.categories,
        linear=trained.linear,
        combiner=trained.combiner,
        thresholds=trained.thresholds,
        provenance={**learned, **figures_of(makings.outcome())},
    )


def figures_of(outcome: Outcome) -> dict[str, float]:
    """Return the figures that a model carries with it, from cross-validation."""
    unread = ~read_by_author(outcome.truth)
    said: dict[str, float] = {}
    for name, rows in (("", None), ("unread_half_", unread)):
        every, part = outcome.every(rows), outcome.answered(rows)
        said |= {
            f"{name}micro_f1": every.whole.f1,
            f"{name}macro_f1": every.macro,
            f"{name}answered": part.share,
            f"{name}answered_micro_f1": part.whole.f1,
            f"{name}answered_macro_f1": part.macro,
            f"{name}answered_clean": part.kept_clean,
        }
    return {name: round(value, 4) for name, value in said.items()}
