"""Places, peers, and those without a score."""

from dataclasses import replace

import pytest

from crawler.registry import Bureau
from monitor.scores.score import score_all
from monitor.scores.standing import peers, ranking, with_refused


@pytest.fixture
def scores(judged, tree):
    held = judged(a=["met", "missing"], b=["met", "met"], c=["met", "met"], d=["blind"], e=["met", "late"])
    return score_all(held, tree), held.bureaus


def test_equal_scores_share_a_place_and_the_next_is_skipped(scores):
    placed = ranking(scores[0])
    assert [(one.score.bureau, one.place) for one in placed][:2] == [("b", 1), ("c", 1)]
    assert [one.place for one in placed] == [1, 1, 3, 4]


def test_who_has_no_score_has_no_place_and_is_not_left_out(scores):
    last = with_refused(scores[0])[-1]
    assert (last.score.bureau, last.place, last.score.refused) == ("d", None, "coverage")


def test_peers_are_of_the_same_unit_where_there_are_several(scores):
    found, bureaus = scores
    same = {key: Bureau(id=key, name=key, unit="U_CZ" if key in "ab" else key) for key in bureaus}
    twins = peers("a", found, same)
    assert (twins.kind, twins.count, twins.place) == ("unit", 2, 2)
    level = peers("e", found, same)
    assert (level.kind, level.count) == ("level", 4)


def test_a_bureau_without_a_score_still_sees_its_peers(scores):
    found, bureaus = scores
    assert peers("d", found, bureaus).place is None
    assert peers("d", found, bureaus).median is not None
    alone = {key: replace(one, level=key) for key, one in bureaus.items()}
    assert peers("d", found, alone).median is None
