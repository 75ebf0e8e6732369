"""A list that scripts draw is read as a browser shows it, on the crawl's own requests and with evidence for all of it."""

import asyncio
import subprocess
import sys
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from sqlalchemy import select
from warcio.archiveiterator import ArchiveIterator

from crawler.archive.proof.facts import verify
from crawler.archive.reader import read_answer
from crawler.reparse import reparse_site
from crawler.store.tables import fetch
from crawler.words import Ending, Outcome, Purpose

JS = {"Content-Type": "text/javascript"}


def rows(crawl):
    return [
        (one.title, one.url.rpartition("/")[2], str(one.claimed)) for one in crawl.reader.sightings("harbour")
    ]


def fetches(crawl, purpose):
    with crawl.engine.connect() as connection:
        wanted = select(fetch).where(fetch.c.purpose == purpose).order_by(fetch.c.id)
        return connection.execute(wanted).all()


def read(crawl, site):
    """Return how the one column of *site* ended."""
    return crawl.run(site, lists_only=True).sites["harbour"].readings["tzgg"]


def with_script(script, text):
    script.answers["/static/app.js"] = (200, JS, text)
    return script


def test_the_list_is_read_exactly_to_its_last_page(drawn, crawl, words, pages):
    ended = read(crawl, crawl.site(drawn, words.column))
    expected = [
        (f"关于第{at}号事项的公告", pages.path(at).rpartition("/")[2], f"2015-06-{at % 28 + 1:02}")
        for at in range(12, 0, -1)
    ]
    assert ended.ending is Ending.EXHAUSTED
    assert rows(crawl) == expected
    assert drawn.targets() == ["/tzgg/", "/static/app.js", "/open/data?p=1", "/tzgg/?p=2", "/open/data?p=2"]


def test_the_requests_of_the_browser_are_ours(drawn, crawl, words):
    """Neither a cookie that a script sets goes out, nor what the browser tells of itself."""
    with_script(drawn, "document.cookie = 'pass=1'; " + words.script)
    read(crawl, crawl.site(drawn, words.column))
    agents = {one.headers["user-agent"] for one in drawn.asked}
    assert agents == {crawl.workspace.agent}
    asked = next(one for one in drawn.asked if one.target == "/open/data?p=1")
    assert asked.headers["x-app"] == "list", "a header that the script sets is sent"
    assert not any("cookie" in one.headers or "sec-fetch-mode" in one.headers for one in drawn.asked)


def test_without_the_browser_the_same_list_is_parse_zero(drawn, crawl, words):
    assert read(crawl, crawl.site(drawn, replace(words.column, render=False))).ending in {
        Ending.PARSE_ZERO,
        Ending.BLOCKED,
    }


def test_every_byte_that_made_the_page_is_kept_and_tied_to_it(drawn, crawl, words):
    drawn.answers["/tzgg/"] = (200, {"ETag": '"shell"'}, words.shell)
    read(crawl, crawl.site(drawn, words.column))
    assert verify(crawl.workspace.archive, crawl.engine) == []
    page = fetches(crawl, Purpose.LIST)[0]
    assert (page.outcome, page.status, page.etag) == ("ok", 200, None)
    answer = read_answer(crawl.workspace.archive, crawl.reader.evidence(page.id))
    assert answer.content_type == "text/html; charset=utf-8"
    assert "关于第12号事项的公告" in answer.body.decode()
    found = {one.rec_headers["WARC-Record-ID"]: one for one in _records(crawl)}
    drawn_pages = [one for one in found.values() if one.rec_type == "conversion"]
    plain = found[drawn_pages[0].rec_headers["WARC-Refers-To"]]
    assert (plain.rec_type, plain.kept) == ("response", words.shell.encode())
    for number, drawn_page in enumerate(drawn_pages, 1):
        (about,) = (
            one
            for one in found.values()
            if one.rec_type == "metadata"
            and one.rec_headers["WARC-Refers-To"] == drawn_page.rec_headers["WARC-Record-ID"]
        )
        lines = about.kept.decode().splitlines()
        assert lines[0].startswith("software: Chromium ")
        sources = [line.split()[1:] for line in lines[1:]]
        assert [url.partition("/")[2].partition("/")[2].partition("/")[2] for _, url in sources] == [
            "static/app.js",
            f"open/data?p={number}",
        ]
        assert all(found[one].rec_headers["WARC-Target-URI"] == url for one, url in sources)
    needed = [(one.url.partition("/open")[2], one.column) for one in fetches(crawl, Purpose.RESOURCE)]
    assert needed == [("", "tzgg"), ("/data?p=1", "tzgg"), ("/data?p=2", "tzgg")]
    with crawl.engine.begin() as connection:
        connection.execute(fetch.update().where(fetch.c.id == page.id).values(payload_sha256="0" * 64))
    said = f"fetch {page.id} does not find its answer at {page.offset}"
    assert [one.message for one in verify(crawl.workspace.archive, crawl.engine)] == [said]


def _records(crawl):
    for path in sorted(crawl.workspace.archive.glob("*.warc.gz")):
        with path.open("rb") as source:
            for one in ArchiveIterator(source, check_digests="raise"):
                one.kept = one.content_stream().read()
                yield one


NOTICE = """<!DOCTYPE html><html><head><title>公告</title></head><body><div id="app"></div>
<script>document.getElementById("app").innerHTML = "<h1>关于第{at}号事项的公告</h1><div class=info>发布时间：2015-06-02</div>"
  + "<div id=zoom>" + "<p>第{at}号事项，由脚本写出。</p>".repeat(12) + "</div>";</script></body></html>"""


def test_notices_are_drawn_where_the_column_says_so(serve, crawl, words, pages):
    script = serve({"/tzgg/": pages.listing([1]), pages.path(1): NOTICE.replace("{at}", "1")})
    column = replace(words.column, render=False, render_notices=True)
    crawl.run(crawl.site(script, column))
    (found,) = crawl.reader.versions("harbour")
    assert found.title == "关于第1号事项的公告"
    assert found.body.count("由脚本写出") == 12
    again = reparse_site(crawl.engine, crawl.workspace.archive, "harbour", crawl.clock, write=False)
    assert (again.pages, again.changed, again.problems) == (1, [], [])
    assert verify(crawl.workspace.archive, crawl.engine) == []


def test_notices_of_other_columns_are_not_drawn(serve, crawl, words, pages):
    script = serve({"/tzgg/": pages.listing([1]), **pages.notices([1])})
    crawl.run(crawl.site(script, replace(words.column, render=False)))
    (page,) = fetches(crawl, Purpose.NOTICE)
    assert _kind(crawl, page) == "response"


def _kind(crawl, page):
    one = crawl.reader.evidence(page.id)
    with (crawl.workspace.archive / one.segment).open("rb") as source:
        source.seek(one.offset)
        return next(iter(ArchiveIterator(source))).rec_type


def test_a_challenge_is_named_and_no_browser_starts(drawn, crawl, words, monkeypatch):
    drawn.answers["/tzgg/"] = (412, {}, "<script>$_ts=window['$_ts'];location.reload()</script>")
    monkeypatch.setattr("crawler.browser.browser.Browser._started", _never)
    ended = read(crawl, crawl.site(drawn, words.column))
    assert (ended.ending, ended.detail) == (Ending.BLOCKED, "page 1: challenge rs")


async def _never(self):
    raise AssertionError("a browser was started")


def test_a_drawn_challenge_is_named(drawn, crawl, words):
    script = 'document.body.innerHTML = "请完成安全验证"; '
    ended = read(crawl, crawl.site(with_script(drawn, script), words.column))
    assert (ended.ending, ended.detail) == (Ending.BLOCKED, "page 1: challenge captcha")


def test_a_challenge_before_the_data_is_named(drawn, crawl, words):
    drawn.answers["/open/data?p=1"] = (403, {}, "<html>访问被拦截</html>")
    ended = read(crawl, crawl.site(drawn, words.column))
    assert ended.ending is Ending.BLOCKED
    assert ended.detail.startswith("page 1: challenge refusal: ")


def test_a_page_that_loads_itself_again_is_a_refusal(drawn, crawl, words):
    """So do protection pages that want a cookie to be earned; it is neither earned nor sent."""
    script = "document.cookie = 'pass=1'; location.reload();"
    ended = read(crawl, crawl.site(with_script(drawn, script), words.column))
    assert ended.ending is Ending.BLOCKED
    assert "loads it again" in ended.detail
    assert drawn.targets().count("/tzgg/") == 1


def test_a_page_that_leads_elsewhere_is_not_followed(drawn, crawl, words):
    ended = read(crawl, crawl.site(with_script(drawn, "location.href = '/elsewhere/'"), words.column))
    assert ended.ending is Ending.NOT_DRAWN
    assert "leads on to" in ended.detail
    assert "/elsewhere/" not in drawn.targets()


REACHING = """
for (const url of %s) {
  const add = (name, at) => { const one = document.createElement(name); one[at] = url; document.body.append(one); };
  add("img", "src"); add("iframe", "src"); add("script", "src"); add("video", "src"); add("embed", "src");
  const link = document.createElement("link"); link.rel = "prefetch"; link.href = url; document.head.append(link);
  fetch(url, {mode: "no-cors"}).catch(() => 0);
  navigator.sendBeacon(url, "x");
  try { new WebSocket(url.replace("http", "ws")); } catch (error) {}
  try { window.open(url); } catch (error) {}
  new Worker(URL.createObjectURL(new Blob([`fetch("${url}").catch(() => 0)`])));
}
"""


def test_a_page_reaches_nothing_that_is_not_its_own(drawn, crawl, words, serve):
    """Another port of this machine answers to whoever asks; nobody does."""
    other = serve({"/": "here"})
    text = words.script + REACHING % [f"{other.base}x", f"http://localhost:{other.port}/y"]
    ended = read(crawl, crawl.site(with_script(drawn, text), words.column))
    assert ended.ending is Ending.EXHAUSTED
    assert other.asked == []
    assert {one.target for one in drawn.asked} == {
        *("/robots.txt", "/tzgg/", "/tzgg/?p=2", "/static/app.js", "/open/data?p=1", "/open/data?p=2")
    }
    (page, *_) = fetches(crawl, Purpose.LIST)
    assert page.detail == f"not asked: 127.0.0.1:{other.port}, localhost:{other.port}"


def test_the_guard_stands_before_hosts_that_the_file_names(drawn, crawl, words):
    """A public address is where a site of this machine may not lead, whoever names it."""
    column = replace(words.column, render_hosts=("93.184.216.34",))
    text = "fetch('http://93.184.216.34/data').catch(() => 0);" + words.script
    ended = read(crawl, crawl.site(with_script(drawn, text), column, obey_robots=False))
    assert ended.ending is Ending.UNREACHABLE
    assert ended.detail.startswith("page 1: forbidden_address 93.184.216.34 is public")


def test_a_host_that_the_file_names_is_asked(drawn, crawl, words, serve):
    other = serve({"/lib.js": (200, JS, words.script)})
    drawn.answers["/tzgg/"] = words.shell.replace("/static/app.js", f"{other.base}lib.js")
    site = crawl.site(drawn, replace(words.column, render_hosts=(f"127.0.0.1:{other.port}",)))
    assert read(crawl, site).ending is Ending.EXHAUSTED
    assert len(rows(crawl)) == 12
    assert "/lib.js" in other.targets()


def test_robots_forbid_the_data_too(drawn, crawl, words):
    drawn.answers["/robots.txt"] = (200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /open/\n")
    ended = read(crawl, crawl.site(drawn, words.column))
    assert ended.ending is Ending.FORBIDDEN_BY_ROBOTS
    assert "/open/data?p=1" not in drawn.targets()


def test_the_pause_is_kept_between_all_requests(drawn, crawl, words):
    read(crawl, crawl.site(drawn, replace(words.column, max_pages=1), gap=0.5))
    at = [one.at for one in drawn.asked]
    assert len(at) == 4
    assert min(later - earlier for earlier, later in pairwise(at)) >= 0.35


def test_the_budget_counts_them(drawn, crawl, words):
    done = crawl.run(crawl.site(drawn, words.column), max_requests=3).sites["harbour"]
    assert done.requests == 3
    assert "/open/data?p=1" not in drawn.targets()
    assert crawl.reader.readings("harbour")[0].ending is Ending.OPEN


def test_data_that_does_not_come_leaves_no_half_of_a_list(drawn, crawl, words):
    drawn.answers["/open/data?p=1"] = (500, {}, "oops")
    ended = read(crawl, crawl.site(drawn, words.column))
    assert ended.ending is Ending.UNREACHABLE
    assert ended.detail.startswith("page 1: server_error status 500: ")
    assert crawl.reader.sightings("harbour") == []


@pytest.mark.parametrize(
    ("script", "said"),
    [
        pytest.param("while (true) {}", "not drawn within 2 s", id="a script that never ends"),
        pytest.param(
            "let n = 0; setInterval(() => fetch('/open/data?p=' + n++), 1)",
            "asks for more than 60 things",
            id="a page that never stops asking",
        ),
        pytest.param(
            "document.getElementById('app').remove()",
            "hardly any text even with its scripts",
            id="nothing drawn",
        ),
    ],
)
def test_a_page_that_cannot_be_drawn_ends_by_name(drawn, crawl, words, script, said):
    quick = replace(crawl.workspace.settings.crawl, draw_timeout=2.0 if "while" in script else 60.0)
    workspace = replace(crawl.workspace, settings=replace(crawl.workspace.settings, crawl=quick))
    drawn.answers["/open/data"] = (200, {"Content-Type": "application/json"}, "{}")
    begun = time.monotonic()
    ended = _crawled(crawl, workspace, crawl.site(with_script(drawn, script), words.column))
    assert ended.ending is Ending.NOT_DRAWN
    assert said in ended.detail
    assert time.monotonic() - begun < 30
    (page,) = fetches(crawl, Purpose.LIST)
    assert page.outcome == Outcome.NOT_DRAWN
    assert _kind(crawl, page) in {"response", "conversion"}


def _crawled(crawl, workspace, site):
    from crawler.crawl import crawl_sites

    done = asyncio.run(crawl_sites(workspace, [site], crawl.engine, crawl.clock, lists_only=True))
    return done.sites["harbour"].readings["tzgg"]


def test_a_missing_browser_is_named_and_nothing_is_asked(drawn, crawl, words):
    gone = replace(crawl.workspace.settings.crawl, browser="no-such-browser")
    workspace = replace(crawl.workspace, settings=replace(crawl.workspace.settings, crawl=gone))
    ended = _crawled(crawl, workspace, crawl.site(drawn, words.column))
    assert ended.ending is Ending.NOT_DRAWN
    assert "no browser here: 'no-such-browser' is not found; pip install 'gongkai[browser]'" in ended.detail
    assert drawn.asked == []
    (reading,) = crawl.reader.readings("harbour")
    assert not reading.complete


def test_one_browser_serves_the_whole_crawl_and_ends_with_it(drawn, crawl, words, monkeypatch, processes):
    from crawler.browser.browser import Browser

    seen = []
    started = Browser._started

    async def counted(self):
        process = await started(self)
        seen.append((self.starts, set(processes())))
        return process

    monkeypatch.setattr(Browser, "_started", counted)
    read(crawl, crawl.site(drawn, words.column))
    assert [starts for starts, _ in seen] == [1, 1]
    assert all("chromium" in names for _, names in seen)
    assert processes() == {}


ORDINARY = """
import sys
from crawler.browser.program import absence
assert absence("") == ""
import crawler.crawl, crawler.spiders.disclosure
assert not [name for name in sys.modules if name.startswith("playwright")], "loaded without need"
"""


def test_who_draws_nothing_loads_no_browser():
    done = subprocess.run([sys.executable, "-c", ORDINARY], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_ordinary_column_starts_no_browser(serve, crawl, pages, words, monkeypatch):
    monkeypatch.setattr("crawler.browser.browser.Browser._started", _never)
    script = serve({"/tzgg/": pages.listing([1, 2, 3]), **pages.notices([1, 2, 3])})
    done = crawl.run(crawl.site(script, replace(words.column, render=False))).sites["harbour"]
    assert done.failure == ""
    assert len(crawl.reader.versions("harbour")) == 3


def test_an_extra_that_is_not_installed_is_named(monkeypatch):
    from crawler.browser import program

    monkeypatch.setattr(program, "find_spec", lambda name: None)
    assert program.absence("") == f"no browser here: {program.HINT}"


SCROLLED = """
let shown = 0;
const more = () => {
  for (let at = 0; at < 4 && shown < LIMIT; at++, shown++) {
    const row = document.createElement("li");
    row.innerHTML = `<a href="/a/t20150602_${shown}.html">关于第${shown}号滚动事项的公告</a><span>2015-06-02</span>`;
    row.style.height = "400px";
    document.getElementById("list").append(row);
  }
};
more();
addEventListener("scroll", more);
"""


@pytest.mark.parametrize(
    ("limit", "ending", "count"),
    [
        pytest.param(10, Ending.EXHAUSTED, 10, id="to its end"),
        pytest.param(500, Ending.LOST_NEXT, 24, id="in part"),
    ],
)
def test_a_list_that_grows_when_scrolled(drawn, crawl, words, limit, ending, count):
    ended = read(crawl, crawl.site(with_script(drawn, SCROLLED.replace("LIMIT", str(limit))), words.column))
    assert ended.ending is ending
    assert len(rows(crawl)) == count


def test_a_pager_without_addresses_is_a_partial_reading(drawn, crawl, words, pages):
    drawn.answers["/open/data?p=1"] = words.things(
        pages, range(12, 6, -1), '<a href="javascript:;">下一页</a>'
    )
    ended = read(crawl, crawl.site(drawn, words.column))
    assert (ended.ending, ended.detail) == (
        Ending.LOST_NEXT,
        "the next page has no address: its pager works by script",
    )
    assert len(rows(crawl)) == 6


ROUTED = """
const row = (at, said) => `<li><a href="/a/t20150602_${at}.html">关于${said}事项的公告</a></li>`;
const route = decodeURIComponent(location.hash.slice(2));
document.getElementById("list").innerHTML = row(1, route) + row(2, "第二号") + row(3, "第三号");
"""


def test_the_route_behind_the_hash_reaches_the_page(drawn, crawl, words):
    read(crawl, crawl.site(with_script(drawn, ROUTED), replace(words.column, url="/tzgg/#/第一号")))
    assert [title for title, *_ in rows(crawl)] == [f"关于第{one}号事项的公告" for one in "一二三"]
