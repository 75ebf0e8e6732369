"""``gongkai source``: the sites of the workspace, whether their files are sound, and what a list shows us."""

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import click
from rich.table import Table

from crawler.authoring.check import problems
from crawler.browser.program import absence
from crawler.clock import system_clock
from crawler.commands.source_cover import cover
from crawler.commands.source_health import accept, health
from crawler.commands.source_manners import assess, start, stop
from crawler.commands.source_new import new
from crawler.commands.source_shown import show
from crawler.commands.source_simulate import play
from crawler.door.terminal import terminal
from crawler.errors import InvalidFile, UsageError
from crawler.plural import counted
from crawler.registry import Column, Site, load_sites
from crawler.trial import try_out
from crawler.workspace import CrawlSettings, Workspace


@click.group()
def source() -> None:
    r"""Write, try, list and check the sites.

    \b
    gongkai -w ningbo source new http://fgw.example.gov.cn/ --bureau fgw
    gongkai -w ningbo source test fgw
    gongkai -w ningbo source check
    """


source.add_command(cover)
for command in (health, accept, assess, stop, start, play):
    source.add_command(command)


source.add_command(new)


@source.command()
@click.argument("what", metavar="URL|SITE")
@click.option("--private", is_flag=True, help="The address is on this machine or its network.")
@click.pass_obj
def test(opened: Callable[[], Workspace], what: str, private: bool) -> None:
    r"""Read the first page of a list; show the adapter with its reasons, and the rows.

    \b
    gongkai source test http://www.example.gov.cn/tzgg/
    gongkai -w ningbo source test fgw
    """
    if urlsplit(what).scheme in {"http", "https"}:
        site, behaviour = _unknown(what, private=private), CrawlSettings()
    else:
        workspace = opened()
        sites, behaviour = workspace.sites(), workspace.settings.crawl
        if what not in sites:
            raise UsageError(
                f"neither an address nor a site: {what!r}", hint=f"sites here: {', '.join(sites)}"
            )
        site = sites[what]
    trial = try_out(site, behaviour, system_clock)
    for column in site.column:
        show(terminal(), site, column, trial)


@source.command("list")
@click.pass_obj
def list_sites(opened: Callable[[], Workspace]) -> None:
    r"""Print the sites with their bureaus and columns.

    \b
    gongkai -w ningbo source list
    """
    table = Table()
    for name in ("site", "bureau", "name", "base", "adapter", "columns"):
        table.add_column(name, overflow="fold")
    for one in opened().sites().values():
        columns = " ".join(column.id for column in one.column)
        table.add_row(one.id, one.bureau, one.name, one.base, one.adapter or "detected", columns)
    terminal().print(table)


@source.command()
@click.pass_obj
def check(opened: Callable[[], Workspace]) -> None:
    r"""Read every site's file and saved pages; name each error, and end with status 4 where there is one.

    \b
    gongkai -w ningbo source check
    """
    root = opened().root
    wrong = problems(root)
    for one in wrong:
        click.echo(one, err=True)
    if wrong:
        raise InvalidFile(root / "sites", None, f"{len(wrong)} to put right")
    files = list((root / "sites").glob("*.toml"))
    click.echo(f"{counted(len(files), 'site')}, nothing to put right")
    if needy := [one.id for one in load_sites(root / "sites").values() if one.drawn]:
        why = absence(opened().settings.crawl.browser) or "which is here"
        click.echo(f"with columns that need the browser, {why}: {', '.join(needy)}")
    if open_sites := [one.id for one in load_sites(root / "sites").values() if not one.whole]:
        click.echo(f"without whole = true, so nothing of theirs is called missing: {', '.join(open_sites)}")


def _unknown(url: str, *, private: bool) -> Site:
    """Return a site that consists of one list."""
    column = Column(id="list", name=url, url=url)
    base = urljoin(url, "/")
    return Site(id="trial", name=url, bureau="none", base=base, allow_private=private, column=(column,))
