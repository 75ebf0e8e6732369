"""Makes the classifier of an edition, with a note of what it was made of."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from monitor.catalogue.model import Edition
from monitor.learning.fit import train
from monitor.learning.labelled import EXAMPLES, read_examples, read_labelled
from monitor.learning.material import material
from monitor.learning.validate import Outcome, cross_validate, read_by_author
from monitor.learning.ways import both
from monitor.matching.knowledge import Knowledge
from monitor.matching.match import Matcher
from monitor.matching.model import Model

FOLDS = 5


def make(edition: Edition, knowledge: Knowledge, file: Path, folder: Path, day: date) -> Model:
    """Return the classifier learned from the notices in *file* and the examples in the edition's *folder*."""
    notices, made_up = read_labelled(file, edition), read_examples(folder / EXAMPLES, edition)
    matcher = Matcher(edition, knowledge)
    categories = tuple(one.id for one in edition.categories if one.number is not None)
    truth = material(matcher, notices, categories)
    examples = material(matcher, made_up, categories) if made_up else None
    outcome = cross_validate(truth, both(examples), FOLDS)
    trained = train(truth, examples)
    return Model(
        categories=categories,
        linear=trained.linear,
        combiner=trained.combiner,
        thresholds=trained.thresholds,
        provenance={
            "trained": day.isoformat(),
            "notices": f"{file.name}, {len(notices)} of {len(set(truth.issuers))} issuers",
            "notices_sha256": sha256(file.read_bytes()).hexdigest(),
            "examples": f"{EXAMPLES}, {len(made_up)} made-up titles",
            "examples_sha256": sha256((folder / EXAMPLES).read_bytes()).hexdigest() if made_up else "",
            "rules_sha256": sha256(repr(replace(knowledge, model=None)).encode()).hexdigest(),
            "folds": f"{FOLDS}, divided by issuer",
            **figures_of(outcome),
        },
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
