"""``gongkai check`` as people and programs read it."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from click.testing import CliRunner
from rich.cells import cell_len
from rich.console import Console

from crawler.clock import SHANGHAI, local_day
from crawler.errors import PartiallyJudged, UsageError
from crawler.registry import Bureau
from crawler.workspace import open_workspace
from monitor.commands.check import check, moment_of, zone_of
from monitor.judge import judge
from monitor.show_matrix import draw


@pytest.fixture
def run(watched):
    workspace, _ = watched

    def go(*words):
        return CliRunner().invoke(check, [*words], obj=lambda: workspace)

    return go


def test_prints_matrix_legend_totals_and_findings(run):
    done = run("--as-of", "2015-08-10")
    assert done.exit_code == 0, done.output
    assert "？1/7!" in done.output
    assert "疑似未公开 1" in done.output
    assert "可判定 5/6（83%）" in done.output
    lines = done.output.splitlines()
    listed = [line for line in lines if "应于" in line and "C02.1" in line]
    assert "？" in listed[0]
    assert "◔" in listed[1]
    assert "caizheng/C02.1/望财罚字〔2015〕3号" in done.output


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_fits_a_hundred_columns(run, lang):
    done = run("--as-of", "2015-08-10", "--lang", lang)
    assert max(cell_len(line) for line in done.output.splitlines()) <= 100


def test_speaks_english(run):
    done = run("--as-of", "2015-08-10", "--lang", "en")
    assert "suspected missing 1" in done.output
    assert "at least 8 working days late" in " ".join(done.output.split())


def test_json_is_one_object_with_the_same_numbers(run):
    data = json.loads(run("--as-of", "2015-08-10", "--json").output)
    assert data["counts"]["suspected_missing"] == 1
    assert data["coverage"] == {"judged": 5, "due": 6, "share": pytest.approx(5 / 6)}
    assert len(data["verdicts"]) == 7
    assert data["matrix"][0]["cell"]["total"] == 7


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["--as-of", "2015-08-10"], 0, id="findings, not asked"),
        pytest.param(["--as-of", "2015-08-10", "--fail-on-findings"], 6, id="findings"),
        pytest.param(["--as-of", "2015-06-17", "--fail-on-findings"], 0, id="nothing yet"),
        pytest.param(["--as-of", "2015-08-10", "--fail-on-partial"], 0, id="everything readable"),
        pytest.param(["--as-of", "2015-12-31"], 0, id="nothing read lately, not asked"),
    ],
)
def test_exit_codes(run, words, code):
    assert run(*words).exit_code == code


def test_a_source_that_cannot_be_judged_ends_with_its_name(run):
    done = run("--as-of", "2015-12-31", "--fail-on-partial")
    assert isinstance(done.exception, PartiallyJudged)
    assert done.exception.exit_code == 7
    assert "web" in done.exception.message
    assert "无法查看的栏目" in done.output


def test_a_day_ends_at_midnight_in_shanghai():
    moment = moment_of(datetime(2015, 7, 1), SHANGHAI)
    assert local_day(moment) == date(2015, 7, 1)
    assert moment.isoformat() == "2015-07-01T23:59:59.999999+08:00"


@pytest.mark.parametrize("category", ["2", "02", "c02", "C02"])
def test_a_category_may_be_called_by_its_number(run, category):
    done = run("--as-of", "2015-08-10", "--category", category)
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[2].split() == ["C02"]


@pytest.mark.parametrize("category", ["", "C", "99", "D2x", "-2"])
def test_no_category_is_named(run, category):
    done = run("--as-of", "2015-08-10", "--category", category)
    assert isinstance(done.exception, UsageError)
    assert repr(category) in done.exception.message


def test_only_bureaus_that_owe_stand_in_the_matrix_and_no_line_ends_in_blanks(watched):
    judged = judge(*watched, as_of=moment_of(datetime(2015, 8, 10), SHANGHAI), category="C02")
    idle = Bureau(id="idle", name="无事局")
    shown = replace(judged, bureaus={**judged.bureaus, "idle": idle})
    console = Console(width=100, record=True, file=StringIO(), highlight=False)
    console.print(draw(shown, "zh"))
    said = console.export_text()
    assert "无事局" not in said
    assert [line for line in said.splitlines() if line != line.rstrip()] == []


def test_a_day_ends_where_the_catalogue_is(tmp_path):
    (tmp_path / "gongkai.toml").write_text('[judge]\nedition = "nl-woo-2024"\n', "utf-8")
    zone = zone_of(open_workspace(tmp_path))
    assert moment_of(datetime(2025, 1, 10), zone).astimezone(UTC) == datetime(
        2025, 1, 10, 22, 59, 59, 999999, UTC
    )
    assert moment_of(datetime(2025, 1, 10), SHANGHAI).astimezone(UTC).hour == 15
