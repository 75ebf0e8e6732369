"""``gongkai leads``: what a person may want to look into; none of it is a verdict."""

from collections.abc import Callable
from datetime import datetime

import click

from crawler.clock import local_day
from crawler.door.terminal import echo_json
from crawler.plural import counted
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace
from monitor.bureaus import read_bureaus
from monitor.catalogue.model import Edition
from monitor.commands.check import moment_of, zone_of
from monitor.known import KnownBureau
from monitor.leads.find import find_leads
from monitor.leads.projects import read_projects
from monitor.leads.rolls import read_rolls
from monitor.leads.totals import read_totals
from monitor.matching.match import Matcher
from monitor.say import LANGUAGES, say_lead
from monitor.say_spot import say_spot
from monitor.sitting import catalogue_of, match_stores
from monitor.store import prepare_judgement
from monitor.text import visible
from monitor.verdict import plain


@click.command()
@click.option("--bureau", help="Only this bureau, by its id.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The end of that day, by what was known then."
)
@click.option(
    "--register", is_flag=True, help="All that published lists name and yearly reports count, seen or not."
)
@click.option("--json", "as_json", is_flag=True, help="The leads as a JSON list.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language.")
@click.pass_obj
def leads(
    opened: Callable[[], Workspace],
    *,
    bureau: str | None,
    as_of: datetime | None,
    register: bool,
    as_json: bool,
    lang: str,
) -> None:
    r"""List holes in number series, totals above what was seen, steps that did not follow, listed projects never named.

    Leads are for people. They are no findings, they count in no score, and they accuse nobody.

    \b
    gongkai -w ningbo leads
    gongkai -w ningbo leads --bureau caizheng --as-of 2015-09-28 --json
    gongkai -w ningbo leads --register
    """
    workspace = opened()
    moment = moment_of(as_of, zone_of(workspace))
    law, known = _known(workspace, moment, bureau)
    if register:
        _show_register(law, known, lang, as_json=as_json)
        return
    projects = read_projects(workspace.root / "projects.toml")
    found = list(find_leads(law, known, projects, local_day(moment, law.zone)))
    if as_json:
        echo_json([plain(one) for one in found])
        return
    for one in found:
        click.echo(visible(f"{one.bureau}  {one.duty}  {say_lead(one, lang)}"))
    click.echo(counted(len(found), "lead"))


def _show_register(edition: Edition, known: list[KnownBureau], lang: str, *, as_json: bool) -> None:
    """Print every row of the lists that bureaus published, and every total of their reports, with its passage."""
    rows = [one for bureau in known for one in read_rolls(edition, bureau)]
    totals = [(bureau.bureau.id, one) for bureau in known for one in read_totals(edition, bureau)]
    if as_json:
        echo_json({"rows": [plain(one) for one in rows], "totals": [plain(one) for _, one in totals]})
        return
    for row in rows:
        line = f"{row.bureau}  {row.roll.duty}  {row.name}  {row.basis}  {row.passage}"
        click.echo(visible(f"{line}  {say_spot(row.spot, lang)}"))
    for bureau, total in totals:
        title = f"《{total.title}》" if lang == "zh" else f"“{total.title}”"
        said = f"{total.year} {edition.say(total.total.name, lang)} {total.number}  {title}  {total.passage}"
        click.echo(visible(f"{bureau}  {total.total.duty}  {said}  {say_spot(total.spot, lang)}"))
    click.echo(f"{counted(len(rows), 'row')}, {counted(len(totals), 'total')}")


def _known(workspace: Workspace, moment: datetime, bureau: str | None) -> tuple[Edition, list[KnownBureau]]:
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    law = catalogue_of(workspace)
    bureaus = {key: one for key, one in workspace.bureaus().items() if bureau in {None, key, one.name}}
    stores = match_stores(engine, Matcher(law.edition, law.knowledge))
    sites = workspace.sites().values()
    known = read_bureaus(FactReader(engine), stores, bureaus, sites, moment)
    engine.dispose()
    return law.edition, list(known.values())
