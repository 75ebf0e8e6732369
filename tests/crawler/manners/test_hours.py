from datetime import datetime

import pytest

from crawler.clock import SHANGHAI
from crawler.manners.hours import is_open, read_hours


@pytest.mark.parametrize(
    ("hours", "at", "is_so"),
    [
        pytest.param("", (12, 0), True, id="any hour"),
        pytest.param("22:00-06:00", (22, 0), True, id="the first minute"),
        pytest.param("22:00-06:00", (0, 0), True, id="midnight"),
        pytest.param("22:00-06:00", (6, 0), False, id="the hour it ends"),
        pytest.param("22:00-06:00", (12, 0), False, id="noon"),
        pytest.param("01:30-05:00", (1, 29), False, id="a minute early"),
        pytest.param("01:30-05:00", (4, 59), True, id="within a night"),
    ],
)
def test_knows_its_hours(hours, at, is_so):
    assert is_open(hours, datetime(2015, 7, 1, *at, tzinfo=SHANGHAI)) is is_so


@pytest.mark.parametrize(
    "text", ["22-6", "22:00-24:00", "22:00", "nights", "22:00-22:00", "2:00-4:00", "22:60-23:00"]
)
def test_refuses_what_is_no_span(text):
    with pytest.raises(ValueError, match="hours"):
        read_hours(text)
