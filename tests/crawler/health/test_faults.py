"""What can befall a list that was healthy: each fault has its name, is never complete, and costs few requests."""

from itertools import count, pairwise

import pytest

from crawler.health.advice import advise
from crawler.registry import Column
from crawler.words import Ending

NAMES = {
    "jsl": (521, "<script>document.cookie=('_')+('_')+('j');location.href=location.pathname</script>"),
    "rs": (412, "<html><script>$_ts=window['$_ts'];</script></html>"),
    "wzws": (200, "<html><script>window.location='/WZWSRELd3d3Lmg='</script></html>"),
    "hoy_tr": (200, "<html><script>var a='HOY_TR';</script></html>"),
    "c3vk": (200, "<html><script>document.cookie='C3VK=1';location.reload()</script></html>"),
    "tst_status": (200, "<html><script>document.cookie='__tst_status=1'</script></html>"),
    "yd_cookie": (200, "<html><script>document.cookie='yd_cookie=1'</script></html>"),
    "captcha": (405, "<html><body>请拖动滑块完成验证</body></html>"),
    "refusal": (403, "<html><body>访问被拦截</body></html>"),
}
"""One page of each protection, refused or with the status of a good page."""


def endless(pages, *, same):
    """Answer every page of a list with a next one: the *same* rows, or others each time."""
    numbers = count(1)

    def answer(_):
        at = next(numbers)
        rows = range(1, 21) if same else range(at * 20, at * 20 + 20)
        return 200, {}, pages.listing(rows, following=f"/tzgg/?n={at}")

    return answer


def healthy(serve, crawl, pages, **column):
    script = serve({"/tzgg/": pages.listing(range(20, 0, -1)), **pages.notices(range(1, 21))})
    site = crawl.site(script, Column(id="tzgg", name="通知公告", url="/tzgg/", **column))
    for _ in range(3):
        assert crawl.run(site).sites["harbour"].readings["tzgg"].ending.complete
        crawl.clock.forward(days=1)
    script.asked.clear()
    return script, site


def after(serve, crawl, pages, answer, **column):
    """Return how a healthy list ends when it answers so, and the site's script."""
    script, site = healthy(serve, crawl, pages, **column)
    script.answers["/tzgg/"] = answer
    ended = crawl.run(site).sites["harbour"].readings["tzgg"]
    assert not crawl.reader.readings("harbour")[-1].complete
    assert advise(ended.ending, ended.detail).zh
    return ended, script


@pytest.mark.parametrize("name", NAMES)
def test_a_protection_is_named_and_asked_no_more(serve, crawl, pages, name):
    status, body = NAMES[name]
    ended, script = after(serve, crawl, pages, (status, {}, body))
    assert (ended.ending, ended.detail) == (Ending.BLOCKED, f"page 1: challenge {name}")
    assert len([one for one in script.targets() if one == "/tzgg/"]) == 1
    assert "不" in advise(ended.ending, ended.detail).zh


@pytest.mark.parametrize(
    ("answer", "ending"),
    [
        pytest.param((404, {}, "gone"), Ending.NOT_FOUND, id="404 from where we stand"),
        pytest.param((410, {}, "gone"), Ending.NOT_FOUND, id="410"),
        pytest.param(
            (200, {}, "<html><title>404</title><body>您访问的页面不存在</body></html>"),
            Ending.NOT_FOUND,
            id="soft 404",
        ),
        pytest.param((403, {}, ""), Ending.BLOCKED, id="refused without a word"),
        pytest.param((200, {}, ""), Ending.BLOCKED, id="nothing at all"),
        pytest.param((500, {}, "oops"), Ending.UNREACHABLE, id="the server fails"),
        pytest.param((302, {"Location": "/tzgg/"}, ""), Ending.UNREACHABLE, id="sent in a circle"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<html>", Ending.UNREACHABLE, id="cut"),
        pytest.param(
            (200, {}, f"<html><body>{'<p>新版网站已上线，欢迎访问。</p>' * 40}</body></html>"),
            Ending.PARSE_ZERO,
            id="a page without rows",
        ),
    ],
)
def test_a_list_that_is_no_list_any_more_is_named(serve, crawl, pages, answer, ending):
    ended, script = after(serve, crawl, pages, answer)
    assert ended.ending is ending
    assert len(script.asked) <= 10


def test_a_list_that_repeats_itself_for_ever_ends_at_the_first_repeat(serve, crawl, pages):
    ended, script = after(serve, crawl, pages, endless(pages, same=True))
    assert ended.ending is Ending.REPEATED_PAGE
    assert len([one for one in script.targets() if "tzgg" in one]) <= 3


def test_a_list_that_never_ends_ends_at_its_limit(serve, crawl, pages):
    ended, script = after(serve, crawl, pages, endless(pages, same=False), max_pages=6)
    assert ended.ending is Ending.TOO_MANY_PAGES
    assert len([one for one in script.targets() if "tzgg" in one]) == 6


def test_a_calendar_beside_the_list_is_not_walked(serve, crawl, pages):
    script, site = healthy(serve, crawl, pages)
    days = "".join(
        f'<a href="/rili/{year}/{month}/">{month}月</a>' for year in range(2015, 2115) for month in range(12)
    )
    script.answers["/tzgg/"] = pages.listing(range(20, 0, -1), extra=f"<div>{days}</div>")
    crawl.run(site)
    assert not [one for one in script.targets() if "rili" in one]


def test_an_empty_column_says_so_and_a_broken_one_does_not(serve, crawl, pages):
    empty = crawl.site(serve({"/tzgg/": "<html><body><ul></ul><p>暂无内容</p></body></html>"}))
    assert crawl.run(empty).sites["harbour"].readings["tzgg"].ending is Ending.EMPTY
    ended, _ = after(serve, crawl, pages, "<html><body><ul></ul><p>暂无内容</p></body></html>")
    assert ended.ending is Ending.DRIFT, "a column that was full a day ago is held to have changed its shape"


def test_a_date_is_never_invented(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing(range(20, 0, -1), day="待定{}"), **pages.notices(range(1, 21))})
    crawl.run(crawl.site(script))
    assert {one.claimed for one in crawl.reader.sightings("harbour")} == {None}


def test_a_site_that_shows_none_of_its_lists_is_not_asked_for_its_notices(serve, crawl, pages):
    script, site = healthy(serve, crawl, pages)
    crawl.clock.forward(days=15)
    script.answers.clear()
    crawl.run(site)
    assert script.targets() == ["/tzgg/"], "a 404 for all that is asked says nothing of a notice"


def test_the_pauses_grow_from_an_hour_to_a_day_while_a_site_refuses(serve, crawl):
    script = serve({"/tzgg/": (521, {}, "<script>document.cookie=('_')+('_')+('j')</script>")})
    site, asked = crawl.site(script), []
    for hour in range(24 * 5):
        script.asked.clear()
        crawl.run(site)
        asked += [hour] * ("/tzgg/" in script.targets())
        assert len(script.asked) <= 3
        crawl.clock.forward(hours=1)
    pauses = [after - before for before, after in pairwise(asked)]
    assert pauses[:5] == [1, 2, 4, 8, 16]
    assert set(pauses[5:]) == {24}
