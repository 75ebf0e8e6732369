"""``gongkai reparse``: read the stored notice pages again with today's code, and say field by field what reads otherwise."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import click
from rich.table import Table

from crawler.clock import system_clock
from crawler.commands.plain import plain
from crawler.door.door import shown_of
from crawler.door.terminal import echo_json, terminal
from crawler.errors import IntegrityFailure
from crawler.locks import site_lock
from crawler.plural import counted
from crawler.registry import pick_sites
from crawler.reparse import Reparsed, reparse_site
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace

_SHOWN = 60  # characters of a value around the place where it begins to differ
_LEAD = 12


@click.command()
@click.option("--site", "wanted", multiple=True, metavar="ID", help="Only this site; may be given again.")
@click.option("--dry-run", is_flag=True, help="Only report; write no version.")
@click.option("--json", "as_json", is_flag=True, help="Print everything, as JSON.")
@click.pass_obj
def reparse(opened: Callable[[], Workspace], wanted: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    r"""Read every stored notice page again, without the network; write what reads otherwise as new versions.

    Such a version is marked: its text changed because our reading did, not the site.

    \b
    gongkai -w ningbo reparse --dry-run
    gongkai -w ningbo reparse --site fgw --json
    """
    workspace = opened()
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    done: dict[str, Reparsed] = {}
    for one in pick_sites(workspace.sites(), wanted):
        with site_lock(workspace.locks, one):
            done[one] = reparse_site(engine, workspace.archive, one, system_clock, write=not dry_run)
    if as_json:
        echo_json(_data(done, dry_run=dry_run))
    else:
        _show(done, dry_run=dry_run)
    if problems := [problem for one in done.values() for problem in one.problems]:
        raise IntegrityFailure(f"{counted(len(problems), 'page')} cannot be read: {problems[0]}")


def _data(done: Mapping[str, Reparsed], *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "sites": {
            name: {
                "pages": one.pages,
                "notices": one.notices,
                "fields": _counts(one),
                "versions_written": one.written,
                "problems": one.problems,
                "changed": [
                    {
                        "notice": page.notice,
                        "fetch": page.fetch,
                        "url": page.url,
                        "fields": {
                            change.field: {
                                "before": shown_of(page.notice, change.before),
                                "after": shown_of(page.notice, change.after),
                            }
                            for change in page.fields
                        },
                    }
                    for page in one.changed
                ],
            }
            for name, one in done.items()
        },
    }


def _counts(done: Reparsed) -> dict[str, int]:
    return dict(Counter(change.field for page in done.changed for change in page.fields))


def _show(done: Mapping[str, Reparsed], *, dry_run: bool) -> None:
    console = terminal()
    table = Table()
    for name in ("notice", "fetch", "field", "before", "after"):
        table.add_column(name, overflow="fold")
    for one in done.values():
        for page in one.changed:
            for change in page.fields:
                # masked before it is cut: half a number would not be known for one
                before, after = _apart(
                    shown_of(page.notice, change.before), shown_of(page.notice, change.after)
                )
                table.add_row(str(page.notice), str(page.fetch), change.field, plain(before), plain(after))
    if table.row_count:
        console.print(table)
    for name, one in done.items():
        fields = ", ".join(f"{field} {count}" for field, count in sorted(_counts(one).items()))
        wrote = "nothing written" if dry_run else f"{counted(one.written, 'version')} written"
        line = f"{name}: {counted(one.pages, 'page')} of {counted(one.notices, 'notice')}; {len(one.changed)} read otherwise"
        console.print(f"{line}{f' ({fields})' if fields else ''}; {wrote}", markup=False, highlight=False)


def _apart(before: str, after: str) -> tuple[str, str]:
    """Return both values from shortly before the place where they part."""
    same = next(
        (at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    start = max(same - _LEAD, 0)
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    shown = text[start : start + _SHOWN]
    return f"{'…' if start else ''}{shown}{'…' if start + _SHOWN < len(text) else ''}"
