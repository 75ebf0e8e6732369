from hypothesis import given
from hypothesis import strategies as st

from monitor.matching.scan import NOTHING, Scanner


def test_finds_words_inside_words():
    hits = Scanner(["行政处罚", "处罚", "处罚决定"]).scan("行政处罚决定")
    assert hits.places == {"行政处罚": (0, 0), "处罚": (2, 2), "处罚决定": (2, 2)}


def test_keeps_the_first_and_the_last_place():
    assert Scanner(["公示"]).scan("公示与公示及公示").places == {"公示": (0, 6)}


def test_an_empty_text_holds_nothing():
    assert Scanner(["公示"]).scan("") is NOTHING


def test_an_empty_vocabulary_finds_nothing():
    assert Scanner([]).scan("公示").places == {}


@given(st.text("甲乙𠀀a", max_size=60), st.lists(st.text("甲乙𠀀a", min_size=1, max_size=3)))
def test_places_are_those_of_plain_search(text, words):
    hits = Scanner(words).scan(text)
    assert hits.places == {word: (text.find(word), text.rfind(word)) for word in words if word in text}
