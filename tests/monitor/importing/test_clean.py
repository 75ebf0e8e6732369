import pytest

from monitor.importing.clean import clean
from monitor.importing.findings import Litter


def litter(text):
    return [(one.litter, one.text) for one in clean(text).dropped]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('<p id="xkqzt">', [(Litter.TAG, '<p id="xkqzt">')], id="a tag"),
        pytest.param("浏览次数：12", [(Litter.COUNTER, "浏览次数：12")], id="a view counter"),
        pytest.param("阅读量:", [(Litter.COUNTER, "阅读量:")], id="an empty counter"),
        pytest.param("字体：大 中 小", [(Litter.FONT_SIZE, "字体：大 中 小")], id="font sizes"),
        pytest.param("字號:????", [(Litter.FONT_SIZE, "字號:????")], id="broken font sizes, traditional"),
        pytest.param("打印本页：", [(Litter.CONTROL, "打印本页：")], id="a button"),
        pytest.param(
            "Powered by 某某网络 某某发布系统",
            [(Litter.FOOTER, "Powered by 某某网络 某某发布系统")],
            id="a footer",
        ),
        pytest.param(
            "技术支持：某某科技公司 彩票开户",
            [(Litter.FOOTER, "技术支持：某某科技公司"), (Litter.AFTER_FOOTER, "彩票开户")],
            id="spam behind a footer",
        ),
        pytest.param(
            "版权所有 县政府\n赌场\n\n贷款",
            [
                (Litter.FOOTER, "版权所有 县政府"),
                (Litter.AFTER_FOOTER, "赌场"),
                (Litter.AFTER_FOOTER, "贷款"),
            ],
            id="spam on the lines below a footer",
        ),
        pytest.param("各部门应当公布浏览次数和字体大小", [], id="a sentence with those words"),
        pytest.param("a < b 且 c > d", [], id="no tag at all"),
    ],
)
def test_litter_is_told_from_text(text, expected):
    assert litter(text) == expected


def test_metadata_beside_controls_stays():
    kept = clean("发布时间:2017-03-09 来源:县政府 浏览次数:7 字体:大").lines
    assert [one.text for one in kept] == ["发布时间:2017-03-09 来源:县政府"]


def test_a_paragraph_that_mentions_a_footer_word_late_stays():
    text = "各单位要规范网站管理，" * 9 + "页面底部标明版权所有。"
    assert [one.text for one in clean(text).lines] == [text]


def test_lines_keep_their_numbers():
    assert [(one.number, one.text) for one in clean("\n甲\n\n<b>乙</b>\n").lines] == [(2, "甲"), (4, "乙")]


def test_cells_of_an_html_table_stay_apart():
    lines = clean("<table><tr><td>1</td><td>图书馆</td></tr><tr><td>2</td></tr></table>").lines
    assert [one.text for one in lines] == ["1\t图书馆", "2"]


def test_a_meaningless_id_is_named():
    dropped = clean('<div id="qwzxv"></div><div id="content"></div>').dropped
    assert ["meaningless" in one.why for one in dropped] == [True, False, False, False]


def test_many_open_angles_take_no_long_time():
    assert clean("<a" * 50_000).dropped == ()
