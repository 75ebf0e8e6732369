import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.catalogue.load import find_edition
from monitor.trigger import find_trigger, read_trigger

DAY = date(2015, 7, 1)
DECISION = "当事人逾期不缴的，依法强制执行。如不服本处罚决定，可以在作出之日起六十日内申请复议。\n"


@pytest.fixture(scope="module")
def edition():
    return find_edition("ningbo-2015")


@pytest.fixture(scope="module")
def penalty(edition):
    return edition.duty("C02.1")


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        pytest.param("作出处罚决定日期：2015年7月1日", "作出处罚决定日期:2015年7月1日", id="a label"),
        pytest.param("处罚日期\t2015-07-01", "处罚日期\t2015-07-01", id="a table's row"),
        pytest.param(
            "決定日期：２０１５年７月１日", "决定日期:2015年7月1日", id="traditional and full width"
        ),
        pytest.param(
            "本局于2015年7月1日作出行政处罚决定", "本局于2015年7月1日作出行政处罚决定", id="a sentence"
        ),
        pytest.param(
            DECISION + "海城市渔业局\n2015年7月1日\n",
            "海城市渔业局 2015年7月1日",
            id="under the decision itself",
        ),
        pytest.param(
            DECISION + "海城市渔业局\n二〇一五年七月一日",
            "海城市渔业局 二〇一五年七月一日",
            id="signed in characters",
        ),
        pytest.param(
            "处罚日期：2015年7月1日\n" + DECISION + "海城市渔业局\n2015年7月9日",
            "处罚日期:2015年7月1日",
            id="a label before the signature",
        ),
    ],
)
def test_reads_the_day_and_says_where(penalty, text, passage):
    found = find_trigger(penalty, text)
    assert found is not None
    assert (found.day, found.passage) == (DAY, passage)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("2015年7月1日", id="a day that merely stands there"),
        pytest.param("发布日期：2015年7月1日", id="the day of publication"),
        pytest.param(
            "本机关于2015年7月1日对当事人的违法经营立案调查，现已查明事实清楚，决定作出行政处罚",
            id="the day of another act",
        ),
        pytest.param("本局2015年7月1日立案后作出行政处罚决定", id="another act close by"),
        pytest.param(
            "2015年7月1日的日常巡查记录、现场照片、当事人陈述等证据均表明应当依法作出行政处罚决定",
            id="a day far from the decision",
        ),
        pytest.param("作出处罚决定日期：详见附件。2015年7月1日起施行", id="a label without its day"),
        pytest.param(
            "当事人2014年5月1日购入，本局2015年7月1日作出行政处罚决定", id="two days in one sentence"
        ),
        pytest.param(
            "现将作出的行政处罚决定公布如下。\n海城市渔业局\n2015年7月1日", id="under a notice of decisions"
        ),
        pytest.param(DECISION + "2015年7月1日", id="unsigned"),
        pytest.param(DECISION + "海城市渔业局\n2015年7月1日\n浏览次数：7", id="something after it"),
        pytest.param(DECISION + "海城市渔业局\n印发日期2015年7月1日", id="not the day alone"),
        pytest.param("作出处罚决定日期：2015年13月41日", id="no such day"),
    ],
)
def test_never_guesses(penalty, text):
    assert find_trigger(penalty, text) is None
    assert read_trigger(penalty, text) is None


def test_a_duty_counted_from_something_else_does_not_take_the_decision_s_day(edition):
    assert read_trigger(edition.duty("C20.1"), DECISION + "海城市渔业局\n2015年7月1日") is None


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_reads_back_any_day(penalty, day):
    assert read_trigger(penalty, f"决定日期：{day.year}年{day.month}月{day.day}日") == day


@given(st.text("处罚决定作出本局二〇一五年七月日2015-7\n：", max_size=200))
def test_any_text_gives_a_day_or_none(penalty, text):
    found = find_trigger(penalty, text)
    assert found is None or isinstance(found.day, date)


@pytest.mark.parametrize(
    "repeated", ["决定日期", "作出处罚决定2015年7月1日", "2015-", "本决定书\n", "二〇一"]
)
def test_repetition_cannot_stall_it(penalty, repeated):
    started = time.process_time()
    find_trigger(penalty, repeated * (200_000 // len(repeated)))
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("duty", "text", "passage"),
    [
        pytest.param("C01.5", "许可日期：2015年7月1日", "许可日期:2015年7月1日", id="decided"),
        pytest.param("C03.6", "批复日期：2015年7月1日", "批复日期:2015年7月1日", id="approved"),
        pytest.param("C06.7", "收文日期 2015-07-01", "收文日期 2015-07-01", id="received"),
        pytest.param("C05.3", "竣工日期：2015年7月1日", "竣工日期:2015年7月1日", id="completed"),
        pytest.param("C05.3", "批复日期：2015年7月1日", None, id="another kind of day"),
        pytest.param("C04.2", "竣工日期：2015年7月1日", None, id="a rule that means no such day"),
    ],
)
def test_a_label_means_the_kind_of_day_that_the_rule_names(edition, duty, text, passage):
    found = find_trigger(edition.duty(duty), text)
    assert (found.passage if found else None) == passage
    assert found is None or (found.day, found.told) == (DAY, "labelled")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("处罚日期：2015年7月1日", "labelled", id="a label"),
        pytest.param("本局于2015年7月1日作出行政处罚决定", "sentence", id="a sentence"),
        pytest.param(DECISION + "海城市渔业局\n2015年7月1日", "signed", id="a signature"),
    ],
)
def test_says_how_the_text_tells_the_day(penalty, text, told):
    assert find_trigger(penalty, text).told == told


def test_a_day_in_another_language_by_its_label():
    duty = find_edition("nl-woo-2024").duty("W14.1")
    found = find_trigger(duty, "Datum besluit: 4 november 2024\nUw verzoek van 1 oktober 2024.")
    assert (found.day, found.passage) == (date(2024, 11, 4), "Datum besluit: 4 november 2024")
