"""What hosts asked of us holds in the next process too: robots.txt for a day, its delay, and a rest."""

import socket
import time

import pytest

from crawler.middlewares import robots
from crawler.transport.guard import ThreadedResolver
from crawler.words import Ending, Outcome


@pytest.fixture
def again(crawl):
    """Crawl as another process would: with nothing in memory."""

    def run(*sites, **values):
        robots._BOOK.clear()
        return crawl.run(*sites, **values)

    return run


def robots_asked(script):
    return script.targets(without="").count("/robots.txt")


def test_robots_txt_is_not_asked_for_again_within_a_day(serve, crawl, pages, again):
    script = serve({"/robots.txt": "User-agent: *\nDisallow: /a/", "/tzgg/": pages.listing([1])})
    site = crawl.site(script)
    again(site)
    crawl.clock.forward(hours=23)
    again(site)
    assert robots_asked(script) == 1
    assert script.targets() == ["/tzgg/", "/tzgg/"], "and it is obeyed"
    crawl.clock.forward(hours=1)
    again(site)
    assert robots_asked(script) == 2


def test_a_missing_robots_txt_is_remembered_too(serve, crawl, pages, again):
    script = serve({"/tzgg/": pages.listing([1])})
    again(crawl.site(script))
    again(crawl.site(script))
    assert robots_asked(script) == 1


@pytest.mark.parametrize(
    ("hours", "asked"), [pytest.param(0.9, 1, id="within the hour"), pytest.param(1.1, 2, id="later")]
)
def test_a_refused_robots_txt_forbids_for_an_hour(serve, crawl, pages, again, hours, asked):
    script = serve({"/robots.txt": (403, {}, "no"), "/tzgg/": pages.listing([1])})
    again(crawl.site(script))
    script.answers["/robots.txt"] = ""
    crawl.clock.forward(hours=hours)
    again(crawl.site(script))
    assert robots_asked(script) == asked


def test_after_silence_robots_txt_is_asked_for_again_at_once(serve, crawl, pages, again, monkeypatch):
    script = serve({"/tzgg/": pages.listing([1])})
    site = crawl.site(script, base=f"http://localhost:{script.port}/")
    with monkeypatch.context() as silent:
        silent.setattr(ThreadedResolver, "resolve", _nobody_knows)
        assert again(site).sites["harbour"].outcomes[Outcome.ROBOTS]
    assert again(site).sites["harbour"].readings["tzgg"].ending is Ending.EXHAUSTED


async def _nobody_knows(_self, _host, _port=0, _family=0):
    raise OSError(socket.EAI_AGAIN, "temporary failure in name resolution")


def test_after_a_connection_that_was_cut_robots_txt_is_asked_for_again_in_an_hour(serve, crawl, pages, again):
    script = serve({"/robots.txt": b"", "/tzgg/": pages.listing([1])})
    again(crawl.site(script))
    script.answers["/robots.txt"] = ""
    crawl.clock.forward(minutes=50)
    assert again(crawl.site(script)).sites["harbour"].readings == {}
    crawl.clock.forward(minutes=11)
    assert again(crawl.site(script)).sites["harbour"].readings["tzgg"].ending is Ending.EXHAUSTED
    assert robots_asked(script) == 2


def test_bytes_that_the_archive_has_lost_are_asked_for_again(serve, crawl, pages, again):
    script = serve({"/robots.txt": "User-agent: *\nDisallow: /a/", "/tzgg/": pages.listing([1])})
    again(crawl.site(script))
    for one in crawl.workspace.archive.glob("*.warc.gz"):
        one.write_bytes(b"")
    again(crawl.site(script))
    assert robots_asked(script) == 2


def test_the_delay_of_robots_txt_holds_between_two_processes_and_in_the_second(serve, crawl, pages, again):
    script = serve(
        {
            "/robots.txt": "User-agent: *\nCrawl-delay: 0.4\n",
            "/tzgg/": pages.listing([1]),
            **pages.notices([1]),
        }
    )
    again(crawl.site(script), lists_only=True)
    began = time.monotonic()
    again(crawl.site(script))
    assert robots_asked(script) == 1
    moments = [one.at for one in script.asked]
    assert moments[2] - began >= 0.38, "the first request of the second process"
    assert moments[3] - moments[2] >= 0.38, "and the next"


@pytest.mark.parametrize("status", [429, 503])
def test_a_long_rest_is_kept_by_the_next_process(serve, crawl, pages, again, status):
    script = serve({"/tzgg/": (status, {"Retry-After": "7200"}, "later")})
    site = crawl.site(script, obey_robots=False)
    again(site)
    script.answers["/tzgg/"] = pages.listing([1])
    asked = len(script.asked)
    crawl.clock.forward(hours=1.5)
    done = again(site).sites["harbour"]
    assert len(script.asked) == asked
    assert "as it asked" in done.readings["tzgg"].detail
    crawl.clock.forward(hours=1)
    assert again(site).sites["harbour"].readings["tzgg"].ending is Ending.EXHAUSTED


def test_a_short_rest_is_slept_out_by_the_next_process(serve, crawl, pages, again):
    script = serve({"/tzgg/": pages.listing([1]), pages.path(1): (503, {"Retry-After": "1"}, "later")})
    site = crawl.site(script, obey_robots=False)
    again(site, max_requests=2)
    script.answers |= pages.notices([1])
    began = time.monotonic()
    done = again(site).sites["harbour"]
    assert script.asked[2].at - began >= 0.9
    assert done.outcomes[Outcome.OK] == 2
