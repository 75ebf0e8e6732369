"""What failed for a moment gets a second pass at the end of the visit; what refused does not."""

import pytest

from crawler.registry import Column
from crawler.words import Ending

TWO = (Column(id="a", name="a", url="/a/"), Column(id="b", name="b", url="/b/"))


def after(times, first, then):
    """Answer *first* so many times, *then* ever after."""
    left = [first] * times
    return lambda _: left.pop() if left else then


@pytest.fixture
def script(serve, pages):
    return serve({"/b/": pages.listing([2]), **pages.notices([1, 2])})


def cut(made, page):
    return made(200, page)[:-40]


def test_a_list_that_came_cut_is_read_again_at_the_end(script, crawl, pages):
    page = pages.listing([1])
    script.answers["/a/"] = after(1, cut(crawl.made, page), (200, {}, page))
    done = crawl.run(crawl.site(script, *TWO)).sites["harbour"]
    assert done.readings["a"].ending.complete
    assert [one.ending for one in crawl.reader.readings("harbour") if one.column == "a"] == [
        Ending.UNREACHABLE,
        Ending.EXHAUSTED,
    ]
    assert pages.path(1) in script.targets(), "its notices are looked at too"
    assert script.targets().count("/b/") == 1


def test_a_list_that_stays_away_is_asked_once_more_and_no_oftener(script, crawl, pages):
    script.answers["/a/"] = cut(crawl.made, pages.listing([1]))
    done = crawl.run(crawl.site(script, *TWO)).sites["harbour"]
    assert done.readings["a"].ending is Ending.UNREACHABLE
    assert script.targets().count("/a/") == 2


def test_a_refusal_gets_no_second_pass(script, crawl):
    script.answers["/a/"] = (412, {}, "<script>$_ts=1</script>")
    crawl.run(crawl.site(script, *TWO))
    assert script.targets().count("/a/") == 1


def test_a_site_that_shows_nothing_is_left_for_the_next_run(serve, crawl, pages):
    script = serve({"/a/": cut(crawl.made, pages.listing([1])), "/b/": cut(crawl.made, pages.listing([2]))})
    crawl.run(crawl.site(script, *TWO))
    assert script.targets() == ["/a/", "/b/"]


@pytest.fixture
def one_list(serve, pages):
    return serve(
        {"/tzgg/": pages.listing([1, 2]), **pages.notices([1], files=["/f/1.pdf"]), **pages.notices([2])}
    )


PASSING = [
    pytest.param(b"", id="no answer"),
    pytest.param((500, {}, "error"), id="a failing server"),
    pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<html>", id="half of it"),
]


def attempts(failure):
    """Return how many attempts a failure gets in the first pass."""
    return 3 if failure == (500, {}, "error") else 1


def asked_for(script, target):
    return [one for one in script.targets() if one == target]


@pytest.mark.parametrize("failure", PASSING)
def test_a_notice_that_failed_for_a_moment_is_had_in_the_same_run(one_list, crawl, pages, failure):
    target = pages.path(1)
    tries = attempts(failure)
    one_list.answers[target] = after(tries, failure, pages.notice(1))
    done = crawl.run(crawl.site(one_list)).sites["harbour"]
    assert done.versions == 2
    assert len(asked_for(one_list, target)) == tries + 1
    assert len(asked_for(one_list, pages.path(2))) == 1
    assert len(asked_for(one_list, "/tzgg/")) == 1


@pytest.mark.parametrize("failure", PASSING)
def test_a_file_that_failed_for_a_moment_is_had_in_the_same_run(one_list, crawl, failure):
    tries = attempts(failure)
    pdf = (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4 %%EOF")
    one_list.answers["/f/1.pdf"] = after(tries, failure, pdf)
    assert crawl.run(crawl.site(one_list)).sites["harbour"].files == 1
    assert len(asked_for(one_list, "/f/1.pdf")) == tries + 1


def test_what_keeps_failing_gets_one_attempt_more_and_waits_for_the_next_run(one_list, crawl, pages):
    one_list.answers[pages.path(1)] = (500, {}, "error")
    crawl.run(crawl.site(one_list))
    assert len(asked_for(one_list, pages.path(1))) == 4, "three attempts, and one in the second pass"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param((404, {}, "nothing"), id="not there"),
        pytest.param((403, {}, "no"), id="refused"),
        pytest.param((412, {}, "<script>$_ts=1</script>"), id="a challenge"),
        pytest.param(lambda asked: (302, {"Location": asked.target}, ""), id="to itself"),
    ],
)
def test_a_notice_or_file_with_an_answer_gets_no_second_pass(one_list, crawl, pages, answer):
    one_list.answers |= {pages.path(2): answer, "/f/1.pdf": answer, "/tzgg/b": (500, {}, "error")}
    columns = (Column(id="a", name="a", url="/tzgg/"), Column(id="b", name="b", url="/tzgg/b"))
    crawl.run(crawl.site(one_list, *columns))
    assert len(asked_for(one_list, "/tzgg/b")) == 4, "there was a second pass"
    assert len(asked_for(one_list, pages.path(2))) == 1
    assert len(asked_for(one_list, "/f/1.pdf")) == 1


def test_what_robots_txt_forbids_is_not_tried_again(one_list, crawl, pages):
    one_list.answers |= {
        "/robots.txt": f"User-agent: *\nDisallow: {pages.path(2)}",
        pages.path(1): after(1, b"", pages.notice(1)),
    }
    crawl.run(crawl.site(one_list))
    assert asked_for(one_list, pages.path(2)) == []
    assert len(asked_for(one_list, pages.path(1))) == 2


def test_the_second_pass_waits_ten_gaps(one_list, crawl, pages):
    one_list.answers[pages.path(1)] = after(1, b"", pages.notice(1))
    crawl.run(crawl.site(one_list, gap=0.05))
    first, second = [one.at for one in one_list.asked if one.target == pages.path(1)]
    assert second - first >= 0.5


def test_the_second_pass_keeps_the_budget(one_list, crawl, pages):
    one_list.answers[pages.path(1)] = b""
    done = crawl.run(crawl.site(one_list, daily_requests=4)).sites["harbour"]
    assert len(one_list.asked) == 4, "robots.txt, the list, two notices"
    assert "daily budget" in done.withheld
