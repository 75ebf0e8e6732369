"""Progress is a bar on a terminal, and a few plain lines elsewhere."""

from datetime import date, timedelta
from io import StringIO

import pytest
from rich.console import Console

from schedules.demo.play import Played, days_of
from schedules.demo.watch import days_shown

FIRST = date(2015, 6, 1)


@pytest.fixture
def shown():
    """Plays so many days on a console and returns what it printed."""

    def play(days, *, terminal):
        console = Console(file=StringIO(), width=80, force_terminal=terminal)
        with days_shown(console, days) as tell:
            for number in range(days):
                tell(FIRST + timedelta(days=number), Played(days=number + 1, requests=10 * number))
        return console.file.getvalue()

    return play


@pytest.mark.parametrize(("days", "lines"), [(120, 6), (45, 3), (3, 1)])
def test_elsewhere_a_line_every_twenty_days_and_at_the_end(shown, days, lines):
    said = shown(days, terminal=False).splitlines()
    assert len(said) == lines
    assert said[-1].startswith(f"day {days} of {days}: ")
    assert all("\x1b" not in line and len(line) <= 80 for line in said)


def test_on_a_terminal_a_bar_with_days(shown):
    said = shown(30, terminal=True)
    assert "30/30" in said
    assert "2015-06-30" in said
    assert "290 requests" in said


def test_every_day_from_the_first_to_the_last():
    assert days_of(FIRST, FIRST) == [FIRST]
    assert days_of(FIRST, date(2015, 7, 1))[-1] == date(2015, 7, 1)
    assert len(days_of(FIRST, date(2015, 7, 1))) == 31
