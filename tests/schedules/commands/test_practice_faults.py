"""``gongkai practice faults``: the table, the sum, and the exit status."""

import pytest
from click.testing import CliRunner

from crawler.errors import UsageError
from crawler.practice.faults.registry import faults as registered
from schedules.cli import gongkai
from schedules.commands import practice_faults


def run(*words, **values):
    return CliRunner().invoke(gongkai, ["practice", "faults", *words], **values)


def test_shows_what_came_of_a_row():
    shown = run("--row", "46", catch_exceptions=False)
    assert shown.exit_code == 0, shown.output
    assert "names that lead out" in shown.output
    assert "1 faults, 0 not as expected, 0 findings" in shown.output


def test_ends_with_status_one_where_something_differs(monkeypatch):
    wrong = [one for one in registered() if one.row == 46]
    object.__setattr__(wrong[0], "detail", "what no detail says")
    monkeypatch.setattr(practice_faults, "registered", lambda: tuple(wrong))
    try:
        shown = run(catch_exceptions=False)
    finally:
        object.__setattr__(wrong[0], "detail", "")
    assert shown.exit_code == practice_faults.DIFFERS
    assert "no detail says" in shown.output


def test_a_row_without_faults_is_refused():
    with pytest.raises(UsageError, match="no fault of row 99"):
        run("--row", "99", catch_exceptions=False)
