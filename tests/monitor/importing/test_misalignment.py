import pytest

from monitor.importing.language import LanguageModel
from monitor.importing.misalignment import Reader, private

READER = Reader(LanguageModel(["體育場館開放。公共圖書館開放。縣文化局公布信息。"] * 3))


def lost(sentence, at, count):
    """Return what a reader shows when *count* bytes from the character at *at* on are lost."""
    raw = sentence.encode("gb18030")
    offset = len(sentence[:at].encode("gb18030"))
    return sentence[:at] + raw[offset + count :].decode("gb18030", "replace")


@pytest.mark.parametrize(
    ("line", "start", "text"),
    [
        pytest.param(lost("開放。縣文化M", 2, 1), 2, "。縣文化", id="the first byte, no mark"),
        pytest.param(
            "開放?" + lost("縣文化", 0, 1)[:0] + "？h", 2, "。縣", id="a mark, and a trail below 0x80"
        ),
        pytest.param("開放??h", 2, "。縣", id="a sign made half-width since"),
    ],
)
def test_the_text_is_among_the_readings(line, start, text):
    assert any(one.text.startswith(text[:2]) for one in READER.readings(line, start))


def test_a_reading_says_which_characters_are_guessed_and_where_it_ends():
    best = READER.readings("開放??h級", 2, hidden=False)[0]
    assert (best.text, best.guessed, best.start, best.end) == ("。縣", (0,), 2, 5)


def test_where_no_pair_is_hidden_the_bytes_leave_one_text_behind_the_first_character():
    texts = {one.text[1:] for one in READER.readings("開放??h", 2, hidden=False)}
    assert texts == {"縣"}


def test_a_run_that_never_ends_has_no_reading():
    assert READER.readings("?公布公布", 0, hidden=False) == []


def test_what_has_no_two_bytes_ends_the_search():
    assert READER.readings("?\U0001f600", 0) == []


def test_private_characters_are_known():
    assert private("\ue422")
    assert not private("公")
