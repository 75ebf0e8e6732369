"""A site that answers by another form of its address is read by it, which is a fact, and remembered."""

import socket

import pytest
from sqlalchemy import select

from crawler.store.tables import fetch, way
from crawler.transport.guard import ThreadedResolver
from crawler.words import Ending, Outcome


@pytest.fixture
def site(serve, crawl, pages):
    """A site over plain HTTP whose file says HTTPS."""
    script = serve({"/tzgg/": pages.listing([1, 2]), **pages.notices([1, 2])})
    return script, crawl.site(script, base=f"https://127.0.0.1:{script.port}/", obey_robots=False)


@pytest.fixture
def names(monkeypatch):
    """Let every name but the missing ones lead to this machine."""
    missing = set()

    async def resolve(_self, host, port=0, family=socket.AF_INET):
        if host in missing:
            raise OSError(socket.EAI_NONAME, "no such name")
        return [
            {"hostname": host, "host": "127.0.0.1", "port": port, "family": family, "proto": 0, "flags": 0}
        ]

    monkeypatch.setattr(ThreadedResolver, "resolve", resolve)
    return missing


def facts(crawl):
    with crawl.engine.connect() as connection:
        return (
            [(one.url, one.outcome) for one in connection.execute(select(fetch).order_by(fetch.c.id))],
            [(one.asked, one.used, one.reason) for one in connection.execute(select(way))],
        )


def plain(script, path):
    return f"http://127.0.0.1:{script.port}{path}"


def test_a_site_without_tls_is_read_in_the_clear_and_both_requests_are_facts(site, crawl, pages):
    script, harbour = site
    done = crawl.run(harbour).sites["harbour"]
    assert done.readings["tzgg"].ending is Ending.EXHAUSTED
    fetches, ways = facts(crawl)
    assert fetches[:2] == [(f"{harbour.base}tzgg/", Outcome.TLS), (plain(script, "/tzgg/"), Outcome.OK)]
    assert set(fetches[2:]) == {(plain(script, pages.path(at)), Outcome.OK) for at in (1, 2)}
    ((asked, used, reason),) = ways
    assert (asked, used) == (harbour.base.rstrip("/"), plain(script, ""))
    assert reason.startswith(f"{asked}: tls ")


def test_the_next_run_begins_with_the_form_that_answered_and_knows_the_notices(site, crawl):
    script, harbour = site
    crawl.run(harbour)
    crawl.clock.forward(days=1)
    script.asked.clear()
    done = crawl.run(harbour).sites["harbour"]
    assert done.outcomes[Outcome.TLS] == 0
    assert done.new == 0
    assert "/tzgg/" in script.targets()
    assert len(facts(crawl)[1]) == 1


def test_after_a_week_the_form_of_the_file_is_tried_first_again(site, crawl):
    _, harbour = site
    crawl.run(harbour)
    crawl.clock.forward(days=8)
    assert crawl.run(harbour).sites["harbour"].outcomes[Outcome.TLS] == 1
    assert len(facts(crawl)[1]) == 2


def test_a_strict_site_is_not_turned_to_plain_http(site, crawl):
    script, harbour = site
    object.__setattr__(harbour, "tls", "strict")
    assert crawl.run(harbour).sites["harbour"].readings["tzgg"].ending is Ending.UNREACHABLE
    assert script.asked == []
    assert facts(crawl)[1] == []


def test_robots_is_read_by_the_form_that_answers_and_still_obeyed(site, crawl):
    script, harbour = site
    object.__setattr__(harbour, "obey_robots", True)
    script.answers["/robots.txt"] = "User-agent: *\nDisallow: /tzgg/"
    assert crawl.run(harbour).sites["harbour"].readings["tzgg"].ending is not Ending.EXHAUSTED
    assert script.targets() == []


@pytest.mark.parametrize("asked", ["www.harbour.example", "harbour.example"])
def test_the_twin_answers_where_the_name_does_not_exist(serve, crawl, pages, names, asked):
    twin = asked.removeprefix("www.") if asked.startswith("www.") else f"www.{asked}"
    names.add(asked)
    script = serve({"/tzgg/": pages.listing([1]), **pages.notices([1])})
    base = f"http://{asked}:{script.port}/"
    done = crawl.run(crawl.site(script, base=base, obey_robots=False)).sites["harbour"]
    assert done.readings["tzgg"].ending is Ending.EXHAUSTED
    assert [one[:2] for one in facts(crawl)[1]] == [(base[:-1], f"http://{twin}:{script.port}")]
    assert {one.headers["host"] for one in script.asked} == {f"{twin}:{script.port}"}


def test_where_no_form_answers_each_is_asked_once_and_the_first_is_what_is_said(serve, crawl, names, pages):
    names |= {"harbour.example", "www.harbour.example"}
    script = serve()
    base = f"http://harbour.example:{script.port}/"
    done = crawl.run(crawl.site(script, base=base, obey_robots=False)).sites["harbour"]
    assert done.readings["tzgg"].ending is Ending.UNREACHABLE
    fetches, ways = facts(crawl)
    assert [one[1] for one in fetches] == [Outcome.DNS, Outcome.DNS]
    assert ways == []


def test_a_list_that_is_gone_over_one_scheme_is_read_over_the_other(serve, crawl, pages, names):
    script = serve({"/tzgg/": lambda asked: gone_at("www.", asked, pages.listing([1])), **pages.notices([1])})
    site = crawl.site(script, base=f"http://www.harbour.example:{script.port}/", obey_robots=False)
    assert crawl.run(site).sites["harbour"].readings["tzgg"].ending is Ending.EXHAUSTED
    (_, used, reason) = facts(crawl)[1][0]
    assert used == f"http://harbour.example:{script.port}"
    assert "not_found status 410" in reason


def gone_at(name, asked, page):
    return (410, {}, "gone") if asked.headers["host"].startswith(name) else page
