import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.personal.views import views


def last(text):
    return list(views(text))[-1].text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("當事人：韋國", "当事人:韦国", id="traditional script"),
        pytest.param("電話１３８", "电话138", id="full width"),
        pytest.param("身份证33O203l9881236l28X", "身份证33020319881236128X", id="figures read as letters"),
        pytest.param("型号SOLIS", "型号SOLIS", id="letters are letters"),
        pytest.param("李 莲建家住", "李莲建家住", id="a scanner's blank"),
        pytest.param(
            "一二三四五六七八九十甲乙丙丁\n一二三四五六七八九十甲乙丙丁\n戊己",
            "一二三四五六七八九十甲乙丙丁一二三四五六七八九十甲乙丙丁戊己",
            id="lines broken where they are full",
        ),
        pytest.param("第一行在此结束。\n第二行", "第一行在此结束。\n第二行", id="lines that end"),
    ],
)
def test_a_text_is_read_without_what_cuts_its_words(text, read):
    assert last(text) == read


@given(st.text(alphabet="张 三\n：13O電国x", max_size=200))
def test_every_place_in_a_view_is_one_in_the_text(text):
    first, *others = views(text)
    assert len(first.text) == len(text)
    for view in others:
        assert "".join(first.text[at] for at in view.places) == view.text
        assert list(view.places) == sorted(set(view.places))
