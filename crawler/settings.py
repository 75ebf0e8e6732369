"""The settings of every crawl; each that differs from Scrapy's says the default and the reason."""

from datetime import timedelta
from typing import Any

BOT_NAME = "gongkai"
SPIDER_MODULES = ["crawler.spiders"]

TWISTED_REACTOR_ENABLED = False  # default True; one asyncio loop runs many crawls, a reactor runs once
TELNETCONSOLE_ENABLED = False  # default True; a door that runs any code
REMOTE_CONTROL_ENABLED = False  # default True; another such door
COOKIES_ENABLED = False  # default True; a gate's cookie is carried over one redirect, by our own middleware
ROBOTSTXT_OBEY = False  # default of the project template True; ours reads a failing file as a no
HTTPERROR_ALLOW_ALL = True  # default False; a refusal is a fact to record, not noise to drop
RETRY_ENABLED = False  # default True; what may be tried again is decided by outcome, never for a block
REDIRECT_ENABLED = False  # default True; ours checks every hop
METAREFRESH_ENABLED = False  # default True; shells are followed within their site only
COMPRESSION_ENABLED = False  # default True; our handler unpacks within its limits
HTTPPROXY_ENABLED = False  # default True; an environment must not send us elsewhere unseen
STATS_DUMP = False  # default True; the summary is ours
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # default 8; a host never gets two at once
DOWNLOAD_DELAY = 3.0  # default 0; for hosts that no site's file names
DOWNLOAD_DELAY_JITTER = 0.0  # default 0.5; the gap is a promise, not an average

DOWNLOADER = (
    "crawler.transport.downloader.AwaitingDownloader"  # default Scrapy's; ours is that, and can be awaited
)
DOWNLOAD_HANDLERS = {
    "http": "crawler.transport.handler.GuardedHandler",
    "https": "crawler.transport.handler.GuardedHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}  # default reads local files, data: and FTP; a page could send us there
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}  # default 14 of them; the three that are needed are ours
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.promises.KeepPromises": 50,
    "crawler.middlewares.robots.ObeyRobots": 100,
    "crawler.middlewares.redirects.FollowRedirects": 200,
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}  # default 5; no request of ours passes through them
EXTENSIONS_BASE: dict[str, int] = {}  # default 12; the ledger is the database

LIST_BYTES = 32 * 2**20  # a larger page is no page
FILE_BYTES = 200 * 2**20  # a larger attachment stays where it is
RETRIES = 2  # further attempts in a run, for timeouts, failing servers and closed ports only
SECOND_PASS = 10  # gaps of a site that pass before what failed for a moment is tried once more
SILENCES = 2  # addresses without an answer in time, or a connection, after which a host gets no request more in the run
BLOCKS = 2  # refusals after which a host is left alone for the rest of the run
LONGEST_REST = timedelta(minutes=2)  # a Retry-After beyond it ends the host's part in this run
IN_FLIGHT = 6  # pages of one site on their way through the store while the next is fetched
SITES_AT_ONCE = 200  # sites that are open at the same time; each holds a lock file


def overrides(concurrency: int, agent: str, gaps: dict[str, float]) -> dict[str, Any]:
    """Return the settings of one crawl: *gaps* is the pause in seconds by host and port."""
    own = {name: value for name, value in globals().items() if name.isupper()}
    slots = {host: {"concurrency": 1, "delay": gap, "jitter": 0.0} for host, gap in gaps.items()}
    return {**own, "CONCURRENT_REQUESTS": concurrency, "USER_AGENT": agent, "DOWNLOAD_SLOTS": slots}
