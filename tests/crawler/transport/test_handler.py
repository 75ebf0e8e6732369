import socket
import threading

import pytest

from crawler.transport.guard import ThreadedResolver
from crawler.words import Ending, Outcome


def test_a_name_that_does_not_exist_nor_its_twin_is_named(serve, crawl):
    site = crawl.site(serve(), obey_robots=False)
    object.__setattr__(site, "base", "http://no-such-name.invalid/")
    summary = crawl.run(site)
    assert dict(summary.sites["harbour"].outcomes) == {Outcome.DNS: 1}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        pytest.param(socket.EAI_NONAME, "Name or service not known", id="NXDOMAIN"),
        pytest.param(socket.EAI_AGAIN, "Temporary failure in name resolution", id="no answer in time"),
        pytest.param(socket.EAI_FAIL, "Non-recoverable failure in name resolution", id="SERVFAIL"),
    ],
)
def test_why_a_name_has_no_address_is_said(serve, crawl, monkeypatch, number, said):
    async def fail(_self, _host, _port=0, _family=0):
        raise socket.gaierror(number, said)

    monkeypatch.setattr(ThreadedResolver, "resolve", fail)
    site = crawl.site(serve(), obey_robots=False)
    object.__setattr__(site, "base", "http://harbour.example/")
    summary = crawl.run(site)
    ended = summary.sites["harbour"].readings["tzgg"]
    assert dict(summary.sites["harbour"].outcomes) == {Outcome.DNS: 1}
    assert (ended.ending, said in ended.detail) == (Ending.UNREACHABLE, True)


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


def test_no_answer_over_a_new_connection_is_not_asked_for_again(serve, crawl):
    script = serve({"/tzgg/": b""})
    summary = crawl.run(crawl.site(script, obey_robots=False))
    assert dict(summary.sites["harbour"].outcomes) == {Outcome.REFUSED: 1}
    assert script.targets() == ["/tzgg/"]


def test_a_kept_connection_that_was_closed_meanwhile_costs_no_page(crawl, pages):
    """The server keeps the connection after the list and ends it without a word when the notice is asked for."""
    asked = []

    def speak(connection):
        with connection, connection.makefile("rb") as source:
            while line := source.readline():
                while source.readline().strip():
                    pass
                asked.append(line.split()[1].decode())
                if asked == ["/tzgg/", pages.path(1)]:
                    return
                page = pages.listing([1]) if asked[-1] == "/tzgg/" else pages.notice(1)
                connection.sendall(crawl.made(200, page).replace(b"Connection: close\r\n", b""))

    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen():
            for _ in range(2):
                threading.Thread(target=speak, args=server.accept()[:1], daemon=True).start()

        threading.Thread(target=listen, daemon=True).start()
        site = crawl.site(None, base=f"http://127.0.0.1:{server.getsockname()[1]}/", obey_robots=False)
        assert crawl.run(site).versions == 1
    assert asked == ["/tzgg/", pages.path(1), pages.path(1)]
