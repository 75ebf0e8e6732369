import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.elements.searched import PASSAGE, Searched
from monitor.elements.spot import Spot

PERSON = "当事人：陶文澜，男。\n经查，陶文澜在海边捕捞，罚款二百元。联系电话：13800001111。"


@pytest.mark.parametrize(
    ("text", "file", "word", "spot"),
    [
        pytest.param("一\n二三", "", "三", Spot(line=2, start=3), id="a line of a page"),
        pytest.param("甲\t乙\n丙\t丁", "", "丁", Spot(line=2, cell=2, start=6), id="a cell"),
        pytest.param("一\f二\n三", "a.pdf", "三", Spot(file="a.pdf", part=2, line=2, start=4), id="a page of a file"),
        pytest.param("\f\f总表\n甲\t乙", "a.xls", "乙", Spot(file="a.xls", part=3, line=2, cell=2, start=7), id="after empty sheets"),
        pytest.param("一\n二", "a.doc", "二", Spot(file="a.doc", line=2, start=2), id="a file without pages"),
        pytest.param("一\f二", "", "二", Spot(line=1, start=2), id="a page has no parts"),
    ],
)  # fmt: skip
def test_where_a_word_stands(text, file, word, spot):
    searched = Searched(text, file)
    assert searched.spot(searched.shown.index(word)) == spot


def test_a_passage_shows_no_person():
    searched = Searched(PERSON)
    shown = [searched.passage(searched.shown.index(one)) for one in ("当事人", "经查")]
    assert not any("文澜" in one or "13800001111" in one for one in shown)
    assert shown[0].startswith("当事人:陶某某")
    assert "罚款二百元" in shown[1]


def test_a_mask_that_reaches_into_a_cut_passage_is_shown_whole():
    searched = Searched("某" * 200 + "，电话：13800001111，" + "处罚依据" + "某" * 200)
    shown = searched.passage(searched.shown.index("处罚依据"))
    assert "处罚依据" in shown
    assert "0000" not in shown
    assert len(shown) == PASSAGE


@given(st.text("一二\t \n", max_size=80), st.integers(0, 79))
def test_lines_are_those_of_the_text(text, at):
    searched = Searched(text)
    if at < len(searched.shown):
        begin, end = searched.line_at(at)
        assert begin <= at <= end
        assert "\n" not in searched.shown[begin:end]
        assert begin == 0 or searched.shown[begin - 1] == "\n"
        assert searched.spot(at).line == searched.shown[:at].count("\n") + 1
