"""Promises kept in whole crawls against a real server: back-off, gap, budget, hours, and leaving when asked."""

import asyncio
import threading
import time
from datetime import timedelta
from itertools import pairwise

import pytest

from crawler.crawl import crawl_sites
from crawler.manners import promises
from crawler.registry import Column
from crawler.store.writer import FactWriter
from crawler.words import Ending, RunState

BAN = (412, {}, "<html><script>$_ts=window['$_ts'];</script></html>")
TWO = (Column(id="a", name="a", url="/a/"), Column(id="b", name="b", url="/b/"))


def test_a_refusing_host_is_asked_less_and_less_over_many_runs(serve, crawl):
    script = serve({"/tzgg/": BAN})
    site, asked = crawl.site(script), []
    for hour in range(60):
        before = len(script.asked)
        ended = crawl.run(site).sites["harbour"].readings["tzgg"]
        assert ended.ending is Ending.BLOCKED
        asked += [hour] * (len(script.targets()) > 0 and len(script.asked) > before)
        assert len(script.asked) - before <= 3
        crawl.clock.forward(hours=1)
    assert asked == [0, 1, 3, 7, 15, 31, 55]
    assert not any(one.complete for one in crawl.reader.readings("harbour"))


def test_what_is_not_asked_is_not_recorded(serve, crawl):
    script = serve({"/tzgg/": BAN})
    crawl.run(crawl.site(script))
    crawl.clock.forward(minutes=30)
    ended = crawl.run(crawl.site(script)).sites["harbour"].readings["tzgg"]
    assert "left alone until 2015-07-01 13:00" in ended.detail
    assert script.targets() == ["/tzgg/"]


def test_a_host_that_answers_again_is_read_as_ever(serve, crawl, pages):
    script = serve({"/tzgg/": BAN})
    crawl.run(crawl.site(script))
    script.answers["/tzgg/"] = pages.listing([1])
    for _ in range(3):
        crawl.clock.forward(hours=1)
        assert crawl.run(crawl.site(script)).sites["harbour"].readings["tzgg"].ending.complete
        crawl.clock.forward(minutes=-50)


def test_the_gap_holds_between_runs(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing([])})
    site = crawl.site(script, gap=0.6)
    crawl.run(site)
    crawl.clock.forward(seconds=0.1)
    crawl.run(site)
    moments = [one.at for one in script.asked]
    assert min(b - a for a, b in pairwise(moments)) >= 0.45


def test_a_daily_budget_ends_the_run_and_the_next_day_goes_on(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing(range(1, 9)), **pages.notices(range(1, 9))})
    site = crawl.site(script, daily_requests=5)
    first = crawl.run(site).sites["harbour"]
    assert first.state is RunState.INTERRUPTED
    assert "daily budget" in first.withheld
    assert len(script.asked) == 5
    second = crawl.run(site).sites["harbour"]
    assert (second.requests, len(script.asked)) == (0, 5)
    assert len(crawl.reader.runs("harbour")) == 1, "a visit that was not made is no run"
    crawl.clock.forward(days=1)
    crawl.run(site)
    assert len(script.asked) == 10


def test_a_site_on_our_own_network_has_no_budget_unless_it_says_so(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing([1]), **pages.notices([1])})
    assert crawl.run(crawl.site(script)).sites["harbour"].state is RunState.FINISHED


@pytest.mark.parametrize(("hours", "asks"), [("10:00-13:00", True), ("22:00-06:00", False)])
def test_a_site_is_visited_in_its_hours_only(serve, crawl, pages, hours, asks):
    script = serve({"/tzgg/": pages.listing([1]), **pages.notices([1])})
    done = crawl.run(crawl.site(script, hours=hours)).sites["harbour"]
    assert bool(script.asked) is asks
    assert bool(done.withheld) is not asks


def test_the_end_of_the_hours_ends_the_visit(serve, crawl, pages):
    script = serve({"/b/": pages.listing([2])})

    def late(_):
        crawl.clock.forward(hours=2)
        return 200, {}, pages.listing([1])

    script.answers["/a/"] = late
    done = crawl.run(crawl.site(script, *TWO, hours="11:00-13:00")).sites["harbour"]
    assert (done.state, script.targets()) == (RunState.INTERRUPTED, ["/a/"])


def say(crawl, host, *, halted):
    with FactWriter(crawl.engine, crawl.clock).transaction() as facts:
        facts.record_halt(host, "asked by its operator", halted=halted)


def test_a_stopped_host_is_not_asked_until_started(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing([1]), **pages.notices([1])})
    host = f"127.0.0.1:{script.port}"
    say(crawl, host, halted=True)
    done = crawl.run(crawl.site(script)).sites["harbour"]
    assert "asked by its operator" in done.withheld
    assert not script.asked
    assert crawl.reader.readings("harbour") == []
    say(crawl, host, halted=False)
    assert crawl.run(crawl.site(script)).sites["harbour"].state is RunState.FINISHED


def test_a_running_crawl_hears_of_it(serve, crawl, pages, monkeypatch):
    monkeypatch.setattr(promises, "LISTEN", timedelta(seconds=0.1))
    script = serve({"/tzgg/": pages.listing(range(1, 200)), **pages.notices(range(1, 200))})
    host = f"127.0.0.1:{script.port}"
    stopper = threading.Timer(1.0, say, (crawl, host), {"halted": True})
    stopper.start()
    begun = time.monotonic()
    done = crawl.run(crawl.site(script, gap=0.05)).sites["harbour"]
    stopper.join()
    assert done.state is RunState.INTERRUPTED
    assert time.monotonic() - begun < 5
    assert 1 < len(script.asked) < 150
    assert crawl.reader.readings("harbour")[-1].complete


def test_how_often_we_listen_keeps_the_promise_of_a_minute():
    assert timedelta(seconds=60) >= promises.LISTEN


def test_a_stopped_host_of_files_does_not_stop_the_site(serve, crawl, pages):
    other = serve({"/f.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4 %%EOF")})
    file = f"{other.base}f.pdf"
    script = serve({"/tzgg/": pages.listing([1, 2]), **pages.notices([1, 2], files=[file])})
    say(crawl, f"127.0.0.1:{other.port}", halted=True)
    done = crawl.run(crawl.site(script)).sites["harbour"]
    assert (done.state, done.versions, other.asked) == (RunState.FINISHED, 2, [])


def test_a_redirect_to_a_stopped_host_is_not_followed(serve, crawl, pages):
    other = serve({"/x": "<p>x</p>"})
    script = serve({"/tzgg/": pages.listing([1]), pages.path(1): (302, {"Location": f"{other.base}x"}, "")})
    say(crawl, f"127.0.0.1:{other.port}", halted=True)
    done = crawl.run(crawl.site(script)).sites["harbour"]
    assert (done.state, other.asked) == (RunState.FINISHED, [])


def test_sites_of_one_host_share_its_budget(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing(range(1, 9)), **pages.notices(range(1, 9))})
    both = [crawl.site(script, id=one, daily_requests=6) for one in ("one", "two")]
    asyncio.run(crawl_sites(crawl.workspace, both, crawl.engine, crawl.clock))
    assert len(script.asked) == 6
