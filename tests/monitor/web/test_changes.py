"""The page of two days says what the command says."""

import json

import pytest
from click.testing import CliRunner

from monitor.commands.compare import compare


def test_page_and_command_hold_the_same_changes(client, watched):
    done = CliRunner().invoke(compare, ["2015-07-10", "2015-08-10", "--json"], obj=lambda: watched[0])
    said = json.loads(done.output)
    asked = {"from": "2015-07-10", "to": "2015-08-10"}
    data = client.get("/changes.json", params=asked).json()
    assert data["causes"] == said["causes"]
    assert data["unchanged"] == said["unchanged"]
    assert [one["cause"] for one in data["rows"]] == [one["cause"] for one in said["changes"]]
    page = client.get("/changes", params=asked).text
    assert "见到新的公告" in page
    assert "望财罚字〔2015〕2号" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "2015-08-10", "to": "2015-07-10"},
        {"from": "x"},
        {"to": "2999-01-01"},
        {"from": "1900-01-01"},
    ],
    ids=["backwards", "no day", "a day to come", "before the law"],
)
def test_days_that_cannot_be_compared_are_no_page(client, asked):
    assert client.get("/changes", params=asked).status_code == 404
