from datetime import date, timedelta

import pytest

from crawler.planning.rates import arrival, daily_rate, weekday_shares

TODAY = date(2015, 7, 1)


def days(*ages):
    return sorted(TODAY - timedelta(days=one) for one in ages)


@pytest.mark.parametrize(
    ("ages", "least", "most"),
    [
        pytest.param([], 0.001, 0.002, id="nothing was ever seen"),
        pytest.param([400, 500], 0.001, 0.002, id="nothing for a year"),
        pytest.param(range(30), 1.0, 1.0, id="one a day"),
        pytest.param([1, 2, 3], 0.1, 0.1, id="it woke up"),
        pytest.param(range(40, 85), 0.5, 0.5, id="it was busy last season"),
        pytest.param([-3, -9], 0.001, 0.002, id="what is to come has not come"),
    ],
)
def test_the_busiest_span_counts(ages, least, most):
    assert least <= daily_rate(days(*ages), TODAY) <= most + 1e-9


def test_nothing_known_makes_all_days_alike():
    assert set(weekday_shares([])) == {1 / 7}


def test_learns_that_offices_rest():
    shares = weekday_shares([date(2015, 6, 1) + timedelta(days=at) for at in range(700) if at % 7 < 5])
    assert sum(shares) == pytest.approx(1)
    assert shares[5] < 0.01 < shares[0]


@pytest.mark.parametrize(
    ("claimed", "from_start", "came"),
    [
        pytest.param(None, True, TODAY, id="no date"),
        pytest.param(date(2012, 1, 1), True, date(2012, 1, 1), id="it stood there from the start"),
        pytest.param(date(2015, 6, 29), False, date(2015, 6, 29), id="seen two days after"),
        pytest.param(date(2012, 1, 1), False, TODAY, id="inserted with an old date"),
        pytest.param(date(2099, 1, 1), False, TODAY, id="dated ahead"),
    ],
)
def test_knows_when_a_row_came(claimed, from_start, came):
    assert arrival(claimed, TODAY, from_start=from_start) == came
