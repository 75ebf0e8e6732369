import pytest

from monitor.elements.searched import Searched
from monitor.elements.spot import Spot
from monitor.leads.rolls import names_in

HEADS = ("项目名称", "工程名称")
SHEET = "表一\n序号\t项目名称\t投资\n1\t柳塘大桥\t3亿\n2\t盐港大道\t\n\t合计\t4亿\n说明：以上为初步安排"
PAGE = "计划如下。\n序号\n项目名称\n建设地点\n1\n柳塘大桥\n柳塘\n2\n盐港大道\n盐港\n3\n\n望海\n以上共三项。"


def found(text):
    return [name for _, name in names_in(Searched(text), HEADS)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(SHEET, ["柳塘大桥", "盐港大道"], id="a sheet, without its sum"),
        pytest.param(PAGE, ["柳塘大桥", "盐港大道"], id="a page, cell by cell, with an empty cell"),
        pytest.param(PAGE.replace("项目名称\n建设地点", "建设地点\n工程名称").replace("柳塘大桥\n柳塘\n", "柳塘\n柳塘大桥\n").replace("盐港大道\n盐港\n", "盐港\n盐港大道\n"), ["柳塘大桥", "盐港大道"], id="the last column"),
        pytest.param("项目名称：柳塘大桥\n投资：3亿", [], id="one project is no list"),
        pytest.param("序号\n项目名称\n柳塘大桥", [], id="rows without numbers"),
        pytest.param("项目名称\n1\n柳塘大桥", [], id="no column of numbers"),
        pytest.param("", [], id="nothing"),
    ],
)  # fmt: skip
def test_the_names_of_a_list(text, names):
    assert found(text) == names


def test_a_row_says_where_it_stands():
    text = Searched(f"封面\f{SHEET}", "a.xls")
    at, _ = list(names_in(text, HEADS))[1]
    spot = text.spot(at)
    assert (spot.file, spot.part, spot.line, spot.cell) == ("a.xls", 2, 4, 2)
    assert text.passage(at) == "2 盐港大道"
    assert spot != Spot()


def test_a_long_list_cannot_stall_it():
    rows = "\n".join(f"{n}\n道路{n}号工程\n城东" for n in range(1, 5_000))
    assert len(found(f"序号\n项目名称\n地点\n{rows}")) == 4_999
