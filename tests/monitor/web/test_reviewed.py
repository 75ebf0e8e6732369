"""Pages show where a verdict stands in review, and give no decision away."""

from datetime import date, datetime

import pytest

from crawler.clock import SHANGHAI, fixed_clock
from monitor.calendar import load_calendar
from monitor.judge import judge
from monitor.review.entry import Entry, claim_of
from monitor.review.state import Terms
from monitor.review.store import add_entries
from monitor.review.words import Act, Choice
from monitor.web.desk import Desk

KEY = "caizheng/C02.1/望财罚字〔2015〕3号"
PAGE = "/bureaus/caizheng/duties/C02.1"
QUERY = {"what": "望财罚字〔2015〕3号"}


@pytest.fixture
def act(own, story):
    workspace, engine = own
    verdict = judge(workspace, engine, as_of=story.end_of(date(2015, 7, 26))).verdict(KEY)
    terms = Terms(calendar=load_calendar("china"))

    def write(what, who, day, choice="", reason="看过", **more):
        moment = datetime(2015, day.month, day.day, 9, tzinfo=SHANGHAI)
        entry = Entry(
            obligation=KEY, claim=claim_of(verdict), act=Act(what), choice=Choice(choice), author=who, reason=reason,
            at=moment, recorded_at=moment, as_of=verdict.as_of, digest=verdict.digest, **more,
        )  # fmt: skip
        add_entries(engine, [entry], terms)

    return write


@pytest.fixture
def pages(own, story, ask):
    with ask(Desk(*own, fixed_clock(story.end_of(date(2015, 8, 10))))) as client:
        yield client


def rows(client, path, **query):
    return {one["what"]: one for one in client.get(f"{path}.json", params=query).json()["rows"]}


def test_a_decision_shows_at_once_and_stays_hidden_until_the_second(act, pages):
    assert rows(pages, PAGE)["望财罚字〔2015〕3号"]["review"] == "waiting"
    act("decide", "王芳", date(2015, 7, 27), "reject", "<script>alert(1)</script>")
    page = pages.get(PAGE, params=QUERY).text
    assert "复核中" in page
    assert "另有 1 条" in page
    assert "王芳" not in page
    evidence = pages.get(f"{PAGE}.json", params=QUERY).json()["evidence"]
    assert (evidence[0]["review"]["entries"], evidence[0]["review"]["hidden"]) == ([], 1)
    act("decide", "李明", date(2015, 7, 28), "confirm", "电话13800138000")
    page = pages.get(PAGE, params=QUERY).text
    assert "王芳" in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "13800138000" not in page + pages.get(f"{PAGE}.json", params=QUERY).text


def test_what_is_confirmed_leads_the_week_and_is_suspected_no_longer(act, pages):
    for who in ("王芳", "李明"):
        act("decide", who, date(2015, 7, 27), "confirm")
    act("notify", "周强", date(2015, 7, 27))
    week = pages.get("/weekly/2015-W33.json").json()
    assert week["confirmed"] == 1
    assert week["rows"][0]["review"] == "confirmed"
    for path in ("/index", "/weekly/2015-W33"):
        page = pages.get(path).text
        head, _, rest = page.partition("疑似问题（待核实")
        assert "3号" in head
        assert "3号" not in rest
    english = pages.get(PAGE, params=QUERY | {"lang": "en"}).text
    assert "to be put right by 2015-08-17" in english
    past = rows(pages, PAGE, as_of="2015-07-28")["望财罚字〔2015〕3号"]
    assert past["review"] == "under_review"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x"])
def test_an_answer_leads_only_to_web_addresses(act, pages, link):
    act("reply", "财政局", date(2015, 7, 28), "published", link=link)
    page = pages.get(PAGE, params=QUERY).text
    assert "有异议" in page
    assert f'href="{link}' not in page
