import pytest

from crawler.practice.reckoning import Line
from schedules.crash.tally import Tally, of_lines, tally

WHOLE = {
    "notices with a version": (5, 5),
    "notices lost": (0, 0),
    "notices that never were": (0, 0),
    "notices with two versions": (0, 0),
    "notices twice": (0, 0),
    "rows seen": (6, 6),
    "problems of the archive": (0, 0),
    "answers that differ": (0, 0),
}


def numbers(one):
    return one.lost, one.double, one.bad, one.same


@pytest.mark.parametrize(
    ("found", "said"),
    [
        pytest.param({"a": 1, "b": 2}, (0, 0, 0, True), id="the same"),
        pytest.param({"a": 1}, (1, 0, 0, False), id="one lost"),
        pytest.param({"a": 1, "b": 2, "c": 3}, (0, 1, 0, False), id="one too many"),
        pytest.param({"a": 1, "b": 3}, (0, 0, 1, False), id="one of another value"),
    ],
)
def test_what_differs_is_counted_by_its_kind(found, said):
    made = tally({"a": 1, "b": 2}, found)
    assert numbers(made) == said
    assert made.right == said[3]


def test_where_nothing_was_wanted_nothing_was_shown():
    assert not tally({}, {}).right
    assert not Tally(wanted=1, same=False).right


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({}, (0, 0, 0, True), id="whole"),
        pytest.param({"notices lost": (0, 2), "notices with a version": (5, 3)}, (2, 0, 0, False), id="lost"),
        pytest.param({"rows seen": (6, 5)}, (1, 0, 0, False), id="a row lost"),
        pytest.param({"rows seen": (6, 7)}, (0, 1, 0, False), id="a row twice"),
        pytest.param({"notices twice": (0, 1)}, (0, 1, 0, False), id="twice"),
        pytest.param({"answers that differ": (0, 3)}, (0, 0, 3, False), id="other bytes"),
    ],
)
def test_an_archive_is_reckoned_up(changed, said):
    lines = [Line(what=what, wanted=one, found=other) for what, (one, other) in (WHOLE | changed).items()]
    assert numbers(of_lines(lines, same=True)) == said
    assert not of_lines(lines, same=False).right
