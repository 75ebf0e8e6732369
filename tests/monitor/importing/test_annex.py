import pytest

from monitor.importing.annex import read_annex
from monitor.importing.clean import clean

HEAD = "附件：任务分工表\n"
EXPECTED = [(1, "图书公开", "县文化局牵头"), (2, "体育公开", "县体育局落实")]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(
            "序号\n内容\n责任单位\n1\n图书公开\n县文化局牵头\n2\n体育公开\n县体育局落实\n", id="a cell a line"
        ),
        pytest.param(
            "序号\t内容\t责任单位\n1\t图书公开\t县文化局牵头\n2\t体育公开\t县体育局落实\n", id="tabs"
        ),
        pytest.param(
            "序号  内容  责任单位\n1  图书公开  县文化局牵头\n2  体育公开  县体育局落实\n", id="blanks"
        ),
        pytest.param(
            "|序号|内容|责任单位|\n|1|图书公开|县文化局牵头|\n|2|体育公开|县体育局落实|\n", id="bars"
        ),
        pytest.param("1、图书公开\n县文化局牵头\n2、体育公开\n县体育局落实\n", id="numbers glued to names"),
        pytest.param(
            "（1）圖書公開\n縣文化局牽頭\n（2）體育公開\n縣體育局落實\n", id="traditional, in brackets"
        ),
        pytest.param(
            "<tr><td>序号</td><td>内容</td><td>责任单位</td></tr><tr><td>1</td><td>图书公开</td><td>县文化局牵头</td></tr>"
            "<tr><td>2</td><td>体育公开</td><td>县体育局落实</td></tr>",
            id="an HTML table",
        ),
    ],
)
def test_a_table_in_any_dress_gives_the_same_rows(table):
    annex = read_annex(clean(HEAD + table).lines)
    assert annex is not None
    assert [(row.number, row.name, row.responsible) for row in annex.rows] == EXPECTED
    assert annex.title == "任务分工表"


def test_columns_are_told_apart_by_their_heads():
    table = "序号\t责任单位\t公开事项\t配合单位\t完成时限\n1\t县文化局\t图书公开\t县财政局\t年内\n2\t县体育局\t体育公开\t各部门\t年内\n"
    annex = read_annex(clean(HEAD + table).lines)
    assert annex is not None
    assert [(row.name, row.responsible, row.others) for row in annex.rows] == [
        ("图书公开", "县文化局", "县财政局"),
        ("体育公开", "县体育局", "各部门"),
    ]


def test_an_empty_cell_keeps_its_column():
    table = "序号\t事项\t牵头单位\t配合单位\n1\t图书公开\t\t各部门\n2\t体育公开\t县体育局\n"
    annex = read_annex(clean(HEAD + table).lines)
    assert annex is not None
    assert [(row.name, row.responsible, row.others) for row in annex.rows] == [
        ("图书公开", "", "各部门"),
        ("体育公开", "县体育局", ""),
    ]


def test_cells_cut_by_a_line_break_are_put_together():
    table = "1\n图书公开（借阅、\n还书等）\n县文化局牵头，\n县级各部门落实\n2\n体育公开\n县体育局落实\n"
    annex = read_annex(clean(HEAD + table).lines)
    assert annex is not None
    assert (annex.rows[0].name, annex.rows[0].responsible) == (
        "图书公开(借阅、还书等)",
        "县文化局牵头,县级各部门落实",
    )


def test_what_stands_behind_the_last_row_is_no_row():
    table = "1\n图书公开\n县文化局牵头\n2\n体育公开\n县体育局落实\n抄送：县委各部门\n某某娱乐\n"
    annex = read_annex(clean(HEAD + table).lines)
    assert annex is not None
    assert [row.number for row in annex.rows] == [1, 2]
    assert [one.text for one in annex.behind] == ["抄送：县委各部门", "某某娱乐"]


def test_an_annex_that_is_only_mentioned_is_no_table():
    assert read_annex(clean("见附件。\n附件：说明\n一、内容\n").lines) is None


def test_a_table_behind_many_false_starts_is_found():
    table = "附件：说明\n文字\n" * 20 + HEAD + "1\n图书公开\n县文化局牵头\n附件：其他\n"
    annex = read_annex(clean(table).lines)
    assert annex is not None
    assert [row.name for row in annex.rows] == ["图书公开"]


def test_a_text_of_nothing_but_false_starts_takes_no_long_time():
    assert read_annex(clean("附件：\n说明\n" * 20_000).lines) is None
