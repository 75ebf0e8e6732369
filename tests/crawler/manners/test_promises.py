"""Promises kept in whole crawls against a real server: back-off, gap, budget, hours, and leaving when asked."""

import asyncio
import socket
import threading
import time
from datetime import timedelta
from itertools import pairwise

import pytest

from crawler.crawl import crawl_sites
from crawler.manners import promises
from crawler.middlewares import robots
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


CUT = b""
"""The connection ends without a word."""


def connections(script, crawl, site, runs, **apart):
    """Crawl *runs* times; return how many requests came in each."""
    came = []
    for _ in range(runs):
        before = len(script.asked)
        crawl.run(site)
        came.append(len(script.asked) - before)
        robots._BOOK.clear()
        crawl.clock.forward(**apart)
    return came


def test_a_host_that_cuts_every_connection_is_asked_less_and_less_over_many_runs(serve, crawl):
    script = serve({"/a/": CUT, "/b/": CUT})
    came = connections(script, crawl, crawl.site(script, *TWO), 30, hours=1)
    assert [at for at, count in enumerate(came) if count] == [0, 1, 3, 7, 13, 19, 25]
    assert max(came) <= 3, "robots.txt, and a list or two"
    assert {one.ending for one in crawl.reader.readings("harbour")} == {Ending.UNREACHABLE}


def test_however_often_a_crawl_begins_three_requests_an_hour_are_all(serve, crawl):
    script = serve({"/robots.txt": CUT})
    came = connections(script, crawl, crawl.site(script, *TWO), 36, minutes=5)
    assert sum(came[:12]) <= 3
    assert sum(came) <= 6


def test_a_visit_that_is_not_made_is_no_failed_visit(serve, crawl, pages):
    script = serve({"/a/": CUT, "/b/": CUT})
    site = crawl.site(script, *TWO)
    crawl.run(site)
    crawl.clock.forward(minutes=30)
    done = crawl.run(site).sites["harbour"]
    assert "after no connection was to be had" in done.withheld
    assert (len(crawl.reader.readings("harbour")), len(crawl.reader.runs("harbour"))) == (2, 1)
    script.answers |= {"/a/": pages.listing([1]), "/b/": pages.listing([2])}
    crawl.clock.forward(minutes=31)
    assert {one.ending for one in crawl.run(site).sites["harbour"].readings.values()} == {Ending.EXHAUSTED}
    crawl.clock.forward(minutes=1)
    assert len(crawl.run(site).sites["harbour"].readings) == 2, "it is there again"


def test_a_column_on_a_host_that_is_shut_does_not_keep_the_others_from_being_read(serve, crawl, pages):
    here, away = serve({"/a/": pages.listing([1]), **pages.notices([1])}), serve({"/b/": CUT})
    columns = (TWO[0], Column(id="b", name="b", url=f"{away.base}b/"))
    site = crawl.site(here, *columns)
    first = crawl.run(site).sites["harbour"].readings
    assert {name: one.ending for name, one in first.items()} == {
        "a": Ending.EXHAUSTED,
        "b": Ending.UNREACHABLE,
    }
    came = len(away.asked)
    crawl.clock.forward(minutes=30)
    assert set(crawl.run(site).sites["harbour"].readings) == {"a"}
    assert len(away.asked) == came


def test_a_closed_port_is_tried_three_times_in_a_run_and_then_at_the_next_turn(crawl, monkeypatch):
    port, came = closed_port(monkeypatch)
    site = crawl.site(None, *TWO, base=f"http://127.0.0.1:{port}/", gap=0.05)
    begun = time.monotonic()
    crawl.run(site)
    assert came.count(port) == 4, (
        "three times as the file says, with growing pauses, and once over the other scheme"
    )
    assert time.monotonic() - begun >= 0.15
    for minutes in (30, 29):
        crawl.clock.forward(minutes=minutes)
        crawl.run(site)
    assert came.count(port) == 4
    crawl.clock.forward(minutes=2)
    robots._BOOK.clear()
    crawl.run(site)
    assert came.count(port) == 8


def closed_port(monkeypatch):
    """Return a port at which nobody listens, and the ports that connections were asked for at."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    came, connect = [], asyncio.SelectorEventLoop.sock_connect

    async def counted(loop, sock, address):
        came.append(address[1])
        return await connect(loop, sock, address)

    monkeypatch.setattr(asyncio.SelectorEventLoop, "sock_connect", counted)
    return port, came
