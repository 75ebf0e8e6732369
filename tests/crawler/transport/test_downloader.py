import asyncio
from itertools import pairwise
from time import monotonic

import pytest
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import Settings

from crawler import settings
from crawler.transport.downloader import AwaitingDownloader

QUIET = {"a.example": 0.2, "b.example": 0.0}


class Wire:
    """Stands where the handler is: notes who came when, and lets each wait a little."""

    def __init__(self):
        self.came = []
        self.busy = set()

    async def download_request_async(self, request):
        host = request.meta["download_slot"]
        assert host not in self.busy
        self.busy.add(host)
        self.came.append((host, monotonic()))
        await asyncio.sleep(0.05)
        self.busy.discard(host)
        return Response(request.url, request=request)


@pytest.fixture
def downloader():
    own = settings.overrides(8, "agent", QUIET) | {"DOWNLOADER_MIDDLEWARES": {}}
    crawler = Crawler(Spider, Settings(own))
    crawler._apply_settings()
    made = AwaitingDownloader(crawler)
    made.handlers = Wire()
    yield made
    made.close()


def asked(host, number):
    return Request(f"http://{host}/{number}", meta={"download_slot": host})


def send(downloader, *hosts):
    async def all_at_once():
        return await asyncio.gather(*(downloader.get(asked(host, at)) for at, host in enumerate(hosts)))

    return asyncio.run(all_at_once())


def moments(downloader, wanted):
    return [at for host, at in downloader.handlers.came if host == wanted]


def test_a_host_gets_one_request_at_a_time_its_delay_apart(downloader):
    answers = send(downloader, "a.example", "a.example", "a.example")
    assert [one.url for one in answers] == [f"http://a.example/{at}" for at in range(3)]
    assert all(later - earlier >= 0.2 for earlier, later in pairwise(moments(downloader, "a.example")))


def test_a_host_without_a_delay_still_gets_one_request_at_a_time(downloader):
    send(downloader, "b.example", "b.example")
    earlier, later = moments(downloader, "b.example")
    assert later - earlier >= 0.05


def test_hosts_do_not_wait_for_each_other(downloader):
    send(downloader, "a.example", "a.example", "b.example")
    assert moments(downloader, "b.example")[0] < moments(downloader, "a.example")[1]


@pytest.mark.parametrize(
    ("host", "least", "kept"),
    [
        pytest.param("b.example", 1.5, 1.5, id="longer than the site's file"),
        pytest.param("a.example", 0.1, 0.2, id="shorter than the site's file"),
        pytest.param("c.example", 0.1, settings.DOWNLOAD_DELAY, id="a host that no file names"),
    ],
)
def test_a_delay_is_only_ever_lengthened(downloader, host, least, kept):
    downloader.keep_delay(host, least)
    assert downloader.delay(host) == kept


def test_what_a_middleware_puts_in_place_of_an_answer_is_sent_too(downloader):
    def instead(request, response):
        return asked("b.example", 9) if response.url.endswith("/0") else response

    downloader.middleware.methods["process_response"].appendleft(instead)
    assert [one.url for one in send(downloader, "a.example")] == ["http://b.example/9"]
