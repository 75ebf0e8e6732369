"""The interval in which a notice appeared, and what counts as its going away."""

from datetime import date, timedelta

import pytest

from crawler.records import LookRecord
from crawler.words import Ending, Outcome
from monitor.appearance import Stood, covers, first_seen, gone

DAY = timedelta(days=1)
FIRST = date(2015, 6, 1)


def on(number):
    return FIRST + number * DAY


def column(made, *looks, met=(), start=1):
    """Return a column read once a day; *looks* are endings, *met* the days on which the notice was there."""
    readings = [
        made.reading(start + at, on(at), ending, **more)
        for at, (ending, more) in enumerate((one if isinstance(one, tuple) else (one, {})) for one in looks)
    ]
    return Stood(readings=readings, met=frozenset(start + day for day in met))


OUT, END = Ending.BLOCKED, Ending.EXHAUSTED
SOME = (Ending.LOST_NEXT, {"sightings": (3,)})
"""Rows came, but not all."""


@pytest.mark.parametrize(
    ("reading", "claimed", "expected"),
    [
        pytest.param({"ending": Ending.EXHAUSTED}, None, True, id="read to the end"),
        pytest.param({"ending": Ending.EMPTY}, on(0), True, id="empty by its own word"),
        pytest.param({"ending": Ending.COVERED, "oldest": on(0)}, on(1), True, id="reached below the date"),
        pytest.param({"ending": Ending.COVERED, "oldest": on(1)}, on(1), False, id="stopped within the day"),
        pytest.param({"ending": Ending.COVERED, "oldest": on(2)}, on(1), False, id="stopped above the date"),
        pytest.param(
            {"ending": Ending.COVERED, "oldest": on(0)}, None, False, id="covered, but the notice is undated"
        ),
        pytest.param({"ending": Ending.COVERED}, on(1), False, id="covered, but the list is undated"),
        pytest.param({"ending": Ending.DRIFT, "oldest": on(0)}, on(1), False, id="not complete"),
    ],
)
def test_which_readings_would_have_met_it(made, reading, claimed, expected):
    assert covers(made.reading(1, on(3), **reading), claimed) is expected


@pytest.mark.parametrize(
    ("columns", "seen", "lower"),
    [
        pytest.param([([END, END, END], [2])], 2, 1, id="there the next day"),
        pytest.param([([END, OUT, OUT, END], [3])], 3, 0, id="blocked in between"),
        pytest.param([([END], [0])], 0, None, id="there at our first look"),
        pytest.param([([OUT, OUT, END], [2])], 2, None, id="never read before"),
        pytest.param(
            [([END, END, END], [2]), ([END, OUT, END], [2])], 2, 0, id="in two columns: the earlier lower end"
        ),
        pytest.param(
            [([END, END, END], [2]), ([OUT, OUT, END], [2])],
            2,
            None,
            id="in two columns, one not read before",
        ),
    ],
)
def test_the_interval_of_the_first_sight(made, columns, seen, lower):
    stood = [column(made, *looks, met=met, start=10 * at) for at, (looks, met) in enumerate(columns, 1)]
    found = first_seen(stood, on(seen), made.at(on(seen)) + timedelta(minutes=1))
    assert found.upper_day == on(seen)
    assert found.lower_day == (None if lower is None else on(lower))
    assert found.lower is None or found.lower.minute == 0, "the start of the reading, not its end"


def test_a_short_reading_does_not_prove_an_old_notice_absent(made):
    covered = (Ending.COVERED, {"oldest": on(-3)})
    stood = column(made, END, covered, covered, END, met=[3])
    found = first_seen([stood], on(-30), made.at(on(3)) + timedelta(minutes=1))
    assert found.lower_day == on(0)


def look(made, day, outcome, fetch=1, hour=10):
    return LookRecord(fetch=fetch, notice=7, at=made.at(on(day), hour), outcome=outcome)


@pytest.mark.parametrize(
    ("looks", "met", "page", "expected"),
    [
        pytest.param([END] * 4, [0, 1], [], on(3), id="two complete readings without it"),
        pytest.param([END] * 3, [0, 1], [], None, id="one complete reading without it"),
        pytest.param([END, END, OUT, OUT, OUT], [0, 1], [], None, id="an outage"),
        pytest.param([END, END, Ending.PARSE_ZERO, Ending.PARSE_ZERO], [0, 1], [], None, id="a redesign"),
        pytest.param([END] * 5, [0, 1, 4], [], None, id="it came back"),
        pytest.param([END, END, END, SOME], [0, 1], [(3, Outcome.NOT_FOUND)], on(3), id="a reading and a page not found"),
        pytest.param([END, END, SOME, SOME], [0, 1], [(2, Outcome.SOFT_404), (3, Outcome.NOT_FOUND)], on(3), id="two looks at the page"),
        pytest.param([END, END, OUT, OUT, OUT], [0, 1], [(3, Outcome.SOFT_404), (4, Outcome.NOT_FOUND)], None, id="a site that shows nothing at all"),
        pytest.param([END, END, OUT, OUT], [0, 1], [(2, Outcome.BLOCKED), (3, Outcome.BLOCKED)], None, id="the page is blocked"),
        pytest.param([END] * 4, [0, 1], [(3, Outcome.OK)], None, id="the page still answers"),
        pytest.param([END] * 4, [0, 1, 2, 3], [(2, Outcome.NOT_FOUND)], None, id="still listed"),
    ],
)  # fmt: skip
def test_when_it_is_gone(made, looks, met, page, expected):
    pages = [look(made, day, outcome, fetch=at) for at, (day, outcome) in enumerate(page)]
    found = gone([column(made, *looks, met=met)], pages, on(0))
    assert (found.confirmed.date() if found else None) == expected


def test_two_looks_on_one_day_confirm_nothing(made):
    pages = [look(made, 1, Outcome.NOT_FOUND, hour=10), look(made, 1, Outcome.NOT_FOUND, fetch=2, hour=22)]
    assert gone([column(made, END, met=[0])], pages, on(0)) is None


def test_gone_from_one_of_two_columns_is_not_gone(made):
    left = column(made, *[END] * 4, met=[0, 1], start=10)
    blocked = column(made, END, OUT, OUT, OUT, met=[0], start=20)
    assert gone([left, blocked], [], on(0)) is None


def test_a_withdrawal_names_what_showed_it(made):
    pages = [look(made, 2, Outcome.NOT_FOUND, fetch=5), look(made, 3, Outcome.NOT_FOUND, fetch=6)]
    found = gone([column(made, *[END] * 4, met=[0, 1])], pages, on(0))
    assert (found.readings, found.fetches) == ((3, 4), (5,))


def test_a_page_that_answers_though_no_list_shows_it_is_not_withdrawn(made):
    stood = column(made, *[END] * 5, met=[0, 1])
    answered = look(made, 2, Outcome.OK, hour=12)
    assert gone([stood], [answered], on(0)) is None
    assert gone([stood], [answered, look(made, 4, Outcome.NOT_FOUND, fetch=9, hour=12)], on(0)) is not None
