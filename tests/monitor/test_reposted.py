"""Where else a notice stands, as search and explain say it."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from crawler.clock import fixed_clock
from crawler.records import Article, Row
from crawler.store.facts import FetchFacts
from crawler.store.writer import FactWriter
from crawler.words import Ending, Outcome, PageKind, Purpose, RunState
from monitor.commands.explain import explain
from monitor.commands.search import search
from monitor.reposted import groups_of

TITLE = "柳塘热电项目环境影响报告书受理公示"
BODY = "我局已受理该项目环境影响报告书，现将有关情况公示，公众可在公示期内反映意见。" * 4
CAME, AGAIN, LAST = date(2015, 6, 10), date(2015, 6, 12), date(2015, 6, 14)


@pytest.fixture
def reposted(posting, post, story):
    """Play a notice that stands in a second place two days later, beside a form of the same title."""
    workspace, engine = posting("C13.4", "U_HB", "环境信息").play(
        [post(TITLE, CAME, BODY)], date(2015, 6, 8), LAST
    )
    site = workspace.sites()["web"]
    at = story.end_of(AGAIN)
    texts = {
        f"{site.base}again.html": f"转自环境信息栏目。{BODY}",
        f"{site.base}form.html": "另一个项目的公示。" * 20,
    }
    with FactWriter(engine, fixed_clock(at)).transaction() as facts:
        run = facts.start_run(site, "test")
        reading = facts.start_reading(run, site.id, "col")
        listed = FetchFacts(purpose=Purpose.LIST, url=f"{site.base}col/", at=at, outcome=Outcome.OK)
        facts.record_list_page(reading, listed, [Row(title=TITLE, url=url, claimed=AGAIN) for url in texts])
        facts.end_reading(reading, Ending.EXHAUSTED)
        for work in facts.pending_notices(site.id):
            page = FetchFacts(
                purpose=Purpose.NOTICE, url=work.url, at=at, notice=work.notice, outcome=Outcome.OK
            )
            article = Article(kind=PageKind.ARTICLE, title=TITLE, published=AGAIN, body=texts[work.url])
            facts.record_notice(run, page, article)
        facts.finish_run(run, RunState.FINISHED)
    yield workspace, engine
    engine.dispose()


def test_the_first_seen_stands_for_the_group_and_a_form_is_no_repost(reposted):
    _, engine = reposted
    found = groups_of(engine, range(1, 4))
    first, again = found[1]
    assert (first.notice, first.site, again.url.endswith("again.html")) == (1, "web", True)
    assert found == {1: (first, again), again.notice: (first, again)}


def test_of_a_past_day_only_what_was_seen_by_then_is_a_repost(reposted, story):
    assert groups_of(reposted[1], [1], until=story.end_of(CAME)) == {}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        pytest.param("zh", "同文 2 处：本条最先见到，代表本组；另见 web #", id="Chinese"),
        pytest.param(
            "en", "one document in 2 places: this one was seen first and stands for all", id="English"
        ),
    ],
)
def test_search_and_explain_show_the_group(reposted, lang, said):
    found = CliRunner().invoke(search, ["柳塘热电", "--lang", lang], obj=lambda: reposted[0])
    shown = CliRunner().invoke(
        explain,
        ["--bureau", "bureau", "--duty", "C13.4", "--what", f"{TITLE}〔公示期〕", "--lang", lang],
        obj=lambda: reposted[0],
    )
    for done in (found, shown):
        assert done.exit_code == 0, done.output
        assert "".join(said.split()) in "".join(done.stdout.replace("│", "").split())


def test_the_group_is_in_the_json_of_a_search(reposted):
    done = CliRunner().invoke(search, ["柳塘热电", "--json"], obj=lambda: reposted[0])
    groups = json.loads(done.stdout)["groups"]
    assert [len(one) for one in groups.values()] == [2, 2]
