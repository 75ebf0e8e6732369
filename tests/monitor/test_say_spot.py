import pytest

from monitor.elements.spot import NOWHERE, Spot
from monitor.say_spot import say_spot


@pytest.mark.parametrize(
    ("spot", "zh", "en"),
    [
        pytest.param(NOWHERE, "", "", id="nowhere"),
        pytest.param(Spot(line=3, start=9), "正文第3行", "text, line 3", id="the page"),
        pytest.param(Spot(file="a.xls", part=2, line=3, cell=4, start=9), "附件《a.xls》第2页第3行第4列", "file “a.xls”, page or sheet 2, line 3, cell 4", id="a cell of a sheet"),
        pytest.param(Spot(file="a.pdf"), "附件《a.pdf》", "file “a.pdf”", id="the file as such"),
        pytest.param(Spot(file="{line}"), "附件《{line}》", "file “{line}”", id="a name is no template"),
    ],
)  # fmt: skip
def test_a_place_in_words(spot, zh, en):
    assert (say_spot(spot), say_spot(spot, "en")) == (zh, en)
