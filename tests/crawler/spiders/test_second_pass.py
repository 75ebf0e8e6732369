"""What failed for a moment gets a second pass at the end of the visit; what refused does not."""

import pytest

from crawler.registry import Column
from crawler.words import Ending

TWO = (Column(id="a", name="a", url="/a/"), Column(id="b", name="b", url="/b/"))


def once(first, then):
    """Answer *first* one time, *then* ever after."""
    left = [first]
    return lambda _: left.pop() if left else then


@pytest.fixture
def script(serve, pages):
    return serve({"/b/": pages.listing([2]), **pages.notices([1, 2])})


def cut(made, page):
    return made(200, page)[:-40]


def test_a_list_that_came_cut_is_read_again_at_the_end(script, crawl, pages):
    page = pages.listing([1])
    script.answers["/a/"] = once(cut(crawl.made, page), (200, {}, page))
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
