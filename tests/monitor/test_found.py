"""What notices owe by themselves, from the facts of a crawl to the verdict: a time of showing, and the law in force."""

from datetime import date

import pytest

from monitor.catalogue.load import find_edition
from monitor.found import its_duties
from monitor.judge import judge
from monitor.matching.notice import Asserted, MatchResult
from monitor.obligations import Comes
from monitor.words import Flag

CAME = date(2015, 6, 10)
FIRST, LAST = date(2015, 6, 8), date(2015, 6, 30)
ACCEPTED = "柳塘热电项目环境影响报告书受理公示"
BODY = "我局已受理该项目环境影响报告书，现将有关情况公示，公众可在公示期内反映意见。" * 4


@pytest.fixture
def shown(posting, post, story):
    """Return how a showing of ten working days stands, where the notice was taken off on that day."""

    def shown(title, gone=None, *, blind=()):
        posts = [post(title, CAME, BODY)]
        workspace, engine = posting("C13.4", "U_HB", "环境信息").play(
            posts, FIRST, LAST, gone={title: gone} if gone else {}, blind=blind
        )
        judged = judge(workspace, engine, as_of=story.end_of(LAST))
        engine.dispose()
        return [one for one in judged.verdicts if one.obligation.comes is Comes.SHOWN]

    return shown


@pytest.mark.parametrize(
    ("gone", "standing"),
    [
        pytest.param(None, "met", id="stays"),
        pytest.param(date(2015, 6, 28), "met", id="taken off after its time"),
        pytest.param(date(2015, 6, 15), "suspected_missing", id="taken off before its time was over"),
    ],
)
def test_a_notice_has_to_stay_for_its_time(shown, gone, standing):
    [verdict] = shown(ACCEPTED, gone)
    assert verdict.standing == standing
    assert verdict.due == date(2015, 6, 24)  # counted from the day before, on which it can have come
    assert verdict.headline.timing.cite == ("eia103",)
    assert verdict.key == f"bureau/C13.4/{ACCEPTED}〔公示期〕"


def test_what_we_did_not_see_go_is_not_held_against_anybody(shown):
    blind = [date(2015, 6, day) for day in range(14, 30)]
    [verdict] = shown(ACCEPTED, date(2015, 6, 15), blind=blind)
    assert verdict.standing == "cannot_tell"


def test_the_shorter_time_is_taken_for_a_form(shown):
    [verdict] = shown(ACCEPTED.replace("报告书", "报告表"))
    assert verdict.due == date(2015, 6, 16)


def test_a_notice_of_no_such_stage_has_no_time_of_showing(shown):
    assert shown("柳塘热电项目环境影响报告书审批决定公告") == []


GUIDE = "望潮市某局政府信息公开指南"
OLD = "依据国务院令第492号，本局编制政府信息公开指南。申请处理期限为15个工作日。" * 3


@pytest.mark.parametrize(
    ("day", "text", "stale"),
    [
        pytest.param(date(2019, 7, 30), OLD, True, id="weeks after the new law"),
        pytest.param(date(2019, 6, 5), OLD, False, id="while there is time to take it in"),
        pytest.param(date(2019, 5, 10), OLD, False, id="before the new law"),
        pytest.param(date(2019, 7, 30), OLD + "现依据国务院令第711号修订。", False, id="that quotes both"),
        pytest.param(date(2019, 7, 30), OLD.replace("492", "711"), False, id="of the new law"),
    ],
)
def test_a_guide_of_a_replaced_law_is_stale(posting, post, story, day, text, stale):
    workspace, engine = posting("C20.1", "U_CZ", "政府信息公开指南").play(
        [post(GUIDE, date(2016, 3, 1), text)], date(2019, 5, 1), date(2019, 5, 8)
    )
    [verdict] = judge(workspace, engine, as_of=story.end_of(day)).verdicts
    engine.dispose()
    assert verdict.standing == "met"
    assert (Flag.STALE in verdict.flags) is stale
    assert not stale or "国务院令第492号" in verdict.flag_reasons["stale"].values["terms"]


def said(**scores):
    return tuple(
        Asserted(category=one.replace("_", "."), score=score, reasons=("",)) for one, score in scores.items()
    )


@pytest.mark.parametrize(
    ("categories", "duties", "wanted"),
    [
        pytest.param({}, {}, [], id="nothing asserted"),
        pytest.param({"C13": 0.9}, {"C13_4": 0.9, "C13_5": 0.3}, ["C13.4"], id="one category"),
        pytest.param({"C13": 0.9}, {"C13_4": 0.9, "C13_5": 0.8}, [], id="two duties about as likely"),
        pytest.param(
            {"C13": 0.9, "C02": 0.7}, {"C13_4": 0.9, "C02_1": 0.7}, ["C13.4", "C02.1"], id="two categories"
        ),
        pytest.param(
            {"C13": 0.9, "C02": 0.7},
            {"C13_4": 0.9, "C13_5": 0.8, "C02_1": 0.7},
            ["C02.1"],
            id="the second category is sure though the first is not",
        ),
    ],
)
def test_a_notice_may_be_of_many_duties(categories, duties, wanted):
    match = MatchResult(categories=said(**categories), abstain=False, duties=said(**duties))
    assert [one.id for one in its_duties(find_edition("ningbo-2015"), match)] == wanted
