"""``gongkai compare`` as people and programs read it."""

import csv
import json
from io import StringIO

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from crawler.errors import UsageError
from monitor.commands.compare import compare
from monitor.commands.judge import judge

DAYS = ("2015-07-10", "2015-08-10")


def run(own, *words):
    return CliRunner().invoke(compare, [*words], obj=lambda: own[0])


def told(done):
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_change_stands_below_its_cause_within_a_hundred_columns(watched, lang):
    said = told(run(watched, *DAYS, "--lang", lang))
    assert max(cell_len(line) for line in said.splitlines()) <= 100
    for cause in {"zh": ("数据", "日历"), "en": ("data", "calendar")}[lang]:
        assert cause in said.splitlines()


def test_table_json_and_csv_hold_the_same_changes(watched):
    data = json.loads(told(run(watched, *DAYS, "--json")))
    rows = list(csv.DictReader(StringIO(told(run(watched, *DAYS, "--csv")).removeprefix("\ufeff"))))
    assert [one["obligation"] for one in rows] == [one["obligation"] for one in data["changes"]]
    assert sum(data["causes"].values()) == len(rows)
    assert {one["cause"] for one in rows} == {"data", "calendar"}
    only = json.loads(told(run(watched, *DAYS, "--cause", "calendar", "--json")))
    assert [one["cause"] for one in only["changes"]] == ["calendar"] * data["causes"]["calendar"]


def test_a_catalogue_that_changed_since_is_named_as_the_cause(own):
    assert CliRunner().invoke(judge, ["--as-of", DAYS[0]], obj=lambda: own[0]).exit_code == 0
    assert json.loads(told(run(own, *DAYS, "--json")))["causes"]["rule"] == 0
    with own[1].begin() as connection:
        connection.exec_driver_sql("UPDATE snapshot SET edition_digest = 'another'")
        connection.exec_driver_sql("UPDATE verdict SET standing = 'suspected_missing' WHERE standing = 'met'")
    data = json.loads(told(run(own, *DAYS, "--json")))
    assert data["snapshot"] == 1
    assert data["causes"]["rule"] > 0
    assert "留存的判定" in told(run(own, *DAYS))
    anew = json.loads(told(run(own, *DAYS, "--anew", "--json")))
    assert (anew["snapshot"], anew["causes"]["rule"]) == (None, 0)


@pytest.mark.parametrize("days", [DAYS[::-1], (DAYS[0], DAYS[0])], ids=["backwards", "the same day"])
def test_days_go_forward(watched, days):
    assert isinstance(run(watched, *days).exception, UsageError)
