import threading

import pytest

from crawler.words import Outcome


def test_a_name_that_does_not_exist_nor_its_twin_is_named(serve, crawl):
    site = crawl.site(serve(), obey_robots=False)
    object.__setattr__(site, "base", "http://no-such-name.invalid/")
    summary = crawl.run(site)
    assert dict(summary.sites["harbour"].outcomes) == {Outcome.DNS: 1}


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        pytest.param("gzip", b"\x1f\x8b\x08 not gzip", id="broken"),
        pytest.param("br", b"\x00\x01", id="short"),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_not_whole(serve, crawl, coding, body):
    script = serve({"/tzgg/": (200, {"Content-Encoding": coding}, body)})
    summary = crawl.run(crawl.site(script, obey_robots=False))
    assert dict(summary.sites["harbour"].outcomes) == {Outcome.TRUNCATED: 1}


def test_one_host_never_gets_two_requests_at_once(serve, crawl, pages):
    busy, most = threading.Semaphore(1), []

    def alone(asked):
        most.append(busy.acquire(blocking=False))
        text = pages.notice(int(asked.target.rpartition("_")[2].removesuffix(".html")))
        busy.release()
        return text

    script = serve({"/tzgg/": pages.listing(range(1, 12)), **{pages.path(at): alone for at in range(1, 12)}})
    assert crawl.run(crawl.site(script)).versions == 11
    assert all(most)
