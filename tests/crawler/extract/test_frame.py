import pytest

from crawler.extract.frame import Frame
from crawler.extract.tree import parse

PROSE = "<p>港区泊位自下月起调整，请各单位做好准备。</p>" * 3


@pytest.mark.parametrize(
    ("html", "held"),
    [
        pytest.param(f"<nav><b>甲</b></nav>{PROSE}", True, id="a navigation element"),
        pytest.param(f"<div class='w top-menu2'><b>甲</b></div>{PROSE}", True, id="a class of menus"),
        pytest.param(f"<div id=sitemap><p><b>甲</b></div>{PROSE}", True, id="an id, further out"),
        pytest.param(
            f"<div class=menu_con><b>甲</b>{PROSE}</div><p>乙", False, id="a class around all of the text"
        ),
        pytest.param(
            f"<div class=menu><b>甲</b>{PROSE}</div>{PROSE[:30]}", True, id="nothing but a menu, and long"
        ),
        pytest.param(f"<div class=main><b>甲</b></div>{PROSE}", False, id="another class"),
        pytest.param("<div class=nav>乙</div><b>甲</b>" + PROSE, False, id="behind a menu"),
    ],
)
def test_frame(html, held):
    document = parse(html)
    assert Frame(document).holds(document.by_tag["b"][0]) is held
