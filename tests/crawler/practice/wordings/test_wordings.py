import pytest

from crawler.practice.penalties.measure import measure
from crawler.practice.wordings.make import Wordings, reworded, wordings

EACH = pytest.mark.parametrize("one_of", list(Wordings))


@EACH
def test_the_same_seed_makes_the_same_texts(one_of):
    assert list(reworded(20, 3, one_of)) == list(reworded(20, 3, one_of))
    assert list(reworded(20, 3, one_of)) != list(reworded(20, 4, one_of))


def test_the_sets_share_no_wording():
    blind, kept = ({one.id for one in wordings(each)} for each in Wordings)
    assert not blind & kept
    assert len(blind) + len(kept) == sum(len(wordings(each)) for each in Wordings)


@EACH
def test_every_place_holds_what_it_is_said_to_hold(one_of):
    noises = set()
    for text in reworded(200, 5, one_of):
        noises.add(text.template.rpartition(", ")[2])
        assert "{" not in text.words
        for piece in (*text.personal, *text.public):
            assert text.words[piece.start : piece.end].strip()
        if text.template.endswith("clean"):
            names = {text.words[one.start : one.end] for one in text.personal if one.kind == "name"}
            assert all(name.replace("·", "").isalpha() for name in names)
    assert len(noises) == 7


def test_in_view_much_is_hidden_and_little_hurt():
    found = measure(reworded(300, 9, Wordings.BLIND))[Wordings.BLIND]
    assert found.recall >= 0.93, found.misses[:5]
    assert found.precision >= 0.95, found.misses[:5]
