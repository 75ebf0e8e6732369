import pytest

from crawler.personal.numbers import valid_identity
from crawler.personal.redact import redact
from crawler.practice.penalties import measure as measuring
from crawler.practice.penalties.make import Half, penalties, templates
from crawler.practice.penalties.measure import measure, together


def test_the_same_seed_makes_the_same_texts():
    assert list(penalties(20, 3)) == list(penalties(20, 3))
    assert list(penalties(20, 3)) != list(penalties(20, 4))


def test_the_halves_take_turns_and_share_no_template():
    halves = [one.half for one in penalties(6, 1)]
    assert halves == [Half.SEEN, Half.HELD] * 3
    ids = [{one.id for one in templates(half)} for half in Half]
    assert len(ids[0]) == len(templates(Half.SEEN))
    assert not ids[0] & ids[1]
    assert min(len(one) for one in ids) >= 25


def test_every_place_holds_what_it_is_said_to_hold():
    for text in penalties(300, 5):
        for piece in (*text.personal, *text.public):
            value = text.words[piece.start : piece.end]
            assert value
            assert "{" not in value
            assert "«" not in text.words
        names = {text.words[one.start : one.end] for one in text.personal if one.kind == "name"}
        assert all(2 <= len(one.replace("·", "")) <= 9 for one in names)


def test_some_identity_numbers_are_damaged_and_most_are_not():
    numbers = [
        text.words[one.start : one.end]
        for text in penalties(400, 5)
        for one in text.personal
        if one.kind == "id"
    ]
    plain = [one for one in numbers if one.isascii() and " " not in one]
    valid = sum(valid_identity(one) for one in plain)
    assert 0.8 < valid / len(plain) < 0.95
    assert len(plain) < len(numbers)


def test_texts_masked_by_the_detector_reach_the_floors():
    found = together(measure(penalties(600, 11)).values())
    assert found.recall >= 0.99, found.misses[:5]
    assert found.precision >= 0.95, found.misses[:5]


def test_what_is_hidden_does_not_stand_in_the_text_that_comes_out():
    for text in penalties(100, 11):
        out = redact(text.words, penalty=True)
        for one in text.personal:
            value = text.words[one.start : one.end]
            if one.kind in {"id", "card", "passport"}:
                assert value not in out


@pytest.mark.parametrize(
    ("masks", "recall", "precision"),
    [
        pytest.param([], 0.0, 1.0, id="a detector that sees nothing"),
        pytest.param([(0, 10_000)], 1.0, 0.0, id="one that hides everything"),
        pytest.param([(0, 1)], 0.0, 0.0, id="one that hides the first sign"),
    ],
)
def test_figures_fall_with_the_detector(monkeypatch, masks, recall, precision):
    class Mask:
        def __init__(self, start, end):
            self.start, self.end = start, end

    monkeypatch.setattr(measuring, "find_personal", lambda _, names: [Mask(*one) for one in masks])
    texts = [
        one for one in penalties(60, 2) if all(piece.start > 0 for piece in one.personal) and one.personal
    ]
    found = together(measure(texts).values())
    assert (found.recall, round(found.precision)) == (recall, precision)
