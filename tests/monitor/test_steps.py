"""A later step of a matter proves that an earlier one was owed, where we watched well enough to miss it."""

from datetime import date

import pytest

from crawler.clock import SHANGHAI
from monitor.catalogue.load import find_edition
from monitor.judge import judge
from monitor.say import say_reason
from monitor.steps import stage_of

NINGBO = find_edition("ningbo-2015")
FIRST, LAST = date(2015, 5, 1), date(2015, 8, 10)
BODY = "{title}。建设单位委托编制的文件已由我局按程序办理，现予公告，公众可在规定期限内反映意见。" * 3
ACCEPTED = "柳塘热电项目环境影响报告书受理公示"
INTENDED = "拟对柳塘热电项目环境影响报告书作出审批意见的审批前公示"
DECIDED = "柳塘热电项目环境影响报告书审批决定公告"


def chain(name):
    return next(one for one in NINGBO.chains if one.id == name)


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        pytest.param("eia", ACCEPTED, 0, id="accepted"),
        pytest.param("eia", INTENDED, 1, id="intended"),
        pytest.param("eia", DECIDED, 2, id="decided"),
        pytest.param("eia", "环境影响报告书受理及拟批准公示", None, id="two at once are neither"),
        pytest.param("eia", "环境日主题活动", None, id="none"),
        pytest.param("bidding", "柳塘大道施工招标公告", 0, id="tender"),
        pytest.param("bidding", "柳塘大道施工中标候选人公示", 1, id="candidates"),
        pytest.param("bidding", "柳塘大道施工中标结果公告", 2, id="result"),
        pytest.param("bidding", "柳塘大道施工合同订立公告", 3, id="contract"),
        pytest.param("procurement", "政务云服务采购公告", 0, id="procurement notice"),
        pytest.param("procurement", "政务云服务成交公告", 1, id="award"),
        pytest.param("procurement", "政务云服务采购合同公告", 2, id="procurement contract"),
        pytest.param("land", "柳塘三号地块挂牌公告", 0, id="sale"),
        pytest.param("land", "柳塘三号地块成交公示", 1, id="deal"),
        pytest.param("land", "柳塘三号地块供应结果公示", 2, id="supply"),
    ],
)
def test_stages(name, title, expected):
    assert stage_of(chain(name), title) == expected


@pytest.fixture
def world(posting, post, story):
    """Judge a bureau that publishes such titles on such days."""

    def world(*titles, blind=(), first=FIRST):
        posts = [post(title, came, BODY.format(title=title)) for title, came in titles]
        workspace, engine = posting("C13.4", "U_HB", "环境信息").play(posts, first, LAST, blind=blind)
        judged = judge(workspace, engine, as_of=story.end_of(LAST))
        engine.dispose()
        return {one.obligation.what: one for one in judged.verdicts if one.obligation.comes == "linked"}

    return world


def standing(world, *titles, **more):
    return {what.partition("·")[2]: one.standing.value for what, one in world(*titles, **more).items()}


def on(day):
    return date(2015, 7, day)


def test_steps_in_their_order_are_met(world):
    found = standing(world, (ACCEPTED, on(1)), (INTENDED, on(10)), (DECIDED, on(20)))
    assert found == {"受理公示": "met", "拟审批公示": "met"}


def test_a_step_that_was_skipped_is_missing_and_says_what_proves_it(world):
    verdicts = world((ACCEPTED, on(1)), (DECIDED, on(20)))
    missing = verdicts["柳塘热电·拟审批公示"]
    assert missing.standing == "suspected_missing"
    assert DECIDED in missing.obligation.basis
    assert missing.headline.timing.cite == ("eia103",)
    assert missing.due == date(2015, 7, 13)
    assert say_reason(missing.reason, "zh", SHANGHAI)
    assert verdicts["柳塘热电·受理公示"].standing == "met"


def test_a_step_after_the_one_that_it_precedes_is_late(world):
    found = standing(world, (DECIDED, on(10)), (ACCEPTED, on(20)))
    assert found["受理公示"] == "late"


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"first": date(2015, 7, 5)}, id="we began to look too late"),
        pytest.param({"blind": [on(day) for day in range(2, 16)]}, id="it may have come and gone unseen"),
    ],
)
def test_who_did_not_watch_misses_nothing(world, more):
    found = standing(world, (DECIDED, on(20)), **more)
    assert set(found.values()) == {"cannot_tell"}


def test_a_notice_of_the_matter_whose_step_is_not_clear_leaves_it_open(world):
    unclear = "柳塘热电项目环境影响报告书信息公告"
    found = standing(world, (unclear, on(1)), (DECIDED, on(20)))
    assert set(found.values()) == {"cannot_tell"}


def test_another_matter_proves_nothing_for_this_one(world):
    other = ACCEPTED.replace("柳塘", "盐港")
    found = world((other, on(1)), (DECIDED, on(20)))
    assert {what.partition("·")[0] for what in found} == {"柳塘热电"}
    assert {one.standing.value for one in found.values()} == {"suspected_missing"}


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("2015年7月受理的3个建设项目环境影响报告书公示", id="one of several"),
        pytest.param("望潮能源柳塘热电联产环境影响报告书受理公示", id="named with its company"),
    ],
)
def test_a_step_that_may_be_of_the_matter_leaves_it_open(world, title):
    verdicts = world((title, on(1)), ("柳塘热电联产项目环境影响报告书审批决定公告", on(20)))
    assert verdicts["柳塘热电联产·受理公示"].standing in {"met", "cannot_tell"}
    assert verdicts["柳塘热电联产·拟审批公示"].standing == "suspected_missing"


def test_a_notice_of_several_matters_proves_nothing(world):
    assert world(("关于2个建设项目环境影响报告书审批决定的公告", on(20))) == {}
