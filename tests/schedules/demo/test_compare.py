"""A verdict is right when standing, flags and days late are all as the truth has them."""

import pytest

from schedules.demo.compare import compare

MET = (("met",), {})
MISSING = (("suspected_missing",), {})
UNSURE = (("cannot_tell",), {})


def late(days):
    return (("late",), {"late": days})


@pytest.mark.parametrize(
    ("wanted", "found", "right", "accused"),
    [
        pytest.param(MET, MET, True, False, id="the same"),
        pytest.param(MET, (("met", "edited"), {}), False, False, id="a flag too many"),
        pytest.param((("met", "edited"), {}), MET, False, False, id="a flag too few"),
        pytest.param(
            (("met", "withdrawn", "edited"), {}),
            (("met", "edited", "withdrawn"), {}),
            True,
            False,
            id="flags in any order",
        ),
        pytest.param(late(5), late(5), True, False, id="as late"),
        pytest.param(late(5), late(6), False, False, id="another lateness"),
        pytest.param(MET, late(5), False, True, id="called late"),
        pytest.param(UNSURE, MISSING, False, True, id="called missing though nobody could look"),
        pytest.param(MISSING, UNSURE, False, False, id="not sure of what is missing"),
        pytest.param(None, MISSING, False, True, id="called missing without being owed"),
        pytest.param(MET, None, False, False, id="not judged at all"),
    ],
)
def test_right_and_accused(pair, wanted, found, right, accused):
    one = pair(wanted, found)
    assert (one.right, one.accused) == (right, accused)


def test_only_what_is_met_or_not_due_without_a_flag_is_plain(pair):
    assert pair(MET, MET).plain
    assert pair((("not_due",), {}), (("not_due",), {})).plain
    assert not pair((("met", "edited"), {}), (("met", "edited"), {})).plain
    assert not pair(UNSURE, UNSURE).plain


def test_nothing_of_either_side_is_left_out(pair):
    known = [pair((("met",), {"what": what}), None).truth for what in ("1号", "2号")]
    judged = [pair(None, (("met",), {"what": what})).verdict for what in ("3号", "2号")]
    assert [one.name[2] for one in compare(known, judged)] == ["1号", "2号", "3号"]
    assert [one.right for one in compare(known, judged)] == [False, True, False]
