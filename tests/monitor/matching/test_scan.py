from hypothesis import given
from hypothesis import strategies as st

from monitor.matching.scan import NOTHING, Scanner


def test_finds_words_inside_words():
    hits = Scanner(["行政处罚", "处罚", "处罚决定"]).scan("行政处罚决定")
    assert list(hits.words) == ["行政处罚", "处罚", "处罚决定"]


def test_knows_the_first_and_the_last_place():
    hits = Scanner(["公示"]).scan("公示与公示及公示")
    assert (hits.first("公示"), hits.last("公示")) == (0, 6)


def test_an_empty_text_holds_nothing():
    assert Scanner(["公示"]).scan("") is NOTHING


def test_an_empty_vocabulary_finds_nothing():
    assert not Scanner([]).scan("公示").words


@given(st.text("甲乙𠀀a", max_size=60), st.lists(st.text("甲乙𠀀a", min_size=1, max_size=3)))
def test_finds_what_plain_search_finds(text, words):
    assert set(Scanner(words).scan(text).words) == {word for word in words if word in text}
