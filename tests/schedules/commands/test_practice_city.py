"""``gongkai practice city``: which faults it takes, what it prints, and its exit status."""

import os
import time
from datetime import UTC, datetime

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
    """Lets the city be played at once: *found* is what is said of one bureau where the truth is that it was met.

    *under* is what is said of every bureau under every fault, where the truth is that it was late.
    """

    def play(found, under=None):
        compared = {"caizheng": [pair((("met",), {}), found)]}
        monkeypatch.setattr(Campaign, "sound", lambda _: Played(round=None, compared=compared, failures={}))
        monkeypatch.setattr(
            Campaign,
            "round",
            lambda _, __, one: Played(
                round=one,
                compared={key: [pair((("late",), {"late": 3}), under)] if under else [] for key in one.sites},
                failures={},
            ),
        )

    return play


def test_ends_well_where_the_truth_is_found(unplayed):
    unplayed((("met",), {}))
    shown = run("--bureaus", "2", "--years", "1")
    assert shown.exit_code == 0, shown.output
    assert "differences from the truth: 0" in shown.output


@pytest.mark.parametrize(
    ("found", "how"),
    [
        pytest.param((("late",), {"late": 3}), "wrong", id="an accusation"),
        pytest.param((("cannot_tell",), {}), "weakened", id="a truth that is not found"),
    ],
)
def test_ends_with_status_one_where_the_sound_city_differs(unplayed, found, how):
    unplayed(found)
    shown = run("--bureaus", "2", "--years", "1")
    assert shown.exit_code == practice_city.DIFFERS
    assert f"caizheng C02.1 1号: {how}: truth met" in shown.output


def test_lays_the_faults_of_the_rows_asked_for(unplayed):
    unplayed((("met",), {}))
    shown = run("--bureaus", "6", "--years", "1", "--faults", "12,25", "--take", "1")
    assert shown.exit_code == 0, shown.output
    assert "a gate by cookie" in shown.output
    assert "our own clock ten days ahead" in shown.output
    assert "behind jsl" not in shown.output


@pytest.mark.parametrize(
    ("under", "status"),
    [
        pytest.param((("cannot_tell",), {}), 0, id="less than the truth"),
        pytest.param((("met",), {}), practice_city.DIFFERS, id="kinder than the truth"),
        pytest.param((("late",), {"late": 4}), practice_city.DIFFERS, id="worse than the truth"),
    ],
)
def test_under_a_fault_only_the_truth_or_less_is_right(unplayed, under, status):
    unplayed((("met",), {}), under)
    shown = run("--bureaus", "6", "--years", "1", "--faults", "1", "--take", "1")
    assert shown.exit_code == status, shown.output
    assert "what is right under a fault" in shown.output


def test_the_first_fault_of_every_row_is_a_short_campaign(unplayed):
    unplayed((("met",), {}))
    shown = run("--bureaus", "6", "--years", "1", "--faults", "first")
    assert shown.exit_code == 0, shown.output
    assert "rows of collection not laid: none" in shown.output
    assert len(practice_city._chosen("first")[0]) == len({one.row for one in city_faults()})


def test_a_row_that_was_left_out_is_told(unplayed, monkeypatch):
    unplayed((("met",), {}))
    monkeypatch.setattr(
        practice_city, "city_faults", lambda: [one for one in city_faults() if one.row not in {15, 21}]
    )
    shown = run("--bureaus", "6", "--years", "1", "--faults", "all")
    assert shown.exit_code == practice_city.DIFFERS
    assert "rows of collection not laid: 15, 21" in shown.output


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


NOON = datetime(2019, 1, 1, 12, tzinfo=UTC)


def local_day():
    return time.localtime(NOON.timestamp()).tm_mday


@pytest.mark.parametrize("before", [None, "UTC"])
def test_the_machine_is_elsewhere_for_a_while(monkeypatch, before):
    if before:
        monkeypatch.setenv("TZ", before)
    else:
        monkeypatch.delenv("TZ", raising=False)
    time.tzset()
    usual = local_day()
    with practice_city.machine_in("Pacific/Auckland"):
        assert local_day() == 2
    assert (os.environ.get("TZ"), local_day()) == (before, usual)


def test_no_zone_changes_nothing():
    with practice_city.machine_in(""):
        assert local_day() == time.localtime(NOON.timestamp()).tm_mday
