"""The plan in whole crawls: what it learns, what it leaves out, and that a glance never says that something is not there."""

import asyncio
from datetime import date

import pytest

from crawler.crawl import crawl_sites
from crawler.planning.due import Bounds
from crawler.planning.past import column_pasts, plan_due
from crawler.records import Row
from crawler.registry import Column, Site
from crawler.store.facts import FetchFacts
from crawler.store.writer import FactWriter
from crawler.words import Ending, Outcome, Purpose

BOUNDS = Bounds(longest_days=3, whole_days=7, late_share=0.2)
TWO = (Column(id="busy", name="busy", url="/busy/"), Column(id="quiet", name="quiet", url="/quiet/"))


def due(crawl, site, bounds=BOUNDS):
    with FactWriter(crawl.engine, crawl.clock).transaction() as facts:
        return plan_due(facts, [site], bounds)["harbour"]


def read(crawl, site, wanted):
    done = crawl_sites(crawl.workspace, [site], crawl.engine, crawl.clock, due={"harbour": wanted})
    return {name: one.ending for name, one in asyncio.run(done).sites["harbour"].readings.items()}


@pytest.fixture
def two(serve, crawl, pages):
    script = serve(
        {
            "/busy/": pages.listing(range(20, 0, -1), following="/busy/2.html"),
            "/busy/2.html": pages.listing(range(40, 20, -1), day="2015-05-{:02}", following="/busy/3.html"),
            "/busy/3.html": pages.listing(range(60, 40, -1), day="2015-01-{:02}"),
            "/quiet/": pages.listing([90], day="2014-03-{:02}"),
            **pages.notices(range(1, 91)),
        }
    )
    return script, crawl.site(script, *TWO)


def test_a_column_never_read_is_due_whole(crawl, two):
    _, site = two
    assert due(crawl, site) == {"busy": True, "quiet": True}


def test_learns_what_changes_and_leaves_the_rest_for_later(crawl, two):
    _, site = two
    crawl.run(site)
    assert due(crawl, site) == {}
    crawl.clock.forward(days=1)
    assert due(crawl, site) == {"busy": False}
    crawl.clock.forward(days=2)
    assert due(crawl, site) == {"busy": False, "quiet": False}
    crawl.clock.forward(days=4)
    assert due(crawl, site) == {"busy": True, "quiet": True}


def test_a_reading_by_a_clock_that_was_ahead_keeps_nobody_away(crawl, two):
    _, site = two
    crawl.clock.forward(days=366)
    crawl.run(site)
    crawl.clock.forward(days=-366)
    assert due(crawl, site) == {"busy": True, "quiet": True}


def test_a_glance_asks_for_one_page_and_is_not_complete(crawl, two):
    script, site = two
    crawl.run(site)
    script.asked.clear()
    crawl.clock.forward(hours=20)
    assert read(crawl, site, {"busy": False}) == {"busy": Ending.GLANCED}
    assert [one for one in script.targets() if "busy" in one] == ["/busy/"]
    assert not crawl.reader.readings("harbour")[-1].complete


def test_a_glance_sees_what_is_new_down_to_known_ground(crawl, two, pages):
    script, site = two
    crawl.run(site)
    crawl.clock.forward(days=1)
    script.answers["/busy/"] = pages.listing(range(80, 60, -1), following="/busy/1b.html")
    script.answers["/busy/1b.html"] = pages.listing(range(20, 0, -1), following="/busy/2.html")
    before = len(crawl.reader.sightings("harbour"))
    assert read(crawl, site, {"busy": False}) == {"busy": Ending.GLANCED}
    assert len(crawl.reader.sightings("harbour")) == before + 20
    crawl.clock.forward(days=1)
    script.asked.clear()
    assert read(crawl, site, {"busy": False}) == {"busy": Ending.GLANCED}
    assert [one for one in script.targets() if "busy" in one] == ["/busy/"]


def marked(page):
    def answer(asked):
        if asked.headers.get("if-none-match") == '"a"':
            return 304, {}, ""
        return 200, {"ETag": '"a"'}, page

    return answer


def test_a_glance_asks_only_for_a_page_that_has_changed(crawl, two, pages):
    script, site = two
    first = pages.listing(range(20, 0, -1), following="/busy/2.html")
    script.answers["/busy/"] = marked(first)
    crawl.run(site)
    for _ in range(2):
        crawl.clock.forward(hours=20)
        assert read(crawl, site, {"busy": False}) == {"busy": Ending.GLANCED}
        asked = [one for one in script.asked if one.target == "/busy/"][-1]
        assert asked.headers["if-none-match"] == '"a"'
    assert crawl.reader.readings("harbour")[-1].sightings == ()
    script.answers["/busy/"] = pages.listing(range(61, 41, -1), following="/busy/1b.html")
    script.answers["/busy/1b.html"] = first
    before = len(crawl.reader.sightings("harbour"))
    crawl.clock.forward(hours=20)
    read(crawl, site, {"busy": False})
    assert len(crawl.reader.sightings("harbour")) > before


def test_a_whole_reading_never_takes_a_mark_for_a_page(crawl, two, pages):
    script, site = two
    script.answers["/busy/"] = marked(pages.listing(range(20, 0, -1), following="/busy/2.html"))
    crawl.run(site)
    crawl.clock.forward(days=7)
    script.asked.clear()
    assert read(crawl, site, {"busy": True})["busy"].complete
    assert not any("if-none-match" in one.headers for one in script.asked if "busy" in one.target)


def test_a_shell_that_has_not_changed_says_nothing_of_the_list(crawl, two, pages):
    script, site = two
    script.answers["/busy/"] = marked('<html><script>location.href="/real/"</script></html>')
    script.answers["/real/"] = pages.listing(range(20, 0, -1), following="/busy/2.html")
    crawl.run(site)
    crawl.clock.forward(hours=20)
    script.asked.clear()
    read(crawl, site, {"busy": False})
    assert script.targets()[:2] == ["/busy/", "/real/"]


def test_a_glance_never_says_that_something_has_gone(crawl, two, pages):
    script, site = two
    crawl.run(site)
    crawl.clock.forward(hours=20)
    script.answers["/busy/"] = pages.listing([*range(20, 10, -1), *range(8, 0, -1)], following="/busy/2.html")
    script.asked.clear()
    read(crawl, site, {"busy": False})
    assert pages.path(9) not in script.targets()


def test_a_glance_that_meets_a_redesign_drifts(crawl, two, pages):
    script, site = two
    for _ in range(3):
        crawl.run(site)
        crawl.clock.forward(days=1)
    script.answers["/busy/"] = pages.listing(range(6, 0, -1), following="/busy/2.html")
    assert read(crawl, site, {"busy": False}) == {"busy": Ending.DRIFT}
    assert due(crawl, site)["busy"] is True, "what failed is read whole the next time"


def test_a_short_list_is_complete_at_a_glance(crawl, two):
    _, site = two
    crawl.run(site)
    crawl.clock.forward(days=1)
    assert read(crawl, site, {"quiet": False}) == {"quiet": Ending.EXHAUSTED}


def test_notices_are_looked_at_whatever_is_due(crawl, two, pages):
    script, site = two
    crawl.run(site)
    crawl.clock.forward(days=2)
    script.asked.clear()
    read(crawl, site, {})
    assert pages.path(1) in script.targets()
    assert not [one for one in script.targets() if "busy" in one or "quiet" in one]


def test_knows_when_notices_came(engine, crawl):
    with FactWriter(engine, crawl.clock).transaction() as facts:
        site = Site(id="s", name="s", bureau="s", base="http://h.example/", column=TWO)
        run = facts.start_run(site, "test")
        for day, ending in ((1, Ending.EXHAUSTED), (2, Ending.GLANCED), (3, Ending.BLOCKED)):
            at = facts.start_reading(run, "s", "busy")
            rows = [Row(title=f"{day}", url=f"http://h.example/{day}", claimed=date(2015, 1, day))]
            page = FetchFacts(
                purpose=Purpose.LIST, url="http://h.example/busy/", at=crawl.clock(), outcome=Outcome.OK
            )
            facts.record_list_page(at, page, rows)
            facts.end_reading(at, ending)
        busy, quiet = column_pasts(facts, [site])
    assert busy.arrivals == [date(2015, 1, 1), date(2015, 7, 1), date(2015, 7, 1)]
    assert busy.looked == busy.whole == crawl.clock()
    assert busy.failed
    assert (quiet.looked, quiet.arrivals) == (None, [])
