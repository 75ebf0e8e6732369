"""``gongkai edition elements``: which elements each duty wants, how they are told, and whether they can be found."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import yaml
from rich.box import SIMPLE_HEAD
from rich.table import Table

from crawler.errors import InvalidFile, UsageError
from crawler.plural import counted
from monitor.catalogue.load import edition_folder, find_edition
from monitor.catalogue.model import Edition, Element
from monitor.commands.edition import wide_console, workspace_root
from monitor.commands.match import read_notice
from monitor.elements.judged import FILE as JUDGED
from monitor.elements.judged import Held, hold, read_judged
from monitor.elements.measure import Located, Read, locate_all, read_all
from monitor.matching.match import Matcher
from monitor.matching.notice import NoticeText
from monitor.matching.rulefile import find_knowledge

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
MAYBE = click.Path(dir_okay=False, path_type=Path)
SIGNS = {True: "+", False: "-", None: "?"}


@click.command()
@click.argument("edition_id")
@click.option(
    "--against", type=FILE, help="The catalogue it was made from (YAML): count what that lists, too."
)
@click.option(
    "--on", "notices", type=MAYBE, help="Notices, a JSON object a line: how much of each duty is found."
)
@click.option(
    "--judged", is_flag=True, help="Hold the finds on these notices against what a reader judged by hand."
)
@click.option(
    "--sample", type=click.IntRange(1), help="Print so many of these findings, to be checked by hand."
)
@click.option("--seed", type=int, default=1, show_default=True, help="Which sample.")
def elements(
    edition_id: str,
    *,
    against: Path | None,
    notices: Path | None,
    judged: bool,
    sample: int | None,
    seed: int,
) -> None:
    r"""Show what each duty wants, by what it is told, and whether the code finds it in a text made up for it.

    \b
    gongkai edition elements ningbo-2015
    gongkai edition elements ningbo-2015 --on notices.jsonl --sample 60 --seed 1
    gongkai edition elements ningbo-2015 --on notices.jsonl --judged
    """
    loaded = find_edition(edition_id, workspace_root())
    if judged:
        _judged(loaded, notices)
        return
    if notices is None:
        _show(list(locate_all(loaded)), _listed(against) if against else {})
        return
    matcher = Matcher(loaded, find_knowledge(loaded, workspace_root()))
    read = list(read_all(loaded, matcher, _notices(notices)))
    if sample is None:
        _count(read, loaded)
    else:
        for one in sorted(read, key=lambda one: one.drawn(seed))[:sample]:
            said = (one.notice.id, one.duty.id, one.element.key, one.element.name, one.finding.passage)
            click.echo("\t".join((SIGNS[one.finding.present], *said)))


def _notices(path: Path) -> list[NoticeText]:
    """Return the notices in *path*; raise UsageError where there is no such file."""
    if not path.is_file():
        raise UsageError(f"--on wants a file of notices, and there is none: {path}")
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    return [read_notice(line, number) for number, line in lines if line.strip()]


def _judged(edition: Edition, path: Path | None) -> None:
    """Print by sample and duty how the finds compare with a reader's judgements; nothing without the notices."""
    if path is None or not path.is_file():
        click.echo(f"skipped: the judged notices are not here ({path or 'name them with --on'})")
        return
    notices = {one.id: one for one in _notices(path)}
    note, judgements = read_judged(edition_folder(edition.id, workspace_root()) / JUDGED)
    click.echo(note)
    held = [one for each in judgements if (one := hold(edition, each, notices)) is not None]
    table = Table("sample", "duty", "judged", "held", "found", "finds", "right", "denied", box=SIMPLE_HEAD)
    for sample in dict.fromkeys(one.judged.sample for one in held):
        mine = [one for one in held if one.judged.sample == sample]
        for duty in sorted({one.judged.duty for one in mine}):
            table.add_row(sample, duty, *map(str, _figures([one for one in mine if one.judged.duty == duty])))
    wide_console().print(table, highlight=False)
    for sample in dict.fromkeys(one.judged.sample for one in held):
        mine = [one for one in held if one.judged.sample == sample]
        judged, there, found, finds, right, denied = _figures(mine)
        said = f"{found} of {there} held were found, {right} of {finds} finds were right, {denied} held were denied"
        near = sum(one.near for one in mine)
        click.echo(
            f"{sample}: {counted(judged, 'element')}; {said}; {near} finds point where the reader does"
        )
    if missing := len(judgements) - len(held):
        click.echo(f"{counted(missing, 'judgement')} left out: their notices are not in {path.name}")


def _figures(held: list[Held]) -> tuple[int, int, int, int, int, int]:
    """Return how many were judged, are there, were found of these, are finds, right ones, and denied though there."""
    right = sum(one.there and one.found for one in held)
    there, finds = sum(one.there for one in held), sum(one.found for one in held)
    return len(held), there, right, finds, right, sum(one.there and one.denied for one in held)


def _listed(path: Path) -> dict[str, int]:
    """Return how many elements the catalogue at *path* lists under each item, references resolved."""
    try:
        items = _items(yaml.safe_load(path.read_text("utf-8")))
        taken = {
            key: items[one["elements_ref"]] if "elements_ref" in one else one for key, one in items.items()
        }
        return {key: len(one.get("elements") or ()) + _versions(one) for key, one in taken.items()}
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise InvalidFile(path, None, f"no catalogue of items with elements: {error}") from error


def _items(given: dict[str, Any]) -> dict[str, dict[str, Any]]:
    categories = (*given["categories"], *given["body_obligations"])
    return {item["id"]: item for category in categories for item in category["items"]}


def _versions(item: dict[str, Any]) -> int:
    """Return how many different elements hold for a time only."""
    named = {name for one in item.get("element_versions", ()) for name in one["sections"]}
    named |= set((item.get("must_include_extra") or {}).get("list", ()))
    named |= set((item.get("later_elements") or {}).get("list", ()))
    return len(named)


def _show(located: list[Located], listed: dict[str, int]) -> None:
    heads = (
        "duty",
        "name",
        *(("listed",) if listed else ()),
        "wanted",
        "found",
        "value",
        "shape",
        "file",
        "soft",
    )
    table = Table(*heads, box=SIMPLE_HEAD)
    for one in located:
        theirs = (str(listed.get(one.duty.id, "")),) if listed else ()
        held = str(len(one.found)) if one.elements else "-"
        table.add_row(one.duty.id, one.duty.name, *theirs, str(len(one.elements)), held, *_ways(one.elements))
    wide_console().print(table, highlight=False)
    wanted, found = sum(len(one.elements) for one in located), sum(len(one.found) for one in located)
    with_any = sum(bool(one.elements) for one in located)
    click.echo(
        f"{len(located)} duties, {with_any} with elements; {found} of {wanted} elements found in made-up texts"
    )
    if listed:
        theirs_any = sum(bool(count) for count in listed.values())
        gaps = [one.duty.id for one in located if listed.get(one.duty.id) and not one.elements]
        click.echo(
            f"{theirs_any} of {len(listed)} items list elements; carried by no duty: {', '.join(gaps) or 'none'}"
        )


def _ways(elements: Iterable[Element]) -> tuple[str, ...]:
    """Return how many elements want a value, have a shape, may be a file, and only prompt."""
    held = list(elements)
    counts = (
        sum(map(bool, (getattr(one, name) for one in held))) for name in ("value", "shapes", "files", "soft")
    )
    return tuple(str(one or "") for one in counts)


def _count(read: list[Read], edition: Edition) -> None:
    table = Table("duty", "name", "notices", "present", "unknown", "absent", box=SIMPLE_HEAD)
    for duty in dict.fromkeys(one.duty.id for one in read):
        mine = [one for one in read if one.duty.id == duty]
        table.add_row(duty, edition.duty(duty).name, *map(str, _counts(mine)))
    wide_console().print(table, highlight=False)
    notices, present, unknown, absent = _counts(read)
    said = f"{present} present, {unknown} unknown, {absent} absent"
    click.echo(f"{counted(notices, 'notice')}, {counted(len(read), 'element')}: {said}")


def _counts(read: list[Read]) -> tuple[int, int, int, int]:
    """Return how many notices there are, and how many of their elements are present, unknown and absent."""
    said = Counter(one.finding.present for one in read)
    return len({one.notice.id for one in read}), said[True], said[None], said[False]
