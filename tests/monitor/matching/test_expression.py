import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.matching.board import Board, Seen
from monitor.matching.expression import read_expression
from monitor.matching.index import Index
from monitor.matching.knowledge import Condition
from monitor.matching.notice import Field
from monitor.matching.scan import Scanner

WORDS = {"shown": ("公示", "名单")}


def find(written, text):
    """Return the words that make *written* hold in *text*, or None where it does not hold."""
    expression = read_expression(written, WORDS, str.strip)
    condition = Condition(fields=((Field.TITLE, expression),), line=1)
    board = Board([condition])
    hits = Scanner(expression.words).scan(text)
    seen = Seen(board, set(board.see(Field.TITLE, hits)), {Field.TITLE: hits})
    return next((words for _, ((_, words),) in Index(board, [(condition, 0)]).holding(seen)), None)


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        pytest.param("甲", "甲乙", ("甲",), id="one word"),
        pytest.param("甲|丙", "乙丙", ("丙",), id="an alternative"),
        pytest.param("甲|甲乙", "甲乙", ("甲乙",), id="the longest alternative is named"),
        pytest.param("甲 乙", "乙甲", ("甲", "乙"), id="two groups in any order"),
        pytest.param("甲 乙", "甲甲", None, id="one group missing"),
        pytest.param("甲 -乙", "甲丙", ("甲",), id="nothing forbidden"),
        pytest.param("甲 -乙", "乙甲", None, id="something forbidden"),
        pytest.param("-乙", "甲", (), id="only something forbidden"),
        pytest.param("甲~乙", "甲丙乙", ("甲…乙",), id="in order"),
        pytest.param("甲~乙", "乙甲", None, id="in the wrong order"),
        pytest.param("甲~乙", "乙甲乙", ("甲…乙",), id="in order at the second try"),
        pytest.param("甲甲~甲", "甲甲", None, id="the second word may not overlap the first"),
        pytest.param("^甲", "甲乙", ("甲",), id="at the start"),
        pytest.param("^甲", "乙甲", None, id="not at the start"),
        pytest.param("甲$", "乙甲", ("甲",), id="at the end"),
        pytest.param("甲$", "甲乙", None, id="not at the end"),
        pytest.param("甲$", "甲乙甲", ("甲",), id="last occurrence at the end"),
        pytest.param("甲~乙$", "甲乙丙", None, id="the second word not at the end"),
        pytest.param("@shown", "一份名单", ("名单",), id="a named list"),
        pytest.param("甲 甲|乙", "甲", ("甲",), id="nothing named twice"),
    ],
)
def test_finds(written, text, found):
    assert find(written, text) == found


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("  ", "at least one word", id="nothing"),
        pytest.param("甲||乙", "empty word", id="an empty alternative"),
        pytest.param("甲~", "empty word", id="nothing after the tilde"),
        pytest.param("甲~乙~丙", "more than one", id="two tildes"),
        pytest.param("@shwon", "no word list is named 'shwon'", id="an unknown list"),
    ],
)
def test_refuses(written, said):
    with pytest.raises(ValueError, match=said):
        read_expression(written, WORDS, str.strip)


@given(st.text("甲乙丙", max_size=30))
def test_agrees_with_plain_search(text):
    assert (find("甲乙|丙 -乙乙", text) is not None) == (
        ("甲乙" in text or "丙" in text) and "乙乙" not in text
    )
    after = text.partition("甲乙")[2]
    assert (find("甲乙~丙", text) is not None) == ("丙" in after)
