"""The benchmark of judging: a small province, judged in parts as in full."""

import json

import pytest
from click.testing import CliRunner

from crawler.errors import UsageError
from schedules.commands.practice_judgebench import judgebench


def run(*words):
    return CliRunner().invoke(judgebench, words, catch_exceptions=False)


def test_each_judgement_writes_what_its_day_brought(tmp_path):
    ended = run("--bureaus", "3", "--changed", "4", "--json", "--folder", str(tmp_path))
    steps = {one["name"]: one for one in json.loads(ended.stdout)}
    assert list(steps) == [
        "everything, the first time",
        "all lists read, nothing new",
        "4 published",
        "a deadline has passed",
        "everything again",
    ]
    assert {one["obligations"] for one in steps.values()} == {3 * 171}
    figures = {name: (one["judged"], one["written"], one["ended"]) for name, one in steps.items()}
    assert figures["everything, the first time"] == (3, 3 * 171, 0)
    assert figures["all lists read, nothing new"] == (0, 0, 0)
    assert figures["4 published"][1:] == (4, 4)
    assert figures["a deadline has passed"] == (3, 3, 3)
    assert figures["everything again"] == (3, 0, 0)
    assert all(one["cpu"] > 0 and one["peak_mb"] > 0 and not one["broken"] for one in steps.values())
    assert ended.exit_code == 0
    assert list(tmp_path.iterdir()) == []  # nothing is left behind


@pytest.mark.parametrize("changed", ["many", "-1", "61", "1,,2"])
def test_how_much_changes_has_to_be_possible(changed):
    with pytest.raises(UsageError, match="--changed wants numbers up to 20 a bureau"):
        run("--bureaus", "3", "--changed", changed)
