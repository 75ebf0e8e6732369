import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text import half_width, normalise, simplify, visible


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("寧波市北侖區人民政府辦公室", "宁波市北仑区人民政府办公室", id="traditional script"),
        pytest.param("宁波市北仑区", "宁波市北仑区", id="simplified already"),
        pytest.param("〔２０１５〕１０５号", "〔2015〕105号", id="full-width digits"),
        pytest.param("（一）：；，！？", "(一):;,!?", id="full-width signs"),
        pytest.param("公开。“三公”、《条例》", "公开。“三公”、《条例》", id="signs without a twin stay"),
        pytest.param("公\u200b开\ufeff指\u00ad南", "公开指南", id="invisible characters"),
        pytest.param("公\x00开\x07", "公开", id="control characters"),
        pytest.param("甲\r\n乙\r丙\u2028丁", "甲\n乙\n丙\n丁", id="line breaks"),
        pytest.param("甲\u3000乙\u00a0丙", "甲 乙 丙", id="wide spaces"),
        pytest.param("公\ud800开", "公开", id="a lone surrogate"),
        pytest.param("\uf900", "豈".replace("豈", "岂"), id="compatibility ideograph"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_text_is_brought_into_one_spelling(raw, clean):
    assert normalise(raw) == clean


@given(st.text())
def test_any_text_can_be_normalised(text):
    assert not any("\ud800" <= one <= "\udfff" for one in normalise(text))


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x9FFF)))
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once


def test_the_parts_can_be_used_alone():
    assert simplify("機關，１") == "机关，１"
    assert half_width("機關，１") == "機關,1"
    assert visible("機\u200b關") == "機關"


def test_no_sign_of_unicode_is_wide_once_it_is_normalised():
    every = "\n".join(map(chr, [*range(0xD800), *range(0xE000, 0x110000)]))
    said = normalise(every)
    assert half_width(said) == said
