"""``gongkai calendar``: a holiday that is added or corrected moves deadlines, and says which."""

import json

import pytest
from click.testing import CliRunner

from monitor.calendar import SHIPPED, find_calendar, load_calendar
from monitor.judge import judge
from schedules.cli import gongkai

MAIN = (SHIPPED / "china.toml").read_text("utf-8")


@pytest.fixture
def run(own):
    workspace, _ = own

    def go(*words):
        return CliRunner().invoke(
            gongkai, ["-w", str(workspace.root), "calendar", *map(str, words)], catch_exceptions=False
        )

    return go


@pytest.fixture
def corrected(tmp_path):
    """A calendar in which two more days of July 2015 are off."""
    off = 'off."端午节" = [2015-06-22]'
    path = tmp_path / "drafts" / "china.toml"
    path.parent.mkdir()
    path.write_text(MAIN.replace(off, f'{off}\noff."台风" = [2015-07-06, 2015-07-07]'), "utf-8")
    return path


def test_a_correction_says_which_days_and_which_verdicts_move(run, corrected, story):
    said = json.loads(run("diff", corrected, "--as-of", story.last, "--json").output)
    assert [(one["day"], one["before"], one["after"]) for one in said["calendar"]["days"]] == [
        ("2015-07-06", "workday", "holiday"),
        ("2015-07-07", "workday", "holiday"),
    ]
    moved = {one["key"].rpartition("/")[2]: one for one in said["verdicts"]}
    late = moved[story.number(2)]
    assert (late["before"]["due"], late["after"]["due"]) == ("2015-07-08", "2015-07-10")
    assert late["before"]["standing"] == late["after"]["standing"] == "late"
    shown = run("diff", corrected, "--as-of", story.last, "--lang", "en").output
    assert "2015-07-06  working day → holiday  台风" in shown
    assert f"2 days and {len(moved)} verdicts would move" in shown


def test_the_workspaces_own_calendar_stands_before_the_shipped_one(run, corrected, own, story):
    workspace, engine = own
    (workspace.root / "calendars").mkdir()
    (workspace.root / "calendars" / "china.toml").write_text(corrected.read_text("utf-8"), "utf-8")
    due = {
        one.obligation.what: one.due
        for one in judge(workspace, engine, as_of=story.end_of(story.last)).verdicts
    }
    assert str(due[story.number(2)]) == "2015-07-10"
    assert run("diff", corrected, "--as-of", story.last).output == "0 days and 0 verdicts would move\n"
    assert find_calendar("china", workspace.root) == load_calendar("china", corrected.parent)


def test_a_year_not_announced_leaves_every_verdict_that_needs_it_open(run, tmp_path, story):
    path = tmp_path / "china.toml"
    begin, end = MAIN.index("[[year]]\nyear = 2015"), MAIN.index("[[year]]\nyear = 2016")
    path.write_text(MAIN[:begin] + MAIN[end:], "utf-8")
    said = json.loads(run("diff", path, "--as-of", story.last, "--json").output)
    assert said["calendar"]["removed"] == [2015]
    assert {one["after"]["standing"] for one in said["verdicts"]} == {"cannot_tell"}
    assert any("2015" in reason for one in said["verdicts"] for reason in one["after"]["reasons"])


def test_another_calendar_than_the_editions_moves_no_verdict(run, tmp_path, story):
    path = tmp_path / "moon.toml"
    path.write_text(MAIN.replace('id = "china"', 'id = "moon"'), "utf-8")
    result = CliRunner().invoke(gongkai, ["calendar", "check", str(path)])
    assert "moon: ok, 19 years" in result.output


@pytest.mark.parametrize(
    ("old", "new", "status", "message"),
    [
        pytest.param("", "", 0, "china: ok, 19 years", id="as shipped"),
        pytest.param("year = 2016", "year = 2015", 4, "is not a day of 2015", id="days of another year"),
        pytest.param("2015-10-10]", "]", 0, "china: ok", id="one make-up day fewer is still possible"),
        pytest.param("year = 2016\n", "year = 2016\nrest = []\n", 4, "unknown key", id="unknown key"),
        pytest.param(
            'papers = ["国办发明电〔2015〕18号"]\n', "", 0, "2016 names no document", id="no source named"
        ),
    ],
)
def test_a_file_is_checked(run, tmp_path, old, new, status, message):
    path = tmp_path / "china.toml"
    path.write_text(MAIN.replace(old, new, 1) if old else MAIN, "utf-8")
    result = run("check", path)
    assert result.exit_code == status
    assert message in result.output


def test_a_gap_and_a_year_without_holidays_are_doubtful(run, tmp_path):
    years = '[[year]]\nyear = 2008\npapers = ["x"]\n[[year]]\nyear = 2010\nwork = [2010-01-02, 2010-01-03, 2010-01-09]\n'
    path = tmp_path / "moon.toml"
    path.write_text(f'id = "moon"\nname = "月历"\n{years}', "utf-8")
    said = run("check", path).output
    assert "2009 is missing" in said
    assert "2010 has 264 working days" in said


def test_shows_the_days_that_differ_from_monday_to_friday(run):
    said = run("show", "china", 2015, "--lang", "en").output
    assert "2015-09-06\tmade up" in said
    assert "2015-09-03\tholiday\t70th anniversary of victory" in said
    assert len(run("show", "china").output.splitlines()) == 19
