"""A text of which a page could not be had says so: on its page, in its table, and as JSON."""

from dataclasses import replace
from datetime import date

from crawler.clock import fixed_clock
from crawler.records import Article, Row
from crawler.store.facts import FetchFacts, PartFacts
from crawler.store.reader import FactReader
from crawler.store.writer import FactWriter
from crawler.words import Outcome, PageKind, Purpose
from monitor.web.desk import Desk


def test_a_text_in_part_says_so(own, story, ask):
    workspace, engine = own
    reader = FactReader(engine)
    standing = reader.versions("web")[0]
    moment = story.end_of(date(2015, 8, 11))
    with FactWriter(engine, fixed_clock(moment)).transaction() as facts:
        run = facts.start_run(workspace.sites()["web"], "test")
        page = FetchFacts(
            purpose=Purpose.NOTICE, url="http://www.web.test/long.html", at=moment, outcome=Outcome.OK
        )
        first = facts.record_list_page(
            facts.start_reading(run, "web", "tzgg"),
            FetchFacts(purpose=Purpose.LIST, url="http://www.web.test/tzgg/", at=moment, outcome=Outcome.OK),
            [row()],
        )
        article = Article(kind=PageKind.ARTICLE, title="年度工作总结", body="第一部分", partial=True)
        lacking = PartFacts(position=1, url="http://www.web.test/long_1.html")
        facts.record_notice(run, replace(page, notice=first[0].notice), article, [lacking])
    with ask(Desk(workspace, engine, fixed_clock(moment))) as client:
        shown = client.get(f"/notices/{first[0].notice}").text
        assert shown.count("正文不全") == 2
        assert "in part: a further page" in client.get(f"/notices/{first[0].notice}?lang=en").text
        said = client.get(f"/notices/{first[0].notice}.json").json()
        assert (said["partial"], [one["partial"] for one in said["rows"]]) == (True, [True])
        assert "正文不全" not in client.get(f"/notices/{standing.notice}").text


def row():
    return Row(title="年度工作总结", url="http://www.web.test/long.html", claimed=date(2015, 8, 11))
