"""Every fault that is registered, laid over a site, crawled and judged: named as expected, and nobody accused."""

from datetime import UTC, datetime

import pytest

from crawler.practice.faults.lists import over_rows
from crawler.practice.faults.model import Fault
from crawler.practice.faults.registry import faults
from crawler.words import Outcome, Purpose
from schedules.commands.practice_faults import batches
from schedules.faults.run import run_faults

GROUPS = {
    "a slow-loris": [one for one in faults() if one.outcome is Outcome.TIMEOUT],
    "what is heavy": [one for one in faults() if one.heavy and one.outcome is not Outcome.TIMEOUT],
    "the connection and the coding": [one for one in faults() if not one.heavy and one.row < 10],
    "lists and pages": [one for one in faults() if not one.heavy and one.row >= 10],
}


def clock():
    return datetime.now(UTC)


@pytest.mark.parametrize("name", GROUPS)
def test_every_fault_is_named_and_nobody_is_accused(tmp_path, name):
    shown = run_faults(GROUPS[name], tmp_path, clock)
    assert len(shown) == len(GROUPS[name])
    assert {one.fault.label: one.wrong for one in shown if one.wrong} == {}
    assert sum(len(one.findings) for one in shown) == 0


def test_no_fault_is_left_out():
    assert sum(map(len, GROUPS.values())) == len(faults()) >= 60
    assert sorted(one.label for batch in batches(faults()) for one in batch) == sorted(
        one.label for one in faults()
    )


def test_what_really_goes_away_is_found(tmp_path):
    hidden = "行政处罚"
    gone = Fault(
        row=0,
        name="a penalty is taken down",
        lay=lambda scene: (
            over_rows(lambda row, _: "" if hidden in row else row)(scene)
            if scene.purpose is Purpose.LIST
            else scene.ask("/nowhere")
            if hidden in scene.markup
            else scene.reply
        ),
        over=frozenset({Purpose.LIST, Purpose.NOTICE}),
    )
    (shown,) = run_faults([gone], tmp_path, clock)
    assert any("withdrawn" in one for one in shown.findings), shown
    assert "findings" in shown.wrong or shown.wrong
