"""``gongkai source new``: look around at an address and write the site's file, two saved pages and their answers."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit

import click
from rich.table import Table

from crawler.authoring.entries import load_entries
from crawler.authoring.survey import Survey, Surveyor
from crawler.authoring.write import column_ids, refuse_taken, write_site
from crawler.clock import local_day, system_clock
from crawler.commands.plain import plain
from crawler.door.terminal import terminal
from crawler.errors import AllBlocked, UsageError
from crawler.registry import GAP, Bureau, is_id
from crawler.workspace import Workspace


@click.command()
@click.argument("url")
@click.option(
    "--id", "identity", default="", help="Name of the site's file; the host's first word if not given."
)
@click.option("--bureau", default="", help="Bureau of bureaus.toml that the site belongs to.")
@click.option("--private", is_flag=True, help="The address is on this machine or its network.")
@click.option("--most", default=40, show_default=True, help="Links that are tried at most.")
@click.pass_obj
def new(
    opened: Callable[[], Workspace], url: str, identity: str, bureau: str, private: bool, most: int
) -> None:
    r"""Find the columns of the site at URL and write sites/ID.toml with two saved pages and their answers.

    \b
    gongkai -w ningbo source new http://fgw.example.gov.cn/ --bureau fgw
    gongkai -w ningbo source new http://czj.example.gov.cn/ --id caizheng --bureau caizheng --most 15
    """
    workspace = opened()
    name = _id_from(identity, url)
    refuse_taken(workspace.root / "sites", name)
    bureaus = workspace.bureaus()
    if bureau and bureau not in bureaus:
        raise UsageError(f"no such bureau: {bureau!r}", hint=f"bureaus here: {', '.join(bureaus) or 'none'}")
    console = terminal(stderr=True)
    surveyor = Surveyor(
        behaviour=workspace.settings.crawl,
        clock=system_clock,
        entries=load_entries(),
        private=private,
        gap=0.0 if private else GAP,
        most=most,
        pause=time.sleep,
        say=lambda text: console.print(text, markup=False, highlight=False),
    )
    survey = surveyor.survey(url)
    if not survey.start:
        raise AllBlocked(f"{url} did not let itself be read: {survey.start_ending}")
    if not survey.columns:
        raise UsageError(
            f"no list was found behind {url}", hint="give the address of a list, or write the file by hand"
        )
    owner = bureau or _bureau_named(survey.name, bureaus)
    day = local_day(system_clock())
    written = write_site(workspace.root / "sites", name, owner, url, survey, private=private, day=day)
    terminal().print(_table(survey))
    for one in written:
        click.echo(f"wrote {one}", err=True)
    click.echo(f"read them, then: gongkai -w {workspace.root} source check", err=True)


def _id_from(identity: str, url: str) -> str:
    """Return the name asked for, else one out of the site's address; raise UsageError where that is none."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"not an address: {url!r}")
    if identity:
        if not is_id(identity):
            raise UsageError(f"an id is lower-case words joined by hyphens, not {identity!r}")
        return identity
    words = [one for one in parts.hostname.lower().split(".") if one != "www"]
    if not is_id(words[0]):
        raise UsageError(f"the host {parts.hostname!r} gives no name", hint="name the site with --id")
    return words[0]


def _bureau_named(name: str, bureaus: dict[str, Bureau]) -> str:
    """Return the bureau whose name stands in the site's *name*; raise UsageError unless it is exactly one."""
    found = [
        one.id for one in bureaus.values() if any(said and said in name for said in (one.name, *one.aliases))
    ]
    if len(found) != 1:
        raise UsageError(
            f"whose site {name!r} is cannot be told: {', '.join(found) or 'no bureau has that name'}",
            hint="name it with --bureau",
        )
    return found[0]


def _table(survey: Survey) -> Table:
    table = Table(title=plain(survey.name), title_justify="left")
    for name in ("column", "name", "rows", "adapter", "points", "address"):
        table.add_column(name, overflow="fold", justify="right" if name in {"rows", "points"} else "left")
    for one, key in zip(survey.columns, column_ids(survey.columns), strict=True):
        row = (str(len(one.rows)), one.adapter, str(one.score))
        table.add_row(key, plain(one.candidate.name), *row, plain(one.candidate.url))
    return table
