import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.catalogue.load import find_edition
from monitor.catalogue.model import Duty, Element
from monitor.elements.find import find_elements
from monitor.elements.names import spellings
from monitor.elements.notice import edition_values
from monitor.elements.searched import PASSAGE
from monitor.elements.spot import NOWHERE
from monitor.text import normalise
from monitor.words import Checkability, Kind

NINGBO = find_edition("ningbo-2015")
VALUES = edition_values(NINGBO)
FILLER = "本机关依照规定对有关事项进行了核查，并将核查结果如实记录在案，由承办人员整理后归入案卷保存，以备日后查考之用。\n"


def duty(*elements):
    return Duty(
        id="C02.1",
        name="",
        name_en="",
        kind=Kind.EVENT_DRIVEN,
        checkability=Checkability.FULL,
        timings=(),
        elements=elements,
    )


def element(key, name, *synonyms, applies="", **more):
    return Element(key=key, name=name, synonyms=synonyms, applies=applies, **more)


def shaped(name, *kinds, least=1):
    return element("shaped", name, shapes=kinds, least=least)


PARTY = element("party", "被处罚人名称或姓名", "当事人")
BASIS = element("basis", "处罚依据", "法律依据")
LEGAL_REP = element("legal_rep", "法定代表人或负责人", applies="单位")


def found(one, text):
    (finding,) = find_elements(duty(one), FILLER + text, VALUES)
    return finding


@pytest.mark.parametrize(
    ("one", "text", "passage"),
    [
        pytest.param(BASIS, "处罚依据：渔业条例第三条", "处罚依据:渔业条例第三条", id="a label"),
        pytest.param(BASIS, "法律依据：渔业条例第三条", "法律依据:渔业条例第三条", id="a synonym"),
        pytest.param(BASIS, "四、处罚依据\n渔业条例第三条", "四、处罚依据", id="a heading"),
        pytest.param(BASIS, "处 罚 依 据：条例", "处 罚 依 据:条例", id="spaced out"),
        pytest.param(BASIS, "處罰依據：條例", "处罚依据:条例", id="traditional"),
        pytest.param(BASIS, "序号\t当事人\t处罚依据\t结果", "序号 当事人 处罚依据 结果", id="a table's head"),
        pytest.param(
            PARTY, "被处罚人：海城船厂", "被处罚人:海城船厂", id="a name without what it is a name of"
        ),
        pytest.param(
            shaped("处罚决定书文号", "doc_number"),
            "海罚〔2015〕7号",
            "海罚〔2015〕7号",
            id="a document number",
        ),
        pytest.param(
            shaped("统一社会信用代码", "credit_code"),
            "代码91330200MA2810AB3C",
            "代码91330200MA2810AB3C",
            id="a credit code",
        ),
        pytest.param(shaped("作出处罚的机关名称", "signer"), "海城市渔业局\n", "海城市渔业局", id="a signer"),
        pytest.param(
            shaped("作出处罚决定日期", "signed_day"),
            "2015年6月24日\n",
            "2015年6月24日",
            id="the day under it",
        ),
        pytest.param(
            shaped("作出处罚决定日期", "signed_day"),
            "二〇一五年六月二十四日",
            "二〇一五年六月二十四日",
            id="in characters",
        ),
        pytest.param(
            element("income", "一般公共预算收入表"),
            "表一 2015年一般公共预算收入预算表",
            "表一 2015年一般公共预算收入预算表",
            id="nearly all of a long name",
        ),
        pytest.param(
            element("trip", "“三公”经费预算表及说明"),
            "六、三公经费预算表",
            "六、三公经费预算表",
            id="half of a joint name",
        ),
    ],
)
def test_finds(one, text, passage):
    finding = found(one, text)
    assert (finding.present, finding.passage) == (True, passage)


@pytest.mark.parametrize(
    ("one", "text"),
    [
        pytest.param(BASIS, "处罚的种类：罚款", id="another element"),
        pytest.param(shaped("处罚决定书文号", "doc_number"), "2015年第7号", id="no brackets"),
        pytest.param(
            shaped("作出处罚决定日期", "signed_day"), "自2015年6月24日起施行", id="a day in a sentence"
        ),
        pytest.param(
            shaped("作出处罚的机关名称", "signer"), "由海城市渔业局负责解释。", id="an office in a sentence"
        ),
        pytest.param(
            element("income", "一般公共预算收入表"), "一般公共预算支出表", id="the sister of a long name"
        ),
        pytest.param(
            element("performance", "履行方式和期限"), "有效期限两年", id="a short piece of a joint name"
        ),
    ],
)
def test_does_not_find(one, text):
    finding = found(one, text)
    assert (finding.present, finding.passage, finding.spot) == (False, "", NOWHERE)


def test_a_label_goes_before_an_earlier_mention():
    assert found(BASIS, "处罚依据见下\n其一，处罚依据：条例").passage == "其一,处罚依据:条例"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("详见附件：处罚依据", id="a cover page"),
        pytest.param(" \n" * 99, id="blank"),
    ],
)
def test_of_a_thin_text_nothing_is_said(text):
    assert [one.present for one in find_elements(duty(BASIS, PARTY), text)] == [None, None]


@pytest.mark.parametrize(
    ("party", "asked"),
    [
        pytest.param("当事人：张某", False, id="a person"),
        pytest.param("当事人：海城船厂", True, id="an organisation"),
        pytest.param("当事人在现场承认", True, id="nobody named"),
    ],
)
def test_what_only_organisations_owe_is_not_asked_of_persons(party, asked):
    keys = [one.element for one in find_elements(duty(PARTY, LEGAL_REP), FILLER + party)]
    assert ("legal_rep" in keys) is asked


def test_a_duty_without_elements_has_no_findings():
    assert find_elements(duty(), FILLER) == ()


def test_the_passage_of_a_long_line_stays_short_and_holds_the_words():
    finding = found(BASIS, "某" * 5_000 + "处罚依据：条例" + "某" * 5_000)
    assert len(finding.passage) == PASSAGE
    assert "处罚依据" in finding.passage


def test_spellings_repeat_nothing_and_have_no_short_pieces():
    assert spellings(element("a", "概况和期限", "概况")) == ("概况和期限", "概况")


@given(st.text("处罚依据：\n 　a", max_size=120))
def test_the_place_is_where_the_words_are(text):
    whole = FILLER + text
    (finding,) = find_elements(duty(BASIS), whole)
    bare = "".join(normalise(whole).replace("\u3000", "").split(" "))
    assert finding.present is ("处罚依据" in bare)
    if finding.present:
        assert normalise(whole)[finding.spot.start] == "处"


SAMPLES = {
    "amount": "12.5万元", "number": "3", "percent": "98.2%", "day": "2015年6月", "phone": "0574-88880000",
    "hours": "8:30", "approval": "〔2015〕7", "index_number": "330200-2015-0001",
}  # fmt: skip


def test_every_element_of_the_shipped_edition_is_found_by_its_own_name():
    for category in NINGBO.categories:
        for one in category.duties:
            owed = (*one.elements, *(each for part in one.element_sets for each in part.elements))
            text = FILLER + "\n".join(f"{each.name}：{SAMPLES.get(each.value, '有')}" for each in owed)
            said = {each.element: each.present for each in find_elements(one, text, VALUES)}
            assert all(said.values()), (one.id, said)


def test_an_element_that_wants_a_value_is_not_known_without_it():
    for category in NINGBO.categories:
        for one in category.duties:
            for each in one.elements:
                if each.value and not each.shapes:
                    finding = found(each, f"{each.name}：见下图")
                    assert (finding.present, bool(finding.passage)) == (None, True), (one.id, each.key)


@pytest.mark.parametrize(
    ("one", "text", "present"),
    [
        pytest.param(shaped("支出按功能分类", "function_item", least=3), "2010101 2010102 2010199", True, id="three codes"),
        pytest.param(shaped("支出按功能分类", "function_item", least=3), "2010101 2010101 2010101", False, id="one code thrice"),
        pytest.param(shaped("项目统一代码", "project_code"), "2015-330206-48-01-000123", True, id="a project's code"),
        pytest.param(shaped("互联网联系方式", "online"), "发送至 xxgk@haicheng.example", True, id="an address"),
    ],
)  # fmt: skip
def test_shapes_that_need_no_name(one, text, present):
    assert found(one, text).present is present


def test_what_lies_behind_the_part_that_is_searched_is_not_known():
    assert found(BASIS, "某" * 300_000).present is None


def test_repetition_cannot_stall_it():
    started = time.process_time()
    for text in ("处罚依据" * 60_000, "〔2015〕" * 40_000, "局\n" * 100_000, "二〇一五年" * 40_000):
        find_elements(
            duty(BASIS, PARTY, *(shaped("一般公共预算收入表", kind) for kind in VALUES)),
            text,
            VALUES,
        )
    assert time.process_time() - started < 5


def test_a_name_is_found_however_it_is_capitalised():
    duty = find_edition("nl-woo-2024").duty("W04.1")
    text = "Ons Organogram staat hier. De Taken en Bevoegdheden van elk onderdeel volgen daarna, per team beschreven."
    said = {one.element: one.present for one in find_elements(duty, text)}
    assert said == {"chart": True, "tasks": True, "powers": True, "working": False}
