from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from crawler.manners.backoff import FIRST, LONGEST, LONGEST_SHUT, left_alone_until

START = datetime(2015, 7, 1, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


def asked(every, days):
    """Return the hours at which a host that always refuses is asked by somebody who comes *every* so often."""
    refused, now = [], START
    while now < START + timedelta(days=days):
        until = left_alone_until(refused)
        if until is None or now >= until:
            refused += [now, now + timedelta(seconds=3)]
        now += every
    return refused


def test_a_host_that_answers_is_not_left_alone():
    assert left_alone_until([]) is None


def test_waits_twice_as_long_each_time_and_at_most_a_day():
    rounds = asked(timedelta(minutes=10), 8)[::2]
    waits = [(b - a) / HOUR for a, b in pairwise(rounds)]
    assert 1 <= waits[0] < 1.5
    assert all(2 * a <= b + 0.1 or b >= 23 for a, b in pairwise(waits))
    assert 23 <= waits[-1] <= max(waits) <= 24


@pytest.mark.parametrize("every", [timedelta(minutes=1), timedelta(minutes=7), HOUR, 5 * HOUR], ids=str)
def test_never_more_than_three_requests_in_an_hour(every):
    moments = asked(every, 3)
    for one in moments:
        assert sum(one <= other < one + HOUR for other in moments) <= 3


def test_a_host_that_is_shut_is_tried_every_six_hours_at_least():
    refused = [START + one * HOUR for one in (0, 1, 3, 7)]
    assert left_alone_until(refused, LONGEST_SHUT) == START + timedelta(hours=12, minutes=30)


def test_a_daily_run_is_never_left_out():
    assert len(asked(timedelta(days=1), 10)) == 20


def test_a_daily_run_may_begin_a_little_earlier():
    refused = [START, START + timedelta(hours=24)]
    assert left_alone_until(refused) <= START + timedelta(hours=47, minutes=45)


def test_a_round_is_one_whatever_it_asks():
    assert left_alone_until([START, START + timedelta(minutes=40)]) == START + timedelta(minutes=40) + FIRST


def test_the_longest_pause_is_a_day():
    assert left_alone_until([START, START + timedelta(days=2)]) <= START + timedelta(days=2) + LONGEST
