"""``gongkai score`` as people and programs read it."""

import csv
import json
from io import StringIO

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from crawler.errors import UsageError
from monitor.commands.score import score

DAY = "2015-08-10"


@pytest.fixture
def run(watched):
    workspace, _ = watched

    def go(*words):
        return CliRunner().invoke(score, [*words], obj=lambda: workspace)

    return go


def told(done):
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


def table(output):
    return list(csv.DictReader(StringIO(output.removeprefix("\ufeff"))))


def test_the_ranking_never_shows_a_score_without_its_coverage(run):
    said = told(run("--as-of", DAY))
    (line,) = [one for one in said.splitlines() if "望潮市财政局" in one]
    assert "依据 83% 可判定事项（5/6）" in line
    assert "仅供内部" in said
    (row,) = table(told(run("--as-of", DAY, "--csv")))
    (same,) = json.loads(told(run("--as-of", DAY, "--json")))["rows"]
    assert (row["place"], row["judged"], row["due"], row["coverage"]) == ("1", "5", "6", "0.8333")
    assert float(row["score"]) == same["score"]
    assert row["score"] in line or f"{float(row['score']):.1f}" in line


def test_a_score_is_explained_to_the_verdicts_that_cost_it(run):
    data = json.loads(told(run("望潮市财政局", "--as-of", DAY, "--json")))
    assert data["weighed"] == pytest.approx(100 - sum(one["points"] for one in data["losses"]), abs=0.02)
    missing = [one for one in data["losses"] if one["cause"] == "suspected_missing"]
    assert [one["obligation"] for one in missing] == ["caizheng/C02.1/望财罚字〔2015〕3号"]
    said = told(run("caizheng", "--as-of", DAY))
    assert "caizheng/C02.1/望财罚字〔2015〕3号 · 疑似未公开" in "".join(said.split("\n")).replace("  ", "")
    assert "失分明细" in said
    rows = table(told(run("caizheng", "--as-of", DAY, "--csv")))
    assert [one["obligation"] for one in rows] == [one["obligation"] for one in data["losses"]]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_fits_a_hundred_columns(run, lang):
    for words in ((), ("caizheng",), ("caizheng", "--since", "2015-08-01")):
        said = told(run(*words, "--as-of", DAY, "--lang", lang))
        assert max(cell_len(line) for line in said.splitlines()) <= 100


def test_outside_nothing_counts_that_nobody_confirmed(run):
    data = json.loads(told(run("caizheng", "--as-of", DAY, "--basis", "confirmed", "--json")))
    assert data["losses"] == []
    assert data["coverage"]["judged"] < 5
    assert (data["score"], data["refused"]) == (None, "coverage")
    assert "不评分" in told(run("caizheng", "--as-of", DAY, "--basis", "confirmed"))


def test_before_anything_was_due_there_is_no_score(run):
    (row,) = table(told(run("--as-of", "2015-06-17", "--csv")))
    assert (row["place"], row["score"], row["refused"]) == ("", "", "nothing_due")
    assert "没有到期事项" in told(run("--as-of", "2015-06-17"))


def test_the_way_ends_on_the_day_asked_for(run):
    rows = table(told(run("caizheng", "--since", "2015-07-20", "--as-of", DAY, "--csv")))
    assert [one["day"] for one in rows] == ["2015-07-20", "2015-07-27", "2015-08-03", DAY]
    (now,) = table(told(run("--as-of", DAY, "--csv")))
    assert rows[-1]["score"] == now["score"]
    assert rows[0]["refused"] == "" or rows[0]["score"] == ""


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(("--since", "2015-07-01"), "wants a bureau", id="a way of all"),
        pytest.param(("nobody",), "no such bureau", id="unknown bureau"),
        pytest.param(("caizheng", "--since", "2015-09-01"), "is after", id="a way backwards"),
        pytest.param(("caizheng", "--since", "2014-01-01", "--every", "1"), "more than 120", id="too long a way"),
        pytest.param(("--tree", "cass"), "no such tree", id="unknown tree"),
    ],
)  # fmt: skip
def test_what_cannot_be_scored_is_refused(run, words, says):
    done = run(*words, "--as-of", DAY)
    assert isinstance(done.exception, UsageError), done.output
    assert says in done.exception.message
