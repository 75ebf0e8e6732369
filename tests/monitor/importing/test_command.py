import json

import pytest
from click.testing import CliRunner

from crawler.errors import InvalidFile, UsageError
from monitor.commands.edition import edition


@pytest.fixture
def notice(tmp_path, lake):
    path = tmp_path / "lake.txt"
    path.write_text(lake, "utf-8")
    return path


def run(*words):
    return CliRunner().invoke(edition, ["import", *map(str, words)], catch_exceptions=True)


def test_the_help_shows_its_examples_line_by_line():
    lines = [line.strip() for line in run("--help").output.splitlines()]
    assert "gongkai edition import notice.txt" in lines


def test_people_see_tables(notice, tmp_path):
    result = run(notice, "--out", tmp_path / "out", "--id", "lake-2017")
    assert result.exit_code == 0
    for said in (
        "湖政办〔2017〕12号",
        "场馆开放信息公开",
        "Repaired, or not (0)",
        "Dropped",
        "To decide",
        "彩票开户",
    ):
        assert said in result.output
    assert (tmp_path / "out" / "lake-2017" / "edition.yaml").exists()


def test_machines_get_json(notice, tmp_path):
    said = json.loads(run(notice, "--out", tmp_path, "--json").output)
    assert said["edition"]["id"] == "imported-2017"
    assert [one["number"] for one in said["categories"]] == [1, 2, 3, 4]
    assert said["categories"][0]["lead"] == ["县文化局"]
    assert said["notice"]["number_blank"] is False
    assert {"repairs", "dropped", "decisions", "units"} <= said.keys()


def test_markup_in_the_notice_is_only_text(tmp_path, lake):
    path = tmp_path / "lake.txt"
    path.write_text(lake.replace("彩票开户", "[bold]彩票[/nonsense]"), "utf-8")
    result = run(path, "--out", tmp_path)
    assert result.exit_code == 0
    assert "[bold]彩票[/nonsense]" in result.output


def test_a_file_that_is_no_such_notice_ends_with_its_error(tmp_path):
    path = tmp_path / "other.txt"
    path.write_text("今天天气很好", "utf-8")
    assert isinstance(run(path, "--out", tmp_path).exception, InvalidFile)


def test_an_unknown_calendar_ends_with_its_error(notice, tmp_path):
    assert isinstance(run(notice, "--out", tmp_path, "--calendar", "moon").exception, UsageError)
