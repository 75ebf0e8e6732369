"""What may be said where a fault lies over a site: the truth or nothing, and never an accusation of its own."""

import pytest

from schedules.city.held import Held, flags, for_people, held, standings

MET, MISSING, UNSURE = (("met",), {}), (("suspected_missing",), {}), (("cannot_tell",), {})
NOT_DUE = (("not_due",), {})


def late(days):
    return (("late",), {"late": days})


@pytest.mark.parametrize(
    ("wanted", "found", "how"),
    [
        pytest.param(MET, MET, Held.FOUND, id="the same"),
        pytest.param(MISSING, UNSURE, Held.WEAKENED, id="not told any more"),
        pytest.param((("met", "edited"), {}), MET, Held.WEAKENED, id="a flag less"),
        pytest.param(MET, None, Held.WEAKENED, id="nothing known of it"),
        pytest.param(late(9), late(5), Held.WEAKENED, id="fewer days late"),
        pytest.param(late(9), MET, Held.OTHER, id="kinder than the truth"),
        pytest.param(MET, NOT_DUE, Held.WEAKENED, id="done before its day, and unseen"),
        pytest.param(late(9), NOT_DUE, Held.OTHER, id="called not due after its day"),
        pytest.param(MISSING, NOT_DUE, Held.OTHER, id="called not due where it is missing"),
        pytest.param(NOT_DUE, MET, Held.OTHER, id="called done where it is not"),
        pytest.param(None, MET, Held.OTHER, id="one more that accuses nobody"),
        pytest.param(MET, late(1), Held.WRONG, id="called late"),
        pytest.param(late(5), late(6), Held.WRONG, id="called later than it was"),
        pytest.param(late(5), MISSING, Held.WRONG, id="called missing where it was late"),
        pytest.param(UNSURE, MISSING, Held.WRONG, id="called missing where nobody can tell"),
        pytest.param(None, MISSING, Held.WRONG, id="called missing where nothing was owed"),
        pytest.param(MET, (("met", "withdrawn"), {}), Held.WRONG, id="a flag that is not true"),
        pytest.param(
            MISSING,
            (("cannot_tell", "incomplete"), {}),
            Held.WRONG,
            id="unsure, with a flag that is not true",
        ),
        pytest.param(
            MET, (("cannot_tell", "date_conflict"), {}), Held.WEAKENED, id="a flag that goes to people only"
        ),
    ],
)
def test_how_it_stands_to_the_truth(pair, wanted, found, how):
    assert held(pair(wanted, found)) is how


def test_counts_what_was_found_as_what(pair):
    every = [pair(MET, MET), pair(MET, UNSURE), pair(MISSING, None), pair(None, MET)]
    assert standings(every) == {
        ("met", "met"): 1,
        ("met", "cannot_tell"): 1,
        ("suspected_missing", "-"): 1,
        ("-", "met"): 1,
    }


def test_counts_flags_found_missed_and_untrue(pair):
    every = [
        pair((("met", "edited"), {}), (("met", "edited"), {})),
        pair((("met", "edited"), {}), MET),
        pair(MET, (("met", "stale"), {})),
    ]
    counted = flags(every)
    assert (counted["edited"], counted["stale"], counted["withdrawn"]) == ((1, 1, 0), (0, 0, 1), (0, 0, 0))


def test_counts_what_goes_to_people_beyond_the_truth(pair):
    found = (("met", "date_conflict", "edited"), {})
    assert for_people(pair(MET, found)) == 1
    assert for_people(pair((("met", "date_conflict"), {}), found)) == 0
    assert for_people(pair(MET, None)) == 0
