"""``gongkai search``: finds notices by words of their titles and bodies."""

from collections.abc import Callable, Mapping
from dataclasses import asdict

import click
from rich.table import Table
from rich.text import Text

from crawler.door.terminal import echo_json, terminal
from crawler.plural import counted
from crawler.registry import pick_sites
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace
from monitor.reposted import Group, groups_of, say_group
from monitor.say import LANGUAGES
from monitor.search.index import update_index
from monitor.search.query import Answer, Hit
from monitor.search.query import search as find
from monitor.store import prepare_judgement
from monitor.verdict import plain

_HEADS = {
    "zh": ("日期", "网站", "编号", "标题与摘录"),
    "en": ("date", "site", "number", "title and passage"),
}
_JOINED = {"zh": "、", "en": ", "}
_TEXTS = {
    "zh": {"all": "全部", "colon": "：", "none": "没有找到。可减少检索词，或去掉 --site、--year。"},
    "en": {
        "all": "everything",
        "colon": ": ",
        "none": "Nothing found. Ask for fewer words, or leave out --site and --year.",
    },
}


@click.command()
@click.argument("query")
@click.option("--site", default="", help="Only this site.")
@click.option("--year", type=int, help="Only notices published in this year.")
@click.option("--limit", default=20, show_default=True, help="At most so many hits.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language.")
@click.pass_obj
def search(
    opened: Callable[[], Workspace],
    query: str,
    *,
    site: str,
    year: int | None,
    limit: int,
    as_json: bool,
    lang: str,
) -> None:
    r"""Find notices that contain every word of QUERY, Chinese words of any length.

    \b
    gongkai -w ningbo search 行政处罚
    gongkai -w ningbo search "预算 公开" --year 2015
    """
    workspace = opened()
    if site:
        pick_sites(workspace.sites(), (site,))
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    update_index(engine)
    answer = find(engine, query, site=site, year=year, limit=limit)
    groups = groups_of(engine, (one.notice for one in answer.hits))
    if as_json:
        echo_json(asdict(answer) | {"groups": plain(groups)}, indent=None)
        return
    asked = _JOINED[lang].join(answer.words) or query.strip() or _TEXTS[lang]["all"]
    found = f"{answer.total} 条" if lang == "zh" else counted(answer.total, "notice")
    click.echo(f"{asked}{_TEXTS[lang]['colon']}{found}")
    if answer.hits:
        terminal().print(_table(answer, groups, lang))
    else:
        click.echo(_TEXTS[lang]["none"])


def _table(answer: Answer, groups: Mapping[int, Group], lang: str) -> Table:
    table = Table(*_HEADS[lang], title_justify="left")
    for hit in answer.hits:
        table.add_row(
            str(hit.published or "—"), hit.site, str(hit.notice), _passage(hit, groups.get(hit.notice), lang)
        )
    return table


def _passage(hit: Hit, group: Group | None, lang: str) -> Text:
    # Text, not markup: crawled words must not become colours or links
    passage = Text(hit.title)
    if hit.word:
        passage.append("\n…" + hit.before.replace("\n", " "), style="dim")
        passage.append(hit.word, style="bold yellow")
        passage.append(hit.after.replace("\n", " ") + "…", style="dim")
    if group:
        passage.append("\n" + say_group(group, hit.notice, lang), style="bright_black")
    return passage
