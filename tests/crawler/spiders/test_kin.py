"""Whatever the order in which sites answer, and however few may be open at once, each comes to be the same."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.cms.page import Page, PageRequest
from crawler.cms.registry import ADAPTERS
from crawler.registry import Column, Site
from crawler.spiders.kin import Kin

PLAIN = "".join(
    f'<li><a href="/a/gg{at}">关于第{at}号事项的公告</a><span>2015-06-0{at}</span></li>' for at in range(1, 6)
)
TRS = "".join(
    f'<li><a href="./201506/t2015060{at}_{at}.html">关于第{at}号事项的公告</a><span>2015-06-0{at}</span></li>'
    for at in range(1, 6)
)
VSB = "".join(
    f'<li><a href="info/1039/300{at}.htm">关于第{at}号事项的公告</a><span>2015-06-0{at}</span></li>'
    for at in range(1, 6)
)
SITES = {
    "czj": (f"<ul>{TRS}</ul><script>createPageHTML(4, 0, 'index', 'html')</script>", "trs"),
    "fgj": (f"<ul>{TRS}</ul><script>createPageHTML(9, 0, 'index', 'html')</script>", "trs"),
    "jyj": (f"<ul>{VSB}</ul><script>_showDynClickBatch([1],[2])</script>", "vsb"),
    "mzj": (f"<ul>{PLAIN}</ul>", "trs"),
    "rsj": (f"<ul>{PLAIN}</ul>共4页", "trs"),
    "silent": ("", ""),
}


def site(name, **values):
    column = Column(id="tzgg", name="通知公告", url="/tzgg/")
    base = f"http://{name}.harbour.gov.cn/"
    return Site(id=name, name=name, bureau="b", base=base, column=(column,), **values)


def page(name):
    url = f"http://{name}.harbour.gov.cn/tzgg/"
    return Page(url=url, text=f"<html><body>{SITES[name][0]}</body></html>", request=PageRequest(url=url))


async def visited(order, late, turns):
    """Visit the sites in *order*, each after so many turns of the loop; return what every page came to be."""
    gate = asyncio.Semaphore(turns)
    kin = Kin(ADAPTERS, {name: site(name) for name in order}, gate)
    found = {}

    async def visit(name):
        async with gate:
            try:
                for _ in range(late[name]):
                    await asyncio.sleep(0)
                if SITES[name][0]:
                    found[name] = (await kin.detect(site(name), page(name))).adapter
            finally:
                kin.say(site(name))

    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        for name in order:
            group.create_task(visit(name))
    return found


@given(
    order=st.permutations(sorted(SITES)),
    late=st.fixed_dictionaries({name: st.integers(0, 5) for name in SITES}),
    turns=st.integers(1, 6),
)
def test_the_order_of_sites_decides_nothing(order, late, turns):
    expected = {name: adapter for name, (_, adapter) in SITES.items() if adapter}
    assert asyncio.run(visited(order, late, turns)) == expected


def test_a_site_that_says_nothing_keeps_nobody_waiting_for_ever():
    late = dict.fromkeys(SITES, 0)
    assert asyncio.run(visited(["silent", "mzj"], late, 1)) == {"mzj": "static"}


def test_a_site_without_kin_waits_for_nobody():
    async def alone():
        other = Site(
            id="x",
            name="x",
            bureau="b",
            base="http://127.0.0.1:9/",
            column=(Column(id="a", name="a", url="/"),),
        )
        kin = Kin(ADAPTERS, {"mzj": site("mzj"), "x": other}, asyncio.Semaphore(1))
        async with asyncio.timeout(5):
            return (await kin.detect(site("mzj"), page("mzj"))).adapter

    assert asyncio.run(alone()) == "static"


@pytest.mark.parametrize("name", ["mzj", "czj"])
def test_who_waits_has_its_turn_again_when_it_goes_on(name):
    async def turn():
        gate = asyncio.Semaphore(1)
        kin = Kin(ADAPTERS, {one: site(one) for one in (name, "fgj")}, gate)
        await gate.acquire()
        waiting = asyncio.ensure_future(kin.detect(site(name), page(name)))
        await asyncio.sleep(0)
        kin.say(site("fgj"))
        await waiting
        return gate.locked()

    assert asyncio.run(turn())


def test_sites_whose_hosts_have_no_domain_wait_for_nobody():
    def named(name, base):
        return Site(
            id=name, name=name, bureau="b", base=base, column=(Column(id="tzgg", name="公告", url="/tzgg/"),)
        )

    async def alone():
        sites = {"one": named("one", "http://127.0.0.1/"), "two": named("two", "http://127.0.0.2/")}
        kin = Kin(ADAPTERS, sites, asyncio.Semaphore(2))
        request = PageRequest(url="http://127.0.0.1/tzgg/")
        plain = Page(url=request.url, text=f"<ul>{PLAIN}</ul>", request=request)
        return await asyncio.wait_for(kin.detect(sites["one"], plain), 5)

    assert asyncio.run(alone()).adapter == "static"
