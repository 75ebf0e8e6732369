"""``gongkai match evaluate``: measures rules and classifier on labelled notices, by issuers they had not seen."""

import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import click

from crawler.errors import UsageError
from monitor.catalogue.load import edition_folder, find_edition
from monitor.catalogue.model import Edition
from monitor.commands.match_figures import show
from monitor.commands.match_pace import lines
from monitor.learning.labelled import EXAMPLES, Labelled, read_examples, read_labelled
from monitor.learning.material import Material, material
from monitor.learning.validate import Outcome, cross_validate
from monitor.learning.ways import Way, both, classifier_alone, patterns_alone, rules_alone
from monitor.matching.match import Matcher
from monitor.matching.rulefile import find_knowledge

LEAST = 2  # folds

BOTH = "rules and classifier"
SEEN = """\
What saw what: the classifier, how far it is believed and the thresholds are learned in each fold from the other
issuers. The rules and the made-up examples are the same in every fold; the author of the rules had read the errors
of one half of these notices (even SHA-256 of the id), so on that half the rules, alone or joined, look better than
they are. Only the other half tells what to expect of new notices, and even that is friendly: the shape of the
classifier, the made-up examples and the rule of abstaining were chosen while its totals were in view."""


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--edition", default="ningbo-2015", show_default=True, help="The catalogue to match to.")
@click.option("--folds", default=5, show_default=True, help="Parts; no issuer stands in two.")
@click.option("--seed", default="", help="Deal the issuers in another order.")
def evaluate(*, file: Path, edition: str, folds: int, seed: str) -> None:
    r"""Measure the matcher on labelled notices (JSON lines) by cross-validation divided by issuer.

    \b
    gongkai match evaluate notices.jsonl
    gongkai match evaluate notices.jsonl --folds 10 --seed again
    """
    root = click.get_current_context().find_root().params.get("workspace")
    home = root if isinstance(root, Path) else None
    loaded = find_edition(edition, home)
    notices = read_labelled(file, loaded)
    issuers = len({one.issuer for one in notices})
    if not LEAST <= folds <= issuers:
        raise UsageError(f"--folds wants a number from {LEAST} to {issuers}, the issuers here, not {folds}")
    digest = sha256(file.read_bytes()).hexdigest()[:16]
    click.echo(
        f"{file.name} (sha256 {digest}): {len(notices)} notices of {issuers} issuers, {folds} folds\n\n{SEEN}\n"
    )
    made_up = read_examples(edition_folder(edition, home) / EXAMPLES, loaded)
    truth, outcomes = _measure(loaded, home, notices, made_up, folds, seed)
    show(truth, outcomes, BOTH)
    for line in lines(file, edition, home):
        click.echo(line)


def _measure(
    loaded: Edition,
    home: Path | None,
    notices: tuple[Labelled, ...],
    made_up: tuple[Labelled, ...],
    folds: int,
    seed: str,
) -> tuple[Material, dict[str, Outcome]]:
    knowledge = find_knowledge(loaded, home)
    matcher = Matcher(loaded, knowledge)
    categories = tuple(one.id for one in loaded.categories if one.number is not None)
    truth = material(matcher, notices, categories)
    examples = material(matcher, made_up, categories) if made_up else None
    ways: dict[str, Way] = {
        BOTH: both(examples),
        "rules alone": rules_alone(knowledge),
        "classifier alone": classifier_alone(examples),
        "reference: n-grams, linear": classifier_alone(None),
        "reference: title patterns": patterns_alone(loaded, notices),
    }
    started = time.monotonic()
    outcomes = {
        name: cross_validate(truth, way, folds, seed=seed, said=_tell(name, folds))
        for name, way in ways.items()
    }
    click.echo(f"trained and asked in {time.monotonic() - started:.0f} s\n")
    return truth, outcomes


def _tell(name: str, folds: int) -> Callable[[int], None]:
    def tell(fold: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{name}: fold {fold} of {folds}", err=True, nl=fold == folds)

    return tell
