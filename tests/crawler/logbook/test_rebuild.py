"""From bytes and logs alone come the facts that the crawls recorded, whatever family a site is of."""

import asyncio
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import delete

from crawler.clock import SHANGHAI, fixed_clock
from crawler.crawl import crawl_sites
from crawler.errors import IntegrityFailure
from crawler.files.sandbox import Sandbox
from crawler.files.step import read_files
from crawler.logbook import replay
from crawler.logbook.find import read_logbook
from crawler.logbook.log import read_log
from crawler.logbook.rebuild import check_whole, rebuild
from crawler.practice.city import build_city
from crawler.practice.hosts.build import build_hosts
from crawler.practice.server import serve_city
from crawler.practice.workspace import write_workspace
from crawler.registry import Column
from crawler.store.database import open_database, writing
from crawler.store.reader import FactReader
from crawler.store.schema import prepare_facts
from crawler.store.tables import document
from crawler.words import Ending
from crawler.workspace import open_workspace

FAMILIES = ("trs-iframe", "hanweb-post", "jpaas")
"""A list in a frame, a service asked by POST, and one that answers in JSON."""


@pytest.mark.parametrize("city", [build_hosts(FAMILIES), build_city(notices=120)], ids=["families", "city"])
def test_the_facts_of_several_days_come_again(tmp_path, again, told, city):
    days = [city.first, city.first + timedelta(days=1), city.last]
    with serve_city(city) as running:
        write_workspace(tmp_path / "origin", running)
        workspace = open_workspace(tmp_path / "origin")
        engine = open_database(workspace.database_url)
        prepare_facts(engine)
        with Sandbox() as sandbox:
            for day in days:
                running.set_day(day)
                clock = fixed_clock(datetime.combine(day, time(20), SHANGHAI).astimezone(UTC))
                asyncio.run(crawl_sites(workspace, workspace.sites(), engine, clock))
                read_files(workspace.archive, engine, clock, sandbox)
    elsewhere = workspace.archive.rename(tmp_path / "elsewhere")
    reader, different = again(elsewhere, workspace.sites(), clock)
    assert different == []
    origin = FactReader(engine)
    for site in workspace.sites():
        assert told(reader, site) == told(origin, site)
    assert any(told(origin, site)["files"] for site in workspace.sites())
    engine.dispose()


@pytest.fixture
def two_days(crawl, serve, pages):
    """A site that was crawled twice; in between a notice was edited, one came, and the second page of the list broke."""
    script = serve(
        {
            "/tzgg/": pages.listing([1, 2], following="/tzgg/2.html"),
            "/tzgg/2.html": pages.listing([3]),
            **pages.notices([1, 2, 3, 4]),
        }
    )
    site = crawl.site(script)
    crawl.run(site)
    crawl.clock.forward(days=1, hours=1)
    script.answers |= pages.notices([2], text="更正后公开。")
    script.answers["/tzgg/"] = pages.listing([4, 1, 2], following="/tzgg/2.html")
    script.answers["/tzgg/2.html"] = (404, {}, "out of order")
    crawl.run(site)
    return site


def test_failures_and_edits_come_again(crawl, two_days, again, told):
    assert [one.ending for one in crawl.reader.readings("harbour")] == [Ending.EXHAUSTED, Ending.LOST_NEXT]
    assert len(crawl.reader.versions("harbour")) == 5
    reader, different = again(crawl.workspace.archive, {"harbour": two_days}, crawl.clock)
    assert different == []
    assert told(reader, "harbour") == told(crawl.reader, "harbour")


def test_a_page_that_reads_otherwise_today_is_named(crawl, two_days, again, monkeypatch):
    whole = replay.read_whole

    def short(pages, **more):
        article = whole(pages, **more)
        return replace(article, body="") if "更正" in article.body else article

    monkeypatch.setattr(replay, "read_whole", short)
    _, different = again(crawl.workspace.archive, {"harbour": two_days}, crawl.clock)
    (edited,) = [one for one in crawl.reader.versions("harbour") if "更正" in one.body]
    assert [(one.what, one.number) for one in different] == [("notice", edited.fetch)]


def test_a_list_that_reads_otherwise_today_is_named(crawl, two_days, again, monkeypatch):
    monkeypatch.setattr(replay.ReadAgain, "rows", lambda _, read: read.rows[:1])
    _, different = again(crawl.workspace.archive, {"harbour": two_days}, crawl.clock)
    assert [(one.what, one.number) for one in different] == [("reading", 1), ("reading", 2)]


def test_the_columns_of_then_count(crawl, serve, pages, again, told):
    script = serve({"/tzgg/": pages.listing([1]), "/gsgg/": pages.listing([2]), **pages.notices([1, 2])})
    crawl.run(crawl.site(script))
    crawl.clock.forward(days=1)
    after = crawl.site(script, Column(id="gsgg", name="公示公告", url="/gsgg/"))
    crawl.run(after)
    reader, different = again(crawl.workspace.archive, {"harbour": after}, crawl.clock)
    assert different == []
    assert told(reader, "harbour") == told(crawl.reader, "harbour")
    assert {one.column for one in reader.sightings("harbour")} == {"tzgg", "gsgg"}


def test_a_run_that_nobody_logged_is_logged_at_the_end_of_the_next(crawl, two_days, again, told):
    with writing(crawl.engine) as connection:
        connection.execute(delete(document))  # as an older program, or one that died, left it
    crawl.clock.forward(hours=2)
    crawl.run(two_days)
    assert sorted(read_logbook(crawl.workspace.archive).logs) == [1, 2, 3]
    reader, _ = again(crawl.workspace.archive, {"harbour": two_days}, crawl.clock)
    assert told(reader, "harbour") == told(crawl.reader, "harbour")


def test_every_run_is_logged_once(crawl, two_days):
    crawl.clock.forward(hours=2)
    crawl.run(two_days)
    with crawl.engine.connect() as connection:
        names = [(one.kind, one.name) for one in connection.execute(document.select())]
    assert names == [("run", "1"), ("run", "2"), ("run", "3")]


def test_a_missing_log_is_missed(crawl, two_days):
    logs = read_logbook(crawl.workspace.archive).logs
    check_whole(logs, {"harbour": 2})
    with pytest.raises(IntegrityFailure, match="the log of run 1 of site 'harbour'"):
        check_whole({2: logs[2]}, {"harbour": 2})
    with pytest.raises(IntegrityFailure, match="the log of run 2 of site 'harbour'"):
        check_whole({1: logs[1]}, {"harbour": 2})
    check_whole({1: logs[1]}, {"harbour": 2}, unlogged={2})


def test_bytes_that_are_not_there_are_not_made_up(crawl, two_days, empty):
    first = min(crawl.workspace.archive.glob("*.warc.gz"))
    held = read_logbook(crawl.workspace.archive).logs
    first.unlink()
    with pytest.raises(IntegrityFailure, match=re.escape(first.name)):
        rebuild(crawl.workspace.archive, held, empty(), {"harbour": two_days}, crawl.clock)


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{", json.dumps({"run": {}, "previous": None, "ink": "blue"}).encode()],
    ids=["nothing", "no table", "cut", "a word of another program"],
)
def test_what_is_no_log_is_said_to_be_none(data):
    with pytest.raises(IntegrityFailure, match="x at 7: no log of a run"):
        read_log(data, "x at 7")
