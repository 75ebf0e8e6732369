"""Audits of review: seeded samples with what they prove, and how far reviewers agree."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import click

from crawler.door.terminal import echo_json
from crawler.errors import UsageError
from crawler.workspace import Workspace
from monitor.commands.reviewing import Session, as_of_option, prepared, session, terms_in
from monitor.guard import csv_text
from monitor.judgement import Judgement
from monitor.review.agreement import FEW, Agreement, Estimate, agreement
from monitor.review.audit import draw, lower_bound, size_needed, strata
from monitor.review.entry import accuses, claim_of
from monitor.review.rounds import double_coded
from monitor.review.ruling import fold
from monitor.review.store import history
from monitor.review.words import Choice, State
from monitor.verdict import Verdict, plain
from monitor.words import Standing

COLUMNS = ("obligation", "claim", "due", "decision", "digest")
POPULATIONS: dict[str, Callable[[Verdict, Judgement], bool]] = {
    "suspected": lambda one, _: one.standing.accuses,
    "flagged": lambda one, _: accuses(one) and not one.standing.accuses,
    "met": lambda one, _: one.standing is Standing.MET,
    "cannot-tell": lambda one, _: one.standing is Standing.CANNOT_TELL,
    "confirmed": lambda one, judged: judged.review(one.key).state is State.CONFIRMED,
    "withdrawn": lambda one, judged: judged.review(one.key).state is State.WITHDRAWN,
}


@click.command()
@click.option(
    "--of", "population", type=click.Choice(list(POPULATIONS)), default="suspected", show_default=True,
    help="What to draw from.",
)  # fmt: skip
@click.option("--seed", required=True, help="Any word; the same word draws the same sample.")
@click.option("--precision", type=float, default=0.95, show_default=True, help="What is to be proven.")
@click.option("--wrong", type=click.IntRange(0), default=0, show_default=True, help="How many may be wrong.")
@click.option("--confidence", type=float, default=0.95, show_default=True, help="Of the one-sided bound.")
@click.option("--size", type=click.IntRange(1), help="So many instead of as many as the precision needs.")
@as_of_option
@click.option("--csv", "as_csv", is_flag=True, help="As CSV that no spreadsheet computes.")
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
@click.pass_obj
def sample(
    opened: Callable[[], Workspace],
    *,
    population: str,
    seed: str,
    precision: float,
    wrong: int,
    confidence: float,
    size: int | None,
    as_of: datetime | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    r"""Draw an audit sample as large as a precision needs, and say what the decisions on it prove so far.

    \b
    gongkai -w ningbo review sample --seed 2015-08 --precision 0.99
    gongkai -w ningbo review sample --seed 2015-08 --of met --size 60 --csv > audit.csv
    """
    needed = _needed(precision, wrong, confidence)
    held = session(opened, as_of)
    judged = held.judged
    whole = [one for one in judged.verdicts if POPULATIONS[population](one, judged)]
    drawn = draw(whole, size or needed, seed)
    agreed = _agreed(held, drawn)
    told = [one for one in agreed if one is not None]
    bad = told.count(Choice.REJECT)
    rows = [
        [one.key, claim_of(one), one.due, str(said or ""), one.digest]
        for one, said in zip(drawn, agreed, strict=True)
    ]
    if as_csv:
        click.echo(csv_text(COLUMNS, rows), nl=False)
        return
    result: dict[str, Any] = {
        "of": population, "population": len(whole), "needed": needed, "drawn": len(drawn), "decided": len(told),
        "wrong": bad, "proves": round(lower_bound(len(told), bad, confidence), 4), "confidence": confidence,
        "bureaus": len(strata(drawn)), "seed": seed,
    }  # fmt: skip
    if as_json:
        echo_json(plain(result | {"sample": [dict(zip(COLUMNS, row, strict=True)) for row in rows]}))
        return
    for row in rows:
        click.echo(f"{row[0]}  {row[1]}  {row[3] or '-'}")
    click.echo(_said(result, precision), err=True)


def _needed(precision: float, wrong: int, confidence: float) -> int:
    """Return how many have to be looked at; raise UsageError where no number would do."""
    try:
        return size_needed(precision, wrong, confidence)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _agreed(held: Session, drawn: Sequence[Verdict]) -> list[Choice | None]:
    """Return what people agreed on each of *drawn* by now, whenever the verdict is of."""
    known, terms = history(held.engine), held.terms
    mine = ([each for each in known.get(one.key, ()) if each.claim == claim_of(one)] for one in drawn)
    return [fold(entries, terms.calendar, terms.reply_days, terms.zone).agreed for entries in mine]


def _said(result: dict[str, Any], precision: float) -> str:
    """Return what the sample is worth, in a sentence or two."""
    text = (
        f"{result['drawn']} of {result['population']} drawn with seed {result['seed']!r}; a precision of {precision} "
        f"needs {result['needed']} looked at. Decided so far: {result['decided']}, wrong: {result['wrong']}"
    )
    return text + (f"; that proves {result['proves']:.3f} or more." if result["decided"] else ".")


@click.command("agreement")
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Of the resampling behind the intervals."
)
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
@click.pass_obj
def agree(opened: Callable[[], Workspace], *, seed: int, as_json: bool) -> None:
    r"""Say how far reviewers agree: raw share, Krippendorff's alpha and Gwet's AC1, each with its 95 % interval.

    \b
    gongkai -w ningbo review agreement
    """
    workspace, engine = prepared(opened)
    terms = terms_in(workspace)
    units = double_coded(history(engine).values(), terms)
    found = agreement([[one.choice.value for one in unit] for unit in units], seed=seed)
    if as_json:
        echo_json(plain(found))
        return
    click.echo("\n".join(_figures(found)))


def _figures(found: Agreement) -> list[str]:
    lines = [f"{found.units} verdicts reviewed, {found.twice} of them by two people"]
    lines += [
        f"{name:<22} {_estimate(value)}"
        for name, value in (
            ("raw agreement", found.raw),
            ("Krippendorff's alpha", found.alpha),
            ("Gwet's AC1", found.ac1),
        )
    ]
    lines += [f"{name:<22} {share:.0%} of the answers" for name, share in found.prevalence.items()]
    if not found.enough:
        lines.append(
            f"fewer than {FEW} verdicts were reviewed twice: the intervals say more than the figures"
        )
    return lines


def _estimate(value: Estimate) -> str:
    if value.value is None:
        return "cannot be told: nobody ever gave another answer"
    interval = f" ({value.low:.3f} to {value.high:.3f})" if value.low is not None else ""
    return f"{value.value:.3f}{interval}"
