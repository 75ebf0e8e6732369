import asyncio
import gzip
import threading
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from crawler.archive.proof.facts import verify
from crawler.archive.reader import read_payload
from crawler.crawl import crawl_sites
from crawler.errors import DiskLow
from crawler.locks import site_lock
from crawler.registry import Column
from crawler.spiders import notices
from crawler.words import Ending, Outcome, RunState
from crawler.workspace import ArchiveSettings, Settings, Workspace


def endings(summary, site="harbour"):
    return {column: ended.ending for column, ended in summary.sites[site].readings.items()}


def looks(crawl, site="harbour"):
    return [(one.notice, one.outcome) for one in crawl.reader.looks(site)]


def test_reads_lists_and_looks_at_every_notice(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing(range(1, 4)), **pages.notices(range(1, 4))})
    summary = crawl.run(crawl.site(script))
    assert endings(summary) == {"tzgg": Ending.EXHAUSTED}
    assert (summary.new, summary.versions, summary.requests) == (3, 3, 5)
    titles = {one.title for one in crawl.reader.versions("harbour")}
    assert titles == {f"关于第{at}号事项的公告" for at in (1, 2, 3)}
    assert [one.state for one in crawl.reader.runs("harbour")] == [RunState.FINISHED]
    assert summary.sites["harbour"].state is RunState.FINISHED


def test_what_was_seen_can_be_read_back(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing([1]), **pages.notices([1])})
    crawl.run(crawl.site(script))
    (version,) = crawl.reader.versions("harbour")
    evidence = crawl.reader.evidence(version.fetch)
    assert read_payload(crawl.workspace.archive, evidence).decode() == pages.notice(1)
    assert verify(crawl.workspace.archive, crawl.engine) == []


def test_a_second_crawl_asks_only_for_the_lists(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing(range(1, 4)), **pages.notices(range(1, 4))})
    crawl.run(crawl.site(script))
    script.asked.clear()
    crawl.clock.forward(hours=3)
    summary = crawl.run(crawl.site(script))
    assert script.targets() == ["/tzgg/"]
    assert (summary.new, summary.versions) == (0, 0)
    assert len(crawl.reader.readings("harbour")) == 2


def test_stops_at_known_ground_behind_the_window(serve, crawl, pages):
    old = "2014-01-{:02}"
    script = serve(
        {
            "/tzgg/": pages.listing([1], following="/tzgg/2.html"),
            "/tzgg/2.html": pages.listing([2], following="/tzgg/3.html", day=old),
            "/tzgg/3.html": pages.listing([3], day=old),
            **pages.notices([1, 2, 3]),
        }
    )
    site = crawl.site(script)
    assert endings(crawl.run(site)) == {"tzgg": Ending.EXHAUSTED}
    script.asked.clear()
    assert endings(crawl.run(site)) == {"tzgg": Ending.COVERED}
    assert script.targets() == ["/tzgg/", "/tzgg/2.html"]


def test_a_gap_left_by_a_lost_page_is_closed_by_the_next_reading(serve, crawl, pages):
    old = "2014-01-{:02}"
    answers = {
        "/tzgg/": pages.listing([1], following="/tzgg/2.html", day=old),
        "/tzgg/2.html": (500, {}, ""),
        "/tzgg/3.html": pages.listing([3], day=old),
        **pages.notices([1, 2, 3]),
    }
    script = serve(answers)
    site = crawl.site(script)
    assert endings(crawl.run(site)) == {"tzgg": Ending.UNREACHABLE}
    script.answers["/tzgg/2.html"] = pages.listing([2], following="/tzgg/3.html", day=old)
    assert endings(crawl.run(site)) == {"tzgg": Ending.EXHAUSTED}
    assert len(crawl.reader.versions("harbour")) == 3


@pytest.mark.parametrize(
    ("second", "ending"),
    [
        pytest.param(
            lambda p: p.listing([1, 2], following="/tzgg/3.html"), Ending.REPEATED_PAGE, id="page one again"
        ),
        pytest.param(lambda _: (404, {}, ""), Ending.LOST_NEXT, id="not there"),
        pytest.param(
            lambda _: "<html><title>页面不存在</title></html>", Ending.LOST_NEXT, id="softly not there"
        ),
        pytest.param(lambda _: (403, {}, ""), Ending.BLOCKED, id="refused"),
        pytest.param(lambda _: (521, {}, "<script>1</script>"), Ending.BLOCKED, id="challenged"),
    ],
)
def test_names_why_a_reading_did_not_come_to_its_end(serve, crawl, pages, second, ending):
    first = pages.listing([1, 2], following="/tzgg/2.html")
    script = serve({"/tzgg/": first, "/tzgg/2.html": second(pages), **pages.notices([1, 2])})
    summary = crawl.run(crawl.site(script))
    assert endings(summary) == {"tzgg": ending}
    (reading,) = crawl.reader.readings("harbour")
    assert (reading.ending, reading.complete) == (ending, False)
    assert len(reading.sightings) == 2


def test_a_redesign_is_not_an_empty_column(serve, crawl):
    text = "新版网站上线，欢迎使用。" * 40
    script = serve({"/tzgg/": f"<html><body><p>{text}</p></body></html>"})
    assert endings(crawl.run(crawl.site(script))) == {"tzgg": Ending.PARSE_ZERO}


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(lambda p: p.listing(range(50, 54)), id="other rows"),
        pytest.param(
            lambda _: f"<html><body>{'栏目导航' * 80}<p>暂无数据</p></body></html>", id="suddenly empty"
        ),
    ],
)
def test_a_column_with_nothing_left_of_before_has_drifted(serve, crawl, pages, after):
    script = serve({"/tzgg/": pages.listing(range(1, 5)), **pages.notices(range(1, 5))})
    site = crawl.site(script)
    crawl.run(site)
    script.answers["/tzgg/"] = after(pages)
    for _ in range(2):
        assert endings(crawl.run(site)) == {"tzgg": Ending.DRIFT}
    script.answers["/tzgg/"] = pages.listing(range(2, 6))
    assert endings(crawl.run(site)) == {"tzgg": Ending.EXHAUSTED}


def test_a_column_whose_addresses_have_all_moved_is_still_the_column(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing(range(1, 5)), **pages.notices(range(1, 5))})
    site = crawl.site(script)
    crawl.run(site)
    script.answers["/tzgg/"] = pages.listing(range(1, 5)).replace("/a/", "/b/")
    assert endings(crawl.run(site)) == {"tzgg": Ending.EXHAUSTED}


def test_a_menu_is_not_taken_for_a_list(serve, crawl):
    menu = '<ul><li><a href="/tzgg/">通知公告栏目</a> 2015-06-01</li><li><a href="/jggk/">机构概况介绍</a></li></ul>'
    script = serve({"/tzgg/": f"<html><body>{menu}{'<p>欢迎使用新版网站。</p>' * 40}</body></html>"})
    assert endings(crawl.run(crawl.site(script))) == {"tzgg": Ending.PARSE_ZERO}


def test_an_empty_column_says_so(serve, crawl):
    script = serve({"/tzgg/": f"<html><body>{'栏目导航' * 80}<p>暂无相关信息</p></body></html>"})
    assert endings(crawl.run(crawl.site(script))) == {"tzgg": Ending.EMPTY}


def test_a_shell_before_a_column_is_followed_and_recorded(serve, crawl, pages):
    script = serve(
        {
            "/tzgg/": '<script>location.href="/tzgg_1/"</script>',
            "/tzgg_1/": pages.listing([1]),
            **pages.notices([1]),
        }
    )
    assert endings(crawl.run(crawl.site(script))) == {"tzgg": Ending.EXHAUSTED}
    assert script.targets()[:2] == ["/tzgg/", "/tzgg_1/"]


def test_a_notice_that_fails_stays_to_be_done(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing([1, 2]), **pages.notices([1]), pages.path(2): (500, {}, "")})
    site = crawl.site(script)
    assert crawl.run(site).versions == 1
    script.answers[pages.path(2)] = pages.notice(2)
    assert crawl.run(site).versions == 1
    assert len(crawl.reader.versions("harbour")) == 2


def test_a_failing_server_is_tried_three_times_and_once_at_the_end_and_a_refusing_one_once(
    serve, crawl, pages
):
    script = serve(
        {"/tzgg/": pages.listing([1, 2]), pages.path(1): (500, {}, ""), pages.path(2): (403, {}, "")}
    )
    crawl.run(crawl.site(script))
    assert script.targets().count(pages.path(1)) == 4
    assert script.targets().count(pages.path(2)) == 1
    assert sorted(outcome for _, outcome in looks(crawl)) == [Outcome.BLOCKED, *[Outcome.SERVER_ERROR] * 4]


def test_a_site_that_refuses_twice_is_left_alone(serve, crawl):
    columns = [Column(id=f"c{at}", name="栏目", url=f"/c{at}/") for at in range(5)]
    script = serve({f"/c{at}/": (412, {}, "<script>$_ts=1</script>") for at in range(5)})
    summary = crawl.run(crawl.site(script, *columns))
    assert script.targets() == ["/c0/", "/c1/"]
    assert set(endings(summary).values()) == {Ending.BLOCKED}
    assert len(endings(summary)) == 5
    assert summary.nothing_read


def test_a_few_refused_notices_do_not_hide_the_others_for_ever(serve, crawl, pages):
    bad = {pages.path(at): (403, {}, "") for at in (1, 2)}
    script = serve({"/tzgg/": pages.listing(range(1, 7)), **pages.notices(range(3, 7)), **bad})
    site = crawl.site(script)
    for _ in range(4):
        crawl.run(site)
    assert len(crawl.reader.versions("harbour")) == 4


def test_a_host_that_refuses_notices_one_after_the_other_is_left_alone(serve, crawl, pages):
    script = serve(
        {"/tzgg/": pages.listing(range(1, 20)), **{pages.path(at): (403, {}, "") for at in range(1, 20)}}
    )
    crawl.run(crawl.site(script))
    assert len(script.targets()) == 1 + 2


def test_all_wait_while_a_host_rests(serve, crawl, pages):
    said = iter([(503, {"Retry-After": "1"}, ""), pages.notice(1)])
    script = serve(
        {
            "/tzgg/": pages.listing(range(1, 6)),
            **pages.notices(range(2, 6)),
            pages.path(1): lambda _: next(said),
        }
    )
    crawl.run(crawl.site(script))
    moments = {one.target: one.at for one in script.asked}
    asked = sorted(one.at for one in script.asked if one.target.startswith("/a/"))
    assert len(crawl.reader.versions("harbour")) == 5
    refused = next(one.at for one in script.asked if one.target == pages.path(1))
    assert moments[pages.path(1)] - refused > 0.97
    assert sum(refused + 0.1 < one < refused + 0.9 for one in asked) == 0


def test_looks_again_with_the_validators_and_notes_what_has_not_changed(serve, crawl, pages):
    def tagged(asked):
        if asked.headers.get("if-none-match") == '"one"':
            return (304, {"ETag": '"one"'}, "")
        return (200, {"ETag": '"one"'}, pages.notice(1))

    script = serve({"/tzgg/": pages.listing([1]), pages.path(1): tagged})
    site = crawl.site(script)
    crawl.run(site)
    crawl.clock.forward(days=1, hours=1)
    crawl.run(site)
    assert [outcome for _, outcome in looks(crawl)] == [Outcome.OK, Outcome.NOT_MODIFIED]
    assert len(crawl.reader.versions("harbour")) == 1


def test_a_changed_text_is_another_version(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing([1]), **pages.notices([1])})
    site = crawl.site(script)
    crawl.run(site)
    script.answers[pages.path(1)] = pages.notice(1, text="有所更正。")
    crawl.clock.forward(days=1, hours=1)
    assert crawl.run(site).versions == 1
    assert [one.number for one in crawl.reader.versions("harbour")] == [1, 2]


def test_a_notice_that_vanished_from_its_list_is_looked_at_at_once(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing([1, 2, 3]), **pages.notices([1, 2, 3])})
    site = crawl.site(script)
    crawl.run(site)
    script.answers["/tzgg/"] = pages.listing([1, 3])
    del script.answers[pages.path(2)]
    script.asked.clear()
    crawl.clock.forward(hours=2)
    crawl.run(site)
    assert script.targets() == ["/tzgg/", pages.path(2)]
    assert looks(crawl)[-1][1] is Outcome.NOT_FOUND
    script.asked.clear()
    crawl.run(site)
    assert script.targets() == ["/tzgg/"]


def test_nothing_has_vanished_from_a_list_that_was_not_read_to_its_end(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing([1, 2, 3]), **pages.notices([1, 2, 3])})
    site = crawl.site(script)
    crawl.run(site)
    script.answers["/tzgg/"] = pages.listing([1], following="/gone.html")
    script.asked.clear()
    crawl.run(site)
    assert script.targets() == ["/tzgg/", "/gone.html"]


def test_fetches_files_once_and_keeps_their_bytes(serve, crawl, pages):
    body = b"%PDF-1.4 budget %%EOF"
    listed = {"/tzgg/": pages.listing([1]), pages.path(1): pages.notice(1, files=["/f/P01.pdf"])}
    script = serve({**listed, "/f/P01.pdf": (200, {"Content-Type": "application/pdf"}, body)})
    site = crawl.site(script)
    assert crawl.run(site).sites["harbour"].files == 1
    crawl.run(site)
    assert script.targets().count("/f/P01.pdf") == 1
    assert verify(crawl.workspace.archive, crawl.engine) == []


def test_a_packed_answer_is_unpacked_and_kept_so(serve, crawl, pages):
    packed = (200, {"Content-Encoding": "gzip"}, gzip.compress(pages.notice(1).encode()))
    script = serve({"/tzgg/": pages.listing([1]), pages.path(1): packed})
    crawl.run(crawl.site(script))
    (version,) = crawl.reader.versions("harbour")
    payload = read_payload(crawl.workspace.archive, crawl.reader.evidence(version.fetch))
    assert payload.decode() == pages.notice(1)


@pytest.mark.parametrize(
    ("robots", "ending", "asked"),
    [
        pytest.param((404, {}, ""), Ending.EXHAUSTED, True, id="no file"),
        pytest.param("User-agent: *\nDisallow: /tzgg/\n", Ending.FORBIDDEN_BY_ROBOTS, False, id="forbidden"),
        pytest.param((503, {}, ""), Ending.UNREACHABLE, False, id="a failing file"),
        pytest.param(
            (412, {}, "<script>$_ts=1</script>"), Ending.BLOCKED, False, id="a challenge in its place"
        ),
    ],
)
def test_obeys_robots(serve, crawl, pages, robots, ending, asked):
    script = serve({"/robots.txt": robots, "/tzgg/": pages.listing([1]), **pages.notices([1])})
    assert endings(crawl.run(crawl.site(script))) == {"tzgg": ending}
    assert ("/tzgg/" in script.targets()) is asked


def test_reads_robots_once_a_day(serve, crawl, pages):
    script = serve({"/robots.txt": "User-agent: *\n", "/tzgg/": pages.listing([1]), **pages.notices([1])})
    site = crawl.site(script)
    for _ in range(2):
        crawl.run(site)
    assert script.targets(without="").count("/robots.txt") == 1
    crawl.clock.forward(days=1)
    crawl.run(site)
    assert script.targets(without="").count("/robots.txt") == 2


def test_signs_the_book(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing([1]), **pages.notices([1])})
    crawl.run(crawl.site(script))
    agents = {one.headers["user-agent"] for one in script.asked}
    assert agents == {crawl.workspace.agent}
    assert not any("cookie" in one.headers for one in script.asked)


@pytest.mark.parametrize(
    ("values", "robots", "gap"),
    [
        pytest.param({"gap": 0.2}, (404, {}, ""), 0.2, id="the gap of the file"),
        pytest.param({"gap": 0.0}, "User-agent: *\nCrawl-delay: 0.3\n", 0.3, id="the delay of robots.txt"),
    ],
)
def test_keeps_its_distance(serve, crawl, pages, values, robots, gap):
    script = serve({"/robots.txt": robots, "/tzgg/": pages.listing([1, 2]), **pages.notices([1, 2])})
    crawl.run(crawl.site(script, **values))
    moments = [one.at for one in script.asked]
    assert len(moments) == 4
    assert all(later - earlier > gap - 0.03 for earlier, later in pairwise(moments))


def test_waits_as_long_as_it_is_asked_to(serve, crawl, pages):
    said = iter([(503, {"Retry-After": "1"}, ""), pages.listing([1])])
    script = serve({"/tzgg/": lambda _: next(said), **pages.notices([1])})
    assert endings(crawl.run(crawl.site(script))) == {"tzgg": Ending.EXHAUSTED}
    first, second = (one.at for one in script.asked if one.target == "/tzgg/")
    assert second - first > 0.97


def test_goes_away_when_it_would_have_to_wait_too_long(serve, crawl, pages):
    columns = [Column(id=f"c{at}", name="栏目", url=f"/c{at}/") for at in range(2)]
    script = serve({"/c0/": (429, {"Retry-After": "3600"}, ""), "/c1/": pages.listing([1])})
    assert set(endings(crawl.run(crawl.site(script, *columns))).values()) == {Ending.BLOCKED}
    assert script.targets() == ["/c0/"]


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://127.0.0.1:{port}/tzgg/", id="an address"),
        pytest.param("http://localhost:{port}/tzgg/", id="a name"),
        pytest.param("http://2130706433:{port}/tzgg/", id="a number"),
        pytest.param("http://[::ffff:127.0.0.1]:{port}/tzgg/", id="wrapped"),
    ],
)
def test_does_not_visit_this_machine_for_a_public_site(serve, crawl, pages, url):
    script = serve({"/tzgg/": pages.listing([1])})
    column = Column(id="tzgg", name="通知公告", url=url.format(port=script.port))
    summary = crawl.run(crawl.site(script, column, allow_private=False, obey_robots=False))
    assert endings(summary) == {"tzgg": Ending.UNREACHABLE}
    assert script.asked == []
    assert summary.sites["harbour"].outcomes[Outcome.FORBIDDEN_ADDRESS] == 1


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        pytest.param(
            (302, {"Location": "file:///etc/passwd"}, ""), Outcome.FORBIDDEN_ADDRESS, id="to a file"
        ),
        pytest.param(
            (302, {"Location": "http://93.184.216.34/"}, ""),
            Outcome.FORBIDDEN_ADDRESS,
            id="out of a private site",
        ),
        pytest.param((302, {"Location": "/tzgg/"}, ""), Outcome.REDIRECT_LOOP, id="to itself"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<html>", Outcome.TRUNCATED, id="half of it"
        ),
        pytest.param(
            b"HTTP/1.0 200 OK\r\n\r\n<html><body>" + "字".encode() * 500,
            Outcome.TRUNCATED,
            id="an early close",
        ),
        pytest.param(b"", Outcome.REFUSED, id="no answer at all"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", Outcome.TOO_LARGE, id="too large"
        ),
    ],
)
def test_names_what_the_wire_does(serve, crawl, answer, outcome):
    script = serve({"/tzgg/": answer})
    summary = crawl.run(crawl.site(script, obey_robots=False))
    assert endings(summary) == {"tzgg": Ending.UNREACHABLE}
    assert dict(summary.sites["harbour"].outcomes) == {outcome: 1}


def test_a_closed_port_is_unreachable(serve, crawl):
    script = serve()
    site = crawl.site(script)
    script.port = 0
    closed = crawl.site(type(script)(port=9), obey_robots=False)
    assert site.base != closed.base
    summary = crawl.run(closed)
    assert endings(summary) == {"tzgg": Ending.UNREACHABLE}
    assert dict(summary.sites["harbour"].outcomes) == {Outcome.REFUSED: 1}


@pytest.fixture
def hurried(crawl):
    """The same workspace with a patience of a fifth of a second, and a way to make targets hang until the end."""
    quick = Settings(
        archive=crawl.workspace.settings.archive, crawl=type(crawl.workspace.settings.crawl)(list_timeout=0.2)
    )
    object.__setattr__(crawl.workspace, "settings", quick)
    released = threading.Event()
    crawl.hang = lambda _: released.wait(20) and b""
    yield crawl
    released.set()


def test_a_slow_answer_is_given_up(serve, hurried):
    script = serve({"/tzgg/": hurried.hang})
    summary = hurried.run(hurried.site(script))
    assert endings(summary) == {"tzgg": Ending.UNREACHABLE}
    assert script.targets() == ["/tzgg/"] * 3


def test_a_host_that_answers_nothing_in_time_is_not_asked_for_every_column(serve, hurried):
    names = [f"c{at}" for at in range(5)]
    script = serve({f"/{one}/": hurried.hang for one in names})
    columns = [Column(id=one, name=one, url=f"/{one}/") for one in names]
    summary = hurried.run(hurried.site(script, *columns))
    assert endings(summary) == dict.fromkeys(names, Ending.UNREACHABLE)
    assert script.targets() == ["/c0/"] * 3 + ["/c1/"] * 3
    last = summary.sites["harbour"].readings["c4"]
    assert "left alone after 2 addresses had no answer in time" in last.detail


def test_notices_that_hang_end_the_visit_of_a_host_that_showed_its_list(serve, hurried, pages):
    hanging = {pages.path(at): hurried.hang for at in range(1, 6)}
    script = serve({"/tzgg/": pages.listing(range(1, 6)), **hanging})
    summary = hurried.run(hurried.site(script, gap=0.01))
    assert endings(summary) == {"tzgg": Ending.EXHAUSTED}
    asked = Counter(script.targets())
    assert asked.pop("/tzgg/") == 1
    assert asked.total() == 6
    assert [one for _, one in looks(hurried)] == [Outcome.TIMEOUT] * 6, "what was not sent is no look"


def test_a_gate_that_sends_us_to_ourselves_is_passed_with_its_cookie(serve, crawl, pages):
    def gate(asked):
        if asked.headers.get("cookie") == "CT6T=7":
            return pages.listing([1])
        return (302, {"Location": "/tzgg/", "Set-Cookie": "CT6T=7; Path=/; HttpOnly"}, "")

    script = serve({"/tzgg/": gate, **pages.notices([1])})
    assert endings(crawl.run(crawl.site(script))) == {"tzgg": Ending.EXHAUSTED}
    assert script.targets() == ["/tzgg/", "/tzgg/", pages.path(1)]
    assert [("cookie" in one.headers) for one in script.asked][-1] is False


def test_ten_hops_are_too_many(serve, crawl):
    script = serve({f"/{at}": (301, {"Location": f"/{at + 1}"}, "") for at in range(20)})
    summary = crawl.run(crawl.site(script, Column(id="c", name="栏目", url="/0")))
    assert dict(summary.sites["harbour"].outcomes) == {Outcome.REDIRECT_LOOP: 1}
    assert script.targets() == [f"/{at}" for at in range(6)]


def test_sites_are_crawled_side_by_side_each_with_its_run(serve, crawl, pages):
    scripts = {f"s{at}": serve({"/tzgg/": pages.listing([at]), **pages.notices([at])}) for at in range(1, 4)}
    summary = crawl.run(*(crawl.site(script, id=name) for name, script in scripts.items()))
    assert {name: one.versions for name, one in summary.sites.items()} == dict.fromkeys(scripts, 1)
    assert all(len(crawl.reader.runs(name)) == 1 for name in scripts)


def test_a_locked_site_is_left_out_and_named(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing([1]), **pages.notices([1])})
    with site_lock(crawl.workspace.locks, "harbour"):
        summary = crawl.run(crawl.site(script), crawl.site(script, id="quay"))
    assert summary.locked == ("harbour",)
    assert list(summary.sites) == ["quay"]
    assert crawl.reader.runs("harbour") == []


def test_a_budget_ends_the_run_and_the_next_goes_on(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing(range(1, 6)), **pages.notices(range(1, 6))})
    site = crawl.site(script)
    summary = crawl.run(site, max_requests=4)
    assert summary.requests == 4
    assert [one.state for one in crawl.reader.runs("harbour")] == [RunState.INTERRUPTED]
    crawl.run(site)
    assert len(crawl.reader.versions("harbour")) == 5
    assert all(script.targets().count(pages.path(at)) == 1 for at in range(1, 6))


def test_a_budget_that_ends_in_a_list_leaves_the_reading_open(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing([1], following="/tzgg/2.html")})
    assert endings(crawl.run(crawl.site(script), max_requests=2)) == {}
    (reading,) = crawl.reader.readings("harbour")
    assert (reading.ending, reading.complete) == (Ending.OPEN, False)
    assert reading.ended_at is not None


def test_stops_cleanly_when_asked(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing(range(1, 9)), **pages.notices(range(1, 9))})

    async def stopped():
        stop = asyncio.Event()

        def watch(progress):
            if progress.versions == 2:
                stop.set()

        return await crawl_sites(
            crawl.workspace, [crawl.site(script, gap=0.05)], crawl.engine, crawl.clock, watch, stop=stop
        )

    summary = asyncio.run(stopped())
    assert summary.stopped
    assert [one.state for one in crawl.reader.runs("harbour")] == [RunState.INTERRUPTED]
    assert 2 <= len(crawl.reader.versions("harbour")) < 8
    assert verify(crawl.workspace.archive, crawl.engine) == []
    crawl.run(crawl.site(script))
    assert len(crawl.reader.versions("harbour")) == 8


def test_stops_before_the_disk_is_full(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing([1]), **pages.notices([1])})
    full = Workspace(
        root=crawl.workspace.root,
        settings=Settings(archive=ArchiveSettings(reserve_mb=10**9)),
        database_url=crawl.workspace.database_url,
    )
    object.__setattr__(crawl.workspace, "settings", full.settings)
    with pytest.raises(DiskLow):
        crawl.run(crawl.site(script))


def test_lists_alone_can_be_read(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing([1]), **pages.notices([1])})
    crawl.run(crawl.site(script), lists_only=True)
    assert script.targets() == ["/tzgg/"]


def test_a_notice_is_never_seen_before_it_was_fetched(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing([1]), **pages.notices([1])})
    crawl.run(crawl.site(script))
    (version,) = crawl.reader.versions("harbour")
    assert version.seen_at == datetime(2015, 7, 1, 4, tzinfo=UTC)


def test_a_site_that_brings_us_down_does_not_bring_down_the_others(serve, crawl, pages, monkeypatch, caplog):
    real = notices.read_whole

    def failing(found, **values):
        if found[0].url.endswith(pages.path(1)):
            raise KeyError("a fault of ours")
        return real(found, **values)

    monkeypatch.setattr(notices, "read_whole", failing)
    scripts = {f"s{at}": serve({"/tzgg/": pages.listing([at]), **pages.notices([at])}) for at in (1, 2)}
    summary = crawl.run(*(crawl.site(script, id=name) for name, script in scripts.items()))
    assert "a fault of ours" in summary.sites["s1"].failure
    assert (summary.sites["s2"].failure, summary.sites["s2"].versions) == ("", 1)
    assert crawl.reader.runs("s1")[0].state is RunState.INTERRUPTED
    assert "given up" in caplog.text


@pytest.mark.parametrize(
    "href",
    [
        "http://[x/1.html",
        "http://h:99999/a",
        "http:///nothing",
        "http://a b.example/",
        "http://xn--a\u00ff/",
        "http://%zz/",
    ],
)
def test_an_address_that_cannot_be_visited_is_no_more_than_that(serve, crawl, pages, href):
    text = pages.listing([1, 2, 3]).replace(pages.path(2), href)
    script = serve({"/tzgg/": text, **pages.notices([1, 2, 3])})
    summary = crawl.run(crawl.site(script))
    assert summary.sites["harbour"].failure == ""
    assert summary.versions == 2


def test_a_column_without_marks_is_read_as_its_neighbour_is(serve, crawl, pages, monkeypatch):
    for module in ("crawler.cms.siblings", "crawler.spiders.kin"):
        monkeypatch.setattr(f"{module}.parent", lambda url: "harbour.example" if url else "")
    rows = "".join(
        f'<li><a href="/b/gg{at}.htm">关于第{at}号事项的通知</a><span>2015-06-0{at}</span></li>'
        for at in range(1, 4)
    )
    bare = f"<html><head><title>通知</title></head><body><ul>{rows}</ul></body></html>"
    script = serve({"/tzgg/": pages.listing(range(1, 6)), "/b/": bare})
    columns = (
        Column(id="tzgg", name="通知公告", url="/tzgg/"),
        Column(id="b", name="通知", url="/b/"),
    )
    detected = crawl.run(crawl.site(script, *columns), lists_only=True).sites["harbour"].detected
    assert {name: one.adapter for name, one in detected.items()} == {"tzgg": "static", "b": "static"}
    script.answers["/tzgg/"] = pages.listing(
        range(1, 6), extra='<script>createPageHTML(1, 0, "index", "html")</script>'
    )
    detected = crawl.run(crawl.site(script, *columns), lists_only=True).sites["harbour"].detected
    assert {name: one.adapter for name, one in detected.items()} == {"tzgg": "trs", "b": "trs"}
    assert detected["b"].reasons[0].startswith("inherited from ")
