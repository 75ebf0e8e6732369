"""``gongkai practice city``: which faults it takes, what it prints, and its exit status."""

import pytest
from click.testing import CliRunner

from crawler.errors import UsageError
from crawler.practice.faults.registry import city_faults
from schedules.city.run import Campaign, Played
from schedules.cli import gongkai
from schedules.commands import practice_city


def run(*words):
    return CliRunner().invoke(gongkai, ["practice", "city", *words], catch_exceptions=False)


@pytest.fixture
def unplayed(pair, monkeypatch):
    """Lets the city be played at once: *found* is what is said of one bureau where the truth is that it was met."""

    def play(found):
        compared = {"caizheng": [pair((("met",), {}), found)]}
        monkeypatch.setattr(Campaign, "prelude", lambda _: None)
        monkeypatch.setattr(Campaign, "sound", lambda _: Played(round=None, compared=compared, failures={}))
        monkeypatch.setattr(
            Campaign,
            "round",
            lambda _, __, one: Played(round=one, compared={key: [] for key in one.sites}, failures={}),
        )

    return play


def test_ends_well_where_the_truth_is_found(unplayed):
    unplayed((("met",), {}))
    shown = run("--bureaus", "2", "--years", "1")
    assert shown.exit_code == 0, shown.output
    assert "differences from the truth: 0" in shown.output


@pytest.mark.parametrize(
    "found",
    [
        pytest.param((("late",), {"late": 3}), id="an accusation"),
        pytest.param((("cannot_tell",), {}), id="a truth that is not found"),
    ],
)
def test_ends_with_status_one_where_the_sound_city_differs(unplayed, found):
    unplayed(found)
    shown = run("--bureaus", "2", "--years", "1")
    assert shown.exit_code == practice_city.DIFFERS
    assert "caizheng C02.1 1号: truth met" in shown.output


def test_lays_the_faults_of_the_rows_asked_for(unplayed):
    unplayed((("met",), {}))
    shown = run("--bureaus", "6", "--years", "1", "--faults", "12,25", "--take", "1")
    assert shown.exit_code == 0, shown.output
    assert "a gate by cookie" in shown.output
    assert "our own clock ten days ahead" in shown.output
    assert "behind jsl" not in shown.output


@pytest.mark.parametrize("said", ["28", "some", "5,"])
def test_what_is_no_row_is_refused(said):
    with pytest.raises(UsageError, match="no fault of row"):
        run("--faults", said)


def test_a_folder_in_use_is_refused(tmp_path):
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(UsageError, match="not empty"):
        run("--bureaus", "2", "--years", "1", "--folder", str(tmp_path))


def test_each_takes_every_fault_and_none_takes_none():
    assert practice_city._chosen("each") == (list(city_faults()), [])
    assert practice_city._chosen("none") == ([], [])
    assert practice_city._chosen("4")[1] == [4]


def test_judging_again_wants_a_folder():
    with pytest.raises(UsageError, match="wants the --folder"):
        run("--again")
