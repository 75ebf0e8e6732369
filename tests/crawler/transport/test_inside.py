"""No page leads us inside: by every way that a page can lead, to every spelling of an address that is not the public web.

The site is on this machine at an address that is public for the test; a hook of the interpreter counts connections.
"""

import socket
import sys
from ipaddress import ip_address

import pytest
from sqlalchemy import select

from crawler.listservice import ListService
from crawler.registry import Column
from crawler.store.tables import fetch
from crawler.transport import guard
from crawler.words import Ending, Outcome

SITE = "127.0.0.2"
REBINDING = "http://rebinding.example/latest/"
NAMES = {
    "metadata.google.internal": "169.254.169.254",
    "intranet.example": "10.0.0.8",
    "wrapped.example": "::ffff:127.0.0.1",
    "localhost.": "127.0.0.1",
}
"""Names that lead inside, wherever their owner says."""
TARGETS = [
    "http://127.0.0.1/latest/",
    "http://127.1/latest/",
    "http://127.0.1/latest/",
    "http://2130706433/latest/",
    "http://0x7f000001/latest/",
    "http://0x7f.0.0.1/latest/",
    "http://0177.0.0.1/latest/",
    "http://0/latest/",
    "http://0.0.0.0/latest/",
    "http://[::1]/latest/",
    "http://[::]/latest/",
    "http://[::ffff:127.0.0.1]/latest/",
    "http://[::ffff:7f00:1]/latest/",
    "http://[64:ff9b::7f00:1]/latest/",
    "http://[2002:7f00:1::]/latest/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/latest/",
    "http://[fe80::1]/latest/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.100.100.200/latest/meta-data/",
    "http://10.0.0.8/latest/",
    "http://172.16.5.4/latest/",
    "http://192.168.1.1:8080/latest/",
    "http://localhost/latest/",
    "http://LOCALHOST/latest/",
    "http://user:pass@127.0.0.1/latest/",
    f"http://{SITE}@127.0.0.1/latest/",
    "http://１２７.０.０.１/latest/",
    "http://127。0。0。1/latest/",
    *(f"http://{one}/latest/" for one in NAMES),
    f"http://{SITE}:22/latest/",
    f"http://{SITE}:6379/latest/",
    REBINDING,
]
"""What could be asked over HTTP."""
NOWHERE = [
    "file:///etc/passwd",
    "data:text/html,<script>1</script>",
    "s3://bucket/key",
    "ftp://127.0.0.1/latest/",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "dict://127.0.0.1:11211/stat",
    f"http://{SITE}:0/latest/",
]
"""What is no address of the web at all."""
ALL = [*TARGETS, *NOWHERE]
FOUND = 302
SOME = [*TARGETS[::3], REBINDING, *NOWHERE[:2]]
"""Of every kind some, for what costs a whole reading each."""
_WATCHING = []


def _watch(event, args):
    if event == "socket.connect" and _WATCHING:
        _WATCHING[-1].append(args[1][:2] if isinstance(args[1], tuple) else args[1])


sys.addaudithook(_watch)  # it stays as long as the process; it listens only while a test does


@pytest.fixture
def connected(monkeypatch):
    """The addresses to which connections were begun, while one address is public and names lead where a stranger says."""
    looked_up, real_names, real_public = [], guard.ThreadedResolver.resolve, guard.is_public

    async def resolve(self, host, port=0, family=socket.AF_INET):
        if host == "rebinding.example":
            looked_up.append(host)
            found = SITE if len(looked_up) == 1 else "127.0.0.1"
        elif (found := NAMES.get(host)) is None:
            return await real_names(self, host, port, family)
        return [{"hostname": host, "host": found, "port": port, "family": family, "proto": 0, "flags": 0}]

    monkeypatch.setattr(guard.ThreadedResolver, "resolve", resolve)
    monkeypatch.setattr(guard, "is_public", lambda one: one == ip_address(SITE) or real_public(one))
    _WATCHING.append([])
    yield _WATCHING[-1]
    _WATCHING.pop()


def test_the_hook_counts_connections(connected):
    with pytest.raises(OSError, match="refused"), socket.socket() as one:
        one.connect(("127.0.0.1", 9))
    assert connected == [("127.0.0.1", 9)]


def test_there_are_more_targets_than_asked_for():
    assert len(set(TARGETS)) >= 25
    assert len(set(NOWHERE)) >= 5


def listed(*hrefs, head="", tail=""):
    """Return a list page whose rows lead to *hrefs*."""
    rows = "".join(
        f'<li><a href="{one}">关于第{at}号事项的公告</a><span>2015-06-{at % 28 + 1:02}</span></li>'
        for at, one in enumerate(hrefs, 1)
    )
    return f"<html><head>{head}<title>通知公告</title></head><body><ul>{rows}</ul>{tail}</body></html>"


def columns(answers):
    """Return a column for every answer, at an address of its own, and what is served there."""
    served = {f"/c{at}/": one for at, one in enumerate(answers)}
    return served, [Column(id=path.strip("/"), name=path, url=path) for path in served]


def said(target):
    """Return *target* as it goes into a header."""
    return target.encode().decode("latin-1")


def by_redirect(status):
    """Lead by a redirect: from notices, and by the most usual one from lists too."""

    def lead(good, _pages):
        answers = [(status, {"Location": said(one)}, "") for one in ALL]
        away = {f"/r/t20150601_{at}.html": one for at, one in enumerate(answers)}
        served, found = columns([answers[ALL.index(one)] for one in SOME] if status == FOUND else [])
        return away | served | {"/tzgg/": listed(*away, good)}, found

    return lead


def by_shell(text):
    """Lead by what a page holds in place of itself; one such leads to a list of the site."""

    def lead(good, _pages):
        served, found = columns([text.format(one) for one in (*SOME, "/own/")])
        away = {f"/r/t20150601_{at}.html": text.format(one) for at, one in enumerate(ALL)}
        return served | away | {"/own/": listed(good), "/tzgg/": listed(*away, good)}, found

    return lead


def by_next_page(good, _pages):
    served, found = columns([listed(good, good + "?2", tail=f'<a href="{one}">下一页</a>') for one in SOME])
    return served | {"/tzgg/": listed(good)}, found


def by_base(good, _pages):
    served, found = columns(
        [listed("t20150601_1.html", "t20150601_2.html", head=f'<base href="{one}">') for one in SOME]
    )
    return served | {"/tzgg/": listed(good)}, found


def by_row(good, _pages):
    return {"/tzgg/": listed(*ALL, good)}, []


def by_attachment(good, pages):
    first = "/a/t20150609_77.html"
    return {"/tzgg/": listed(first, good), first: pages.notice(77, files=[f"{one}1.pdf" for one in ALL])}, []


def by_the_file_of_the_site(good, _pages):
    found = [Column(id=f"c{at}", name="c", url=one) for at, one in enumerate(SOME) if SITE not in one]
    return {"/tzgg/": listed(good)}, found


def by_service(good, _pages):
    found = [
        Column(
            id=f"c{at}",
            name="c",
            url="/tzgg/",
            service=ListService(url=one, rows="rows", title="t", link="u"),
        )
        for at, one in enumerate(SOME)
    ]
    return {"/tzgg/": listed(good)}, found


WAYS = {
    **{f"redirect {status}": by_redirect(status) for status in (301, 302, 303, 307, 308)},
    "meta refresh": by_shell('<html><head><meta http-equiv="refresh" content="0;url={}"></head></html>'),
    "script": by_shell('<script>window.location.href="{}"</script>'),
    "frame": by_shell('<html><body><iframe src="{}"></iframe></body></html>'),
    "menu of a frame": by_shell(
        '<html><body><a class="on" data-url="{}">栏目</a><iframe></iframe></body></html>'
    ),
    "next page": by_next_page,
    "base": by_base,
    "row": by_row,
    "attachment": by_attachment,
    "the site's file": by_the_file_of_the_site,
    "a service": by_service,
}
LEAST = dict.fromkeys(("next page", "base", "the site's file", "a service"), 10)
"""Requests that must have been refused; all addresses of the web where nothing else is said."""
SHELLS = ("meta refresh", "script", "frame", "menu of a frame")
"""Ways that are followed within their site only, so that no request is even made of them."""
EXPECTED = frozenset(
    {Outcome.OK, Outcome.FORBIDDEN_ADDRESS, Outcome.ROBOTS, Outcome.NOT_FOUND, Outcome.BLOCKED}
)


@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_inside(serve, crawl, pages, connected, way):
    script = serve(address=SITE)
    answers, found = WAYS[way](pages.path(1), pages)
    script.answers |= pages.notices([1]) | answers
    last = Column(id="tzgg", name="通知公告", url="/tzgg/")
    done = crawl.run(crawl.site(script, *found, last, allow_private=False)).sites["harbour"]
    assert set(connected) <= {(SITE, script.port), (SITE, 80)}
    assert connected.count((SITE, 80)) <= 3, "the name that was public when it was first asked for"
    assert done.failure == ""
    assert done.readings["tzgg"].ending is Ending.EXHAUSTED
    assert "关于第1号事项的公告" in {one.title for one in crawl.reader.versions("harbour")}, (
        "the crawl went on"
    )
    asked = fetches(crawl)
    strange = {one for one in asked if one[1] not in EXPECTED and "rebinding" not in one[0] + one[2]}
    assert {url for url, *_ in strange} <= {f"https://{SITE}:{script.port}/robots.txt"}, "its other form"
    forbidden = sum(outcome is Outcome.FORBIDDEN_ADDRESS for _, outcome, _ in asked)
    if way in SHELLS:
        assert forbidden == 0
        assert done.readings[found[-1].id].ending is Ending.EXHAUSTED, (
            "a shell of the site itself is followed"
        )
    else:
        assert forbidden >= LEAST.get(way, 25)


def fetches(crawl):
    with crawl.engine.connect() as connection:
        return [(one.url, Outcome(one.outcome), one.detail) for one in connection.execute(select(fetch))]


def test_robots_txt_leads_nowhere_inside(serve, crawl, pages, connected):
    """A robots.txt that sends us away could not be read, so all its site is left alone."""
    sites = []
    for at, target in enumerate(SOME):
        script = serve({"/robots.txt": (302, {"Location": said(target)}, "")}, address=SITE)
        script.answers["/tzgg/"] = listed(pages.path(1))
        sites.append(crawl.site(script, id=f"s{at}", allow_private=False))
    done = crawl.run(*sites)
    ports = {int(one.base.rpartition(":")[2].strip("/")) for one in sites}
    assert {port for _, port in connected} <= ports | {80}
    assert {address for address, _ in connected} == {SITE}
    assert all(one.versions == 0 and one.failure == "" for one in done.sites.values())
    refused = [url for url, outcome, _ in fetches(crawl) if outcome is Outcome.FORBIDDEN_ADDRESS]
    assert len(refused) >= len(SOME) - 1
    assert all(url.endswith("/robots.txt") for url in refused)
