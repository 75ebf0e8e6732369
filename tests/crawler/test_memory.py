from datetime import date

import pytest

from crawler.memory import Memory


@pytest.mark.parametrize(
    ("met", "to_the_end", "gone"),
    [
        pytest.param({1, 2, 3, 4}, True, [], id="all met"),
        pytest.param({1, 3, 4}, True, [2], id="one gone from the middle"),
        pytest.param({1, 3}, False, [2], id="one gone, the rest not reached"),
        pytest.param({1, 2}, False, [], id="the rest not reached"),
        pytest.param({1, 2}, True, [3, 4], id="the end has gone"),
        pytest.param(set(), False, [], id="nothing in common"),
        pytest.param(set(), True, [1, 2, 3, 4], id="everything has gone"),
    ],
)
def test_only_what_a_reading_reached_can_have_gone(met, to_the_end, gone):
    memory = Memory(complete=True, last=(1, 2, 3, 4), newest=date(2015, 6, 1))
    assert memory.gone(met, to_the_end=to_the_end) == gone
