from datetime import date

import pytest

from monitor.catalogue.model import Instrument
from monitor.importing.annex import AnnexRow
from monitor.importing.findings import Question
from monitor.importing.passages import Passage
from monitor.importing.questions import about_laws, about_passages, about_rows
from monitor.importing.responsible import read_responsible
from monitor.words import Strength


def instrument(name, number):
    return Instrument(
        id="one", name=name, doc_no=number, strength=Strength.RULE, jurisdiction="CN", valid_from=date(2015, 1, 1), valid_to=None
    )  # fmt: skip


def row(number, responsible="县文化局牵头"):
    return AnnexRow(number=number, name="图书公开", responsible=responsible, others="", lines=(1, 3))


@pytest.mark.parametrize(
    ("cited", "name", "number", "asked"),
    [
        pytest.param("《某省图书办法》（省政府令第7号）", "某省图书管理办法", "某省人民政府令第7号", True, id="a word is lacking"),
        pytest.param("《某省图书办法》（省政府令第7号）", "某省图书办法", "某省人民政府令第7号", False, id="the same name"),
        pytest.param("《某省图书办法》（省政府令第8号）", "某省图书管理办法", "某省人民政府令第7号", False, id="another number"),
        pytest.param("《某省图书办法》（市政府令第7号）", "某省图书管理办法", "某省人民政府令第7号", False, id="another giver"),
        pytest.param("《关于印发图书要点的通知》（某政办发[2015]7号）", "某省2015年图书要点", "某政办发〔2015〕7号", False, id="issued with a notice"),
        pytest.param("《体育要点》（某政办发[2015]7号）", "图书要点", "某政办发〔2015〕7号", True, id="another subject"),
        pytest.param("《图书要点》", "图书管理要点", "", False, id="no number"),
    ],
)  # fmt: skip
def test_laws_cited_by_another_name(cited, name, number, asked):
    assert bool(list(about_laws([cited], [instrument(name, number)]))) is asked


def test_a_law_is_asked_about_once():
    text = "《图书办法》（省政府令第7号）"
    assert len(list(about_laws([text, text], [instrument("图书管理办法", "某省人民政府令第7号")]))) == 1


@pytest.mark.parametrize(
    ("text", "limited"),
    [
        pytest.param("应当在20个工作日内公布。", True, id="working days"),
        pytest.param("8月底前补齐。", True, id="by the end of a month"),
        pytest.param("年内完成清理。", True, id="within the year"),
        pytest.param("每月公布新书。", True, id="every month"),
        pytest.param("及时公布开放时间。", False, id="no number"),
    ],
)
def test_time_limits_of_a_passage(text, limited):
    passage = Passage(place="一", text=text, line=1, likeness=1.0)
    assert [one.question for one in about_passages([row(1)], [passage])] == [Question.TIME_LIMIT] * limited


@pytest.mark.parametrize(
    ("numbers", "asked"),
    [
        pytest.param([1, 2, 3], 0, id="in order"),
        pytest.param([1, 3], 1, id="one lacks"),
        pytest.param([2], 1, id="the first lacks"),
    ],
)
def test_rows_out_of_order(numbers, asked):
    rows = [row(one) for one in numbers]
    found = list(about_rows(rows, [read_responsible(one.responsible) for one in rows]))
    assert [one.question for one in found] == [Question.ROW] * asked


def test_a_row_without_a_lead_is_asked_about():
    rows = [row(1, "县文化局、县体育局分别落实")]
    (found,) = about_rows(rows, [read_responsible(rows[0].responsible)])
    assert (found.question, found.subject) == (Question.SHARED, "县文化局、县体育局")
