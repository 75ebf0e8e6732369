"""Drift in whole crawls: a redesign is named, held against nobody, and becomes healthy when a person says so."""

from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from crawler.commands.source_health import accept, health
from crawler.health.overview import overview
from crawler.store.writer import FactWriter
from crawler.words import Ending


def facts(crawl):
    return FactWriter(crawl.engine, crawl.clock).transaction()


def read(crawl, site, times=1):
    for _ in range(times):
        crawl.clock.forward(days=1)
        ended = crawl.run(site).sites["harbour"].readings["tzgg"]
    return ended


def healthy_site(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing(range(20, 0, -1)), **pages.notices(range(1, 21))})
    site = crawl.site(script)
    assert read(crawl, site, 3).ending.complete
    return script, site


@pytest.mark.parametrize(
    "redesigned",
    [
        pytest.param(lambda pages: pages.listing(range(20, 11, -1)), id="half the rows"),
        pytest.param(
            lambda pages: pages.listing(range(20, 0, -1)).replace("<span>2015", "<span>十"), id="no dates"
        ),
        pytest.param(
            lambda pages: pages.listing(range(20, 0, -1), day="2013-01-{:02}"), id="dates of something else"
        ),
        pytest.param(lambda pages: pages.listing(range(60, 0, -1), day="2015-03-{:02}"), id="rows of a menu"),
        pytest.param(lambda pages: pages.listing(range(20, 0, -1), day="2099-01-{:02}"), id="years ahead"),
    ],
)
def test_a_redesign_drifts_and_is_never_complete(serve, crawl, pages, redesigned):
    script, site = healthy_site(serve, crawl, pages)
    script.answers["/tzgg/"] = redesigned(pages)
    ended = read(crawl, site)
    assert ended.ending is Ending.DRIFT, ended
    assert crawl.reader.readings("harbour")[-1].complete is False


def test_drift_does_not_teach(serve, crawl, pages):
    script, site = healthy_site(serve, crawl, pages)
    script.answers["/tzgg/"] = pages.listing(range(20, 11, -1))
    assert read(crawl, site, 5).ending is Ending.DRIFT


def test_news_are_read_as_news(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing(range(3, 0, -1)), **pages.notices(range(1, 20))})
    site = crawl.site(script)
    read(crawl, site, 3)
    script.answers["/tzgg/"] = pages.listing([*range(12, 0, -1)])
    assert read(crawl, site).ending.complete


def test_a_person_accepts_a_redesign(serve, crawl, pages):
    script, site = healthy_site(serve, crawl, pages)
    script.answers["/tzgg/"] = pages.listing(range(49, 40, -1))
    assert read(crawl, site, 2).ending is Ending.DRIFT
    with facts(crawl) as store:
        assert store.accept("harbour", "tzgg", "redesigned").rows == 9
    assert read(crawl, site).ending.complete
    with facts(crawl) as store:
        (standing,) = overview(store, site)
    assert standing.healthy.reason == "redesigned"
    assert standing.healthy.newest == date(2015, 6, 22)
    script.answers["/tzgg/"] = pages.listing(range(49, 46, -1))
    assert read(crawl, site).ending is Ending.DRIFT


def workspace_of(crawl, site):
    class Opened:
        database_url = str(crawl.engine.url)

        def sites(self):
            return {"harbour": site}

    return Opened


@pytest.mark.parametrize(("lang", "said"), [("zh", "怎么办"), ("en", "what to do")])
def test_shows_health(serve, crawl, pages, lang, said):
    _, site = healthy_site(serve, crawl, pages)
    shown = CliRunner().invoke(
        health,
        ["--lang", lang],
        obj=workspace_of(crawl, site),
        env={"COLUMNS": "300"},
        catch_exceptions=False,
    )
    assert said in shown.output
    assert "16" in shown.output
    assert "40" in shown.output
    hidden = CliRunner().invoke(health, ["--ill"], obj=workspace_of(crawl, site), catch_exceptions=False)
    assert "通知公告" not in hidden.output


def test_a_column_that_was_never_read_says_so(serve, crawl):
    site = crawl.site(serve({}))
    shown = CliRunner().invoke(
        health,
        ["--lang", "en"],
        obj=workspace_of(crawl, site),
        env={"COLUMNS": "300"},
        catch_exceptions=False,
    )
    assert "never" in shown.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["harbour", "tzgg", "--reason", " "], "reason is wanted", id="no reason"),
        pytest.param(["harbour", "other", "--reason", "r"], "no column", id="no such column"),
        pytest.param(["other", "tzgg", "--reason", "r"], "no such site", id="no such site"),
        pytest.param(["harbour", "tzgg", "--reason", "r"], "ever read", id="never read"),
    ],
)
def test_accepts_only_what_was_seen(serve, crawl, words, said):
    site = crawl.site(serve({}))
    refused = CliRunner().invoke(accept, words, obj=workspace_of(crawl, site))
    assert said in refused.exception.message


def test_accepts_by_command(serve, crawl, pages):
    _, site = healthy_site(serve, crawl, pages)
    done = CliRunner().invoke(
        accept, ["harbour", "tzgg", "--reason", "mine"], obj=workspace_of(crawl, site), catch_exceptions=False
    )
    assert "20 rows" in done.output


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "而不是 https://127.0.0.1"), ("en", "not by https://127.0.0.1")]
)
def test_says_by_which_form_a_site_is_read_and_why(serve, crawl, pages, lang, said):
    script = serve({"/tzgg/": pages.listing([1])})
    site = crawl.site(script, base=f"https://127.0.0.1:{script.port}/", obey_robots=False)
    crawl.run(site, lists_only=True)
    crawl.clock.now = datetime.now(UTC)
    crawl.run(site, lists_only=True)
    shown = CliRunner().invoke(
        health, ["--lang", lang], obj=workspace_of(crawl, site), catch_exceptions=False
    )
    assert said in shown.output
    assert f"http://127.0.0.1:{script.port}" in shown.output
    assert "tls" in shown.output
