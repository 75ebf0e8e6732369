"""What kind of change lies between two passages."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.versions.kinds import kinds_of, skeleton
from crawler.words import EditKind as Kind

TEXT = st.text(st.sampled_from("罚款五三万元2015年月日。，；ab 不未(（"), max_size=60)
LONG = "为做好今年汛期的登记工作，现将有关事项通知如下。"


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        pytest.param("罚款5,000元。", "罚款8,000元。", [Kind.FIGURE], id="an amount"),
        pytest.param("罚款五千元。", "罚款八千元。", [Kind.FIGURE], id="an amount in words"),
        pytest.param("共35户，合格率97.5%。", "共35户，合格率99.5%。", [Kind.FIGURE], id="a share"),
        pytest.param("望财罚字〔2015〕12号", "望财罚字〔2015〕13号", [Kind.FIGURE], id="a document's number"),
        pytest.param("罚款5,000元。", "罚款5000元。", [Kind.BOILERPLATE], id="the same amount without commas"),
        pytest.param("于2015年7月1日前报送。", "于2015年7月8日前报送。", [Kind.DATE], id="a day"),
        pytest.param("二〇一五年六月一日", "二〇一五年六月二日", [Kind.DATE], id="a day in words"),
        pytest.param("上午9:00开始。", "上午9:30开始。", [Kind.DATE], id="an hour"),
        pytest.param("自收到之日起15日内缴纳。", "自收到之日起7日内缴纳。", [Kind.FIGURE], id="a span of days"),
        pytest.param("2015-06-01", "2015/6/1", [Kind.BOILERPLATE], id="the same day written otherwise"),
        pytest.param(LONG, LONG.replace("登记", "登纪"), [Kind.TYPO], id="one sign for another"),
        pytest.param(LONG, LONG.replace("登记", "记登"), [Kind.TYPO], id="two signs in the wrong order"),
        pytest.param(LONG, LONG.replace("通知", "通通知"), [Kind.TYPO], id="a sign twice"),
        pytest.param("企业可以申报该项补助资金。", "企可业以申报该项补助资金。", [Kind.TYPO], id="a sign that turns, in the wrong order"),
        pytest.param("对弄虚作假的，一一经查实。", "对弄虚作假的，一经查实。", [Kind.TYPO], id="a sign twice that is a figure elsewhere"),
        pytest.param("第三条适用于个人。", "第五条适用于个人。", [Kind.FIGURE], id="the number of an article"),
        pytest.param("年满十八周岁以上的人员。", "年满十八周岁以下的人员。", [Kind.WORDING], id="above and below"),
        pytest.param("企业可可以申报该项补助资金。", "企业可以申报该项补助资金。", [Kind.TYPO], id="a sign that turns, twice"),
        pytest.param(LONG, LONG.replace("登记", "检查"), [Kind.WORDING], id="a word for another"),
        pytest.param("企业可以申报该项补助资金。", "企业不可以申报该项补助资金。", [Kind.WORDING], id="a sign that turns it"),
        pytest.param("同意。", "同异。", [Kind.WORDING], id="too short for a slip"),
        pytest.param("", "三、另行通知。", [Kind.WORDING], id="a sentence came"),
        pytest.param("三、另行通知。", "", [Kind.WORDING], id="a sentence went"),
        pytest.param(LONG, LONG.replace("，", ","), [Kind.BOILERPLATE], id="width of a sign"),
        pytest.param("（责任编辑：甲）", "（责任编辑：乙）", [Kind.BOILERPLATE], id="who edited it"),
        pytest.param("", "信息来源：办公室", [Kind.BOILERPLATE], id="a line of source came"),
        pytest.param(
            "罚款5,000元，于7月1日前缴纳。", "罚款8,000元，于7月8日前缴纳。", [Kind.FIGURE, Kind.DATE], id="amount and day"
        ),
        pytest.param(
            "对该企业处罚款5,000元。", "对该公司处罚款8,000元。", [Kind.FIGURE, Kind.WORDING], id="amount and words"
        ),
    ],
)  # fmt: skip
def test_kinds(before, after, kinds):
    assert list(kinds_of(before, after)) == kinds


@given(TEXT, TEXT)
def test_there_is_always_a_kind_and_it_is_the_same_both_ways(before, after):
    found = kinds_of(before, after)
    assert found
    assert set(found) == set(kinds_of(after, before))
    assert list(found) == sorted(found, key=list(Kind).index)


@given(TEXT)
def test_a_passage_beside_itself_has_changed_in_nothing_of_weight(text):
    assert kinds_of(text, text) == (Kind.BOILERPLATE,)


@given(TEXT)
def test_the_shape_marks_every_date_and_figure_once(text):
    found = skeleton(text)
    assert found.shape.count("\x01") == len(found.dates)
    assert found.shape.count("\x02") == len(found.figures)


def test_hostile_passages_are_told_in_time():
    began = time.process_time()
    kinds_of("1" * 20_000 + "一" * 20_000, "2015年" * 10_000 + "浏览：" * 5_000)
    assert time.process_time() - began < 2
