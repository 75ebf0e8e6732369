from dataclasses import replace
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from crawler.clock import local_day
from crawler.commands.source_manners import assess, start, stop
from crawler.manners.assessment import sheet, traffic
from crawler.store.facts import FetchFacts
from crawler.store.writer import FactWriter
from crawler.words import Outcome, Purpose
from crawler.workspace import CrawlSettings


def made(crawl, site, **behaviour):
    with FactWriter(crawl.engine, crawl.clock).transaction() as facts:
        seen = traffic(facts, site.id)
    return sheet(site, CrawlSettings(**behaviour), "gongkai/0.1 (+bot)", seen, local_day(crawl.clock()))


def test_says_what_was_asked_and_what_is_promised(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing([1, 2]), **pages.notices([1, 2])})
    site = crawl.site(script, hours="10:00-13:00", daily_requests=500)
    crawl.run(site)
    said = made(crawl, site, contact="office@h.example")
    assert f"共访问 {len(script.asked)} 次" in said
    assert "每日不超过 500 次" in said
    assert "允许访问时段：10:00-13:00" in said
    assert "office@h.example" in said
    assert "网站未设 robots.txt" in said
    assert f"gongkai source stop 127.0.0.1:{script.port}" in said
    assert "制表日期：2015-07-01" in said


def test_says_how_often_it_was_refused(serve, crawl):
    site = crawl.site(serve({"/tzgg/": (412, {}, "<script>$_ts=1</script>")}))
    crawl.run(site)
    assert "rs：1 次" in made(crawl, site)


def test_a_site_never_visited_has_a_sheet(serve, crawl):
    said = made(crawl, crawl.site(serve({}), allow_private=False))
    assert "共访问 0 次" in said
    assert "每日不超过 2000 次" in said
    assert "尚未读取" in said


def test_says_by_which_form_it_is_visited(serve, crawl, pages):
    script = serve({"/tzgg/": pages.listing([1])})
    site = crawl.site(script, base=f"https://127.0.0.1:{script.port}/", obey_robots=False)
    assert "访问形式：同首页地址" in made(crawl, site)
    crawl.run(site)
    assert f"访问形式：http://127.0.0.1:{script.port}（https://127.0.0.1:{script.port} 未能访问" in made(
        crawl, site
    )


def test_says_what_a_certificate_is_worth(serve, crawl):
    site = crawl.site(serve())
    detail = "tls_invalid: self-signed certificate, certificate sha256 00"
    with FactWriter(crawl.engine, crawl.clock).transaction() as facts:
        run = facts.start_run(site, "test")
        facts.record_fetch(
            run,
            FetchFacts(
                purpose=Purpose.LIST, url=site.base, at=crawl.clock(), outcome=Outcome.OK, detail=detail
            ),
        )
    assert "证书无效（self-signed certificate" in made(crawl, site)
    assert "证书无效时不访问" in made(crawl, replace(site, tls="strict"))


def opened(crawl, site):
    workspace = SimpleNamespace(
        database_url=str(crawl.engine.url),
        sites=lambda: {"harbour": site},
        settings=crawl.workspace.settings,
        agent="gongkai",
    )
    return lambda: workspace


def test_commands_stop_and_start(serve, crawl):
    obj = opened(crawl, crawl.site(serve({})))

    def halted():
        with FactWriter(crawl.engine, crawl.clock).transaction() as facts:
            return facts.halted()

    CliRunner().invoke(stop, ["WWW.h.example", "--reason", "asked"], obj=obj, catch_exceptions=False)
    assert halted() == {"www.h.example": "asked"}
    CliRunner().invoke(start, ["www.h.example"], obj=obj, catch_exceptions=False)
    assert halted() == {}
    again = CliRunner().invoke(start, ["www.h.example"], obj=obj)
    assert "is not stopped" in again.exception.message


@pytest.mark.parametrize("host", ["http://h.example/", "h example", "", "h.example/x", "'; drop table halt"])
def test_stops_hosts_only(serve, crawl, host):
    refused = CliRunner().invoke(stop, [host, "--reason", "asked"], obj=opened(crawl, crawl.site(serve({}))))
    assert "not a host" in refused.exception.message


def test_command_prints_the_sheet(serve, crawl):
    done = CliRunner().invoke(
        assess, ["harbour"], obj=opened(crawl, crawl.site(serve({}))), catch_exceptions=False
    )
    assert done.output.startswith("自动化采集影响评估表")
