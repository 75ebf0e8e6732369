from datetime import timedelta

import pytest

from crawler.health.clock import clock_words
from crawler.ourclock import ClockFacts


def told(offset=None, behind=None):
    return ClockFacts(
        offset=None if offset is None else timedelta(seconds=offset),
        behind=None if behind is None else timedelta(seconds=behind),
    )


@pytest.mark.parametrize(
    ("known", "parts"),
    [
        pytest.param(told(), [], id="nothing known"),
        pytest.param(told(5, 5), [], id="hardly off"),
        pytest.param(told(6), ["6 s ahead"], id="a little ahead"),
        pytest.param(told(-3600), ["3600 s behind", "decides no deadline"], id="an hour behind"),
        pytest.param(told(0, 3600), ["3600 s before the newest"], id="right, but behind what is stored"),
        pytest.param(told(None, 3600), ["3600 s before", "decides no deadline"], id="and nobody can tell"),
    ],
)
def test_says_what_there_is_to_say(known, parts):
    said = clock_words(known, "en")
    assert all(one in said for one in parts)
    assert bool(said) is bool(parts)
    assert ("decides no deadline" in said) is known.wrong
    assert bool(clock_words(known, "zh")) is bool(said)
