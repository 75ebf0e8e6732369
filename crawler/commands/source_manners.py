"""``gongkai source assess``, ``stop`` and ``start``: what we ask of a site, and leaving a host alone at once."""

import re
from collections.abc import Callable

import click

from crawler.clock import local_day, system_clock
from crawler.errors import UsageError
from crawler.manners.assessment import sheet, traffic
from crawler.registry import pick_sites
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.store.writer import FactWriter
from crawler.workspace import Workspace

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?(:\d{1,5})?|\[[0-9a-f:.]{2,45}\](:\d{1,5})?")


@click.command()
@click.argument("site")
@click.pass_obj
def assess(opened: Callable[[], Workspace], site: str) -> None:
    r"""Print the impact sheet of a site, in Chinese, ready to be sent to its operator.

    \b
    gongkai -w ningbo source assess fgw
    """
    workspace = opened()
    chosen = pick_sites(workspace.sites(), (site,))[site]
    with _writer(workspace).transaction() as facts:
        seen = traffic(facts, site)
    today = local_day(system_clock())
    click.echo(sheet(chosen, workspace.settings.crawl, workspace.agent, seen, today), nl=False)


@click.command()
@click.argument("host")
@click.option("--reason", required=True, help="Who asked, and why; kept for good.")
@click.pass_obj
def stop(opened: Callable[[], Workspace], host: str, reason: str) -> None:
    r"""Leave a host alone, within seconds also in a crawl that is running.

    \b
    gongkai -w ningbo source stop www.example.gov.cn --reason "asked by its operator on the phone"
    """
    if not reason.strip():
        raise UsageError("a reason is wanted; it is what a later reader has")
    _say(opened(), host, reason.strip(), halted=True)
    click.echo(f"{host} is left alone from now on")


@click.command()
@click.argument("host")
@click.option("--reason", default="", help="Why it may be asked again.")
@click.pass_obj
def start(opened: Callable[[], Workspace], host: str, reason: str) -> None:
    r"""Ask a host again that was left alone.

    \b
    gongkai -w ningbo source start www.example.gov.cn --reason "its operator agreed"
    """
    workspace = opened()
    with _writer(workspace).transaction() as facts:
        halted = facts.halted()
    if host.lower() not in halted:
        raise UsageError(f"{host} is not stopped", hint=f"stopped: {', '.join(halted) or 'none'}")
    _say(workspace, host, reason.strip(), halted=False)
    click.echo(f"{host} may be asked again")


def _say(workspace: Workspace, host: str, reason: str, *, halted: bool) -> None:
    if not _HOST.fullmatch(host.lower()):
        raise UsageError(
            f"not a host: {host!r}", hint="a name such as www.example.gov.cn, with its port where it has one"
        )
    with _writer(workspace).transaction() as facts:
        facts.record_halt(host, reason, halted=halted)


def _writer(workspace: Workspace) -> FactWriter:
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    return FactWriter(engine, system_clock)
