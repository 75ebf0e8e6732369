"""Those who fetch the benchmark's pages: each a function that reads all of them and returns how many it has read."""

import asyncio
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.practice.bench.pages import Shelf, host

if TYPE_CHECKING:
    from crawler.registry import Site

_HREF = re.compile(rb'href="(/tzgg/2015\d\d/[^"]+)"')
_AT_ONCE = 16  # requests at once where the tool leaves it to us; Scrapy's default, and ours
Marks = list[tuple[int, float]]
"""(pages read, CPU seconds of the process) along the way."""


def starts(shelf: Shelf, port: int) -> list[str]:
    """Return all list pages of all sites."""
    pages = ["index.html", *(f"index_{at}.html" for at in range(1, shelf.lists))]
    return [f"http://{host(site)}:{port}/tzgg/{page}" for site in range(shelf.sites) for page in pages]


def sites_of(shelf: Shelf, port: int) -> "list[Site]":
    """Return the sites of *shelf* as this program knows sites."""
    from crawler.registry import Column, Site  # noqa: PLC0415 - each contender loads its own tool and no other

    column = Column(id="tzgg", name="通知公告", url="/tzgg/", max_pages=10**6)
    return [
        Site(
            id=f"s{at}",
            name=f"练习局{at}",
            bureau="b",
            base=f"http://{host(at)}:{port}/",
            gap=0.0,
            allow_private=True,
            column=(column,),
        )
        for at in range(shelf.sites)
    ]


def pipeline(shelf: Shelf, port: int, marks: Marks) -> int:
    """The whole of this program: lists and notices read, facts in SQLite, bytes in WARC, all of it durable."""
    from crawler.clock import system_clock  # noqa: PLC0415 - each contender loads its own tool and no other
    from crawler.crawl import crawl_sites  # noqa: PLC0415
    from crawler.store.database import open_database  # noqa: PLC0415
    from crawler.store.schema import prepare_facts  # noqa: PLC0415
    from crawler.visit import Progress  # noqa: PLC0415
    from crawler.workspace import ArchiveSettings, Settings, Workspace  # noqa: PLC0415

    read: dict[str, int] = {}

    def told(progress: Progress) -> None:
        read[progress.site] = progress.pages + progress.versions
        _mark(marks, sum(read.values()))

    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        root = Path(folder)
        settings = Settings(archive=ArchiveSettings(reserve_mb=16))
        workspace = Workspace(root=root, settings=settings, database_url=f"sqlite:///{root / 'bench.db'}")
        engine = open_database(workspace.database_url)
        prepare_facts(engine)
        done = asyncio.run(crawl_sites(workspace, sites_of(shelf, port), engine, system_clock, told))
        engine.dispose()
    return sum(one.pages + one.versions for one in done.sites.values())


def scrapy(shelf: Shelf, port: int, marks: Marks) -> int:  # noqa: ARG001 - only ours is measured along the way
    """A bare Scrapy spider at its defaults: it follows the links and keeps nothing."""
    import logging  # noqa: PLC0415

    from scrapy import Spider  # noqa: PLC0415
    from scrapy.crawler import CrawlerProcess  # noqa: PLC0415

    seen: list[int] = []

    class Bare(Spider):
        name = "bare"
        start_urls = starts(shelf, port)

        def parse(self, response: Any) -> Any:
            seen.append(1)
            for href in response.css("ul li a[title^=关于]::attr(href)").getall():
                yield response.follow(href, self.notice)

        def notice(self, response: Any) -> None:
            seen.append(len(response.body) > 0)

    logging.disable(logging.WARNING)
    process = CrawlerProcess({"LOG_ENABLED": False})
    process.crawl(Bare)
    process.start()
    return len(seen)


def crawlee(shelf: Shelf, port: int, marks: Marks) -> int:  # noqa: ARG001 - only ours is measured along the way
    """Crawlee's parsel crawler at its defaults, as its guide writes one: its queue is on disk, the pages are not kept."""
    from crawlee import service_locator  # noqa: PLC0415
    from crawlee.configuration import Configuration  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        service_locator.set_configuration(Configuration(storage_dir=folder))
        return _crawlee(shelf, port)


def crawlee_memory(shelf: Shelf, port: int, marks: Marks) -> int:  # noqa: ARG001 - only ours is measured along the way
    """The same with its queue in memory and as many at once from the beginning: as fast as we could make it."""
    from crawlee import ConcurrencySettings  # noqa: PLC0415
    from crawlee.storage_clients import MemoryStorageClient  # noqa: PLC0415

    at_once = ConcurrencySettings(
        min_concurrency=_AT_ONCE, desired_concurrency=_AT_ONCE, max_concurrency=_AT_ONCE
    )
    return _crawlee(shelf, port, storage_client=MemoryStorageClient(), concurrency_settings=at_once)


def _crawlee(shelf: Shelf, port: int, **choices: Any) -> int:
    """Read title, date and text with the page's own selectors, follow the links of lists, keep nothing."""
    import logging  # noqa: PLC0415

    from crawlee.crawlers import ParselCrawler, ParselCrawlingContext  # noqa: PLC0415

    logging.disable(logging.CRITICAL)
    seen: list[int] = []

    async def run() -> None:
        crawler = ParselCrawler(configure_logging=False, **choices)

        @crawler.router.default_handler
        async def handler(context: ParselCrawlingContext) -> None:
            page = context.selector
            title, day = page.css("h1::text").get(), page.css("meta[name=PubDate]::attr(content)").get()
            text = "\n".join(page.css(".TRS_Editor p::text").getall())
            seen.append(len(f"{title}{day}{text}"))
            hrefs = page.css("ul li a[title^=关于]::attr(href)").getall()
            if hrefs:
                base = context.request.url.partition("/tzgg/")[0]
                await context.add_requests([base + one for one in hrefs])

        await crawler.run(starts(shelf, port))

    asyncio.run(run())
    return len(seen)


def client(shelf: Shelf, port: int, marks: Marks) -> int:  # noqa: ARG001 - only ours is measured along the way
    """A plain asyncio client on aiohttp: the bytes and nothing else."""
    import aiohttp  # noqa: PLC0415

    seen: list[int] = []

    async def run() -> None:
        queue: asyncio.Queue[str] = asyncio.Queue()
        for url in starts(shelf, port):
            queue.put_nowait(url)
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=_AT_ONCE)) as session:
            workers = [asyncio.create_task(worker(session, queue)) for _ in range(_AT_ONCE)]
            await queue.join()
            for one in workers:
                one.cancel()

    async def worker(session: aiohttp.ClientSession, queue: asyncio.Queue[str]) -> None:
        while True:
            url = await queue.get()
            async with session.get(url) as answer:
                body = await answer.read()
            seen.append(len(body))
            if "/index" in url:
                base = url.partition("/tzgg/")[0]
                for href in _HREF.findall(body):
                    queue.put_nowait(base + href.decode())
            queue.task_done()

    asyncio.run(run())
    return len(seen)


CONTENDERS: dict[str, Callable[[Shelf, int, Marks], int]] = {
    "pipeline": pipeline,
    "scrapy": scrapy,
    "crawlee": crawlee,
    "crawlee-memory": crawlee_memory,
    "client": client,
}
_STEP = 100  # pages between two marks


def _mark(marks: Marks, pages: int) -> None:
    if not marks or pages - marks[-1][0] >= _STEP:
        marks.append((pages, time.process_time()))
