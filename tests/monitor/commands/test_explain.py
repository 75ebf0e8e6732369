"""``gongkai explain``: everything behind one verdict."""

import json
import re
from itertools import pairwise

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from crawler.errors import UsageError
from monitor.commands.explain import explain

DAY = ["--as-of", "2015-08-10"]


@pytest.fixture
def run(watched):
    workspace, _ = watched

    def go(*words):
        return CliRunner().invoke(explain, [*words, *DAY], obj=lambda: workspace)

    return go


def key(story, at):
    return f"caizheng/C02.1/{story.number(at)}"


def test_late_shows_law_count_notice_and_readings(run, story):
    done = run(key(story, 2))
    assert done.exit_code == 0, done.output
    said = done.output
    assert "◔ 逾期公开" in said
    assert "▶ 2015-07-08" in said
    assert "浙江省" in said
    assert "06-22 端午节" in said
    assert "07-08=20" in said
    assert "首次见于 (2015-07-19 09:00, 2015-07-20 09:00]" in said
    assert "行政处罚（web/xzcf）" in said
    assert "published_by_due_date@2" in said
    assert max(cell_len(line) for line in said.splitlines()) <= 100


def test_a_bureau_may_be_called_by_its_name(run, story, watched):
    name = watched[0].bureaus()["caizheng"].name
    assert (
        run("--bureau", name, "--duty", "C02.1", "--what", story.number(2)).output
        == run(key(story, 2)).output
    )


def test_missing_lists_the_readings_of_every_column(run, story):
    said = run(key(story, 3)).output
    assert "？ 疑似未公开" in said
    assert "通知公告（web/tzgg）" in said
    assert "行政处罚（web/xzcf）" in said
    assert "栏目自称为空" in said
    assert f"一条含 {story.number(3)} 的公告" in said.replace("\n", "")


def test_withdrawn_and_edited_are_explained(run, story):
    said = run(key(story, 5)).output.replace("\n", "")
    assert "公开后改动" in said
    assert "最后见于 2015-07-14" in said
    assert "v2" in said


def test_json_has_the_whole_evidence(run, story):
    data = json.loads(run(key(story, 3), "--json").output)
    assert data["standing"] == "suspected_missing"
    assert data["derivations"][0]["steps"][-1]["day"] == "2015-07-08"
    assert len(data["readings"]) == len(data["pages"]) == data["reason"]["values"]["readings"]
    assert data["said"]["zh"][0] == "疑似未公开"


def test_bureau_and_duty_instead_of_a_key(run, story):
    assert story.number(2) in run("--bureau", "caizheng", "--duty", "C02.1", "--what", story.number(2)).output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param([], "say which verdict", id="nothing said"),
        pytest.param(["--bureau", "caizheng"], "say which verdict", id="half said"),
        pytest.param(["--bureau", "caizheng", "--duty", "C02.1"], "7 obligations begin with", id="several"),
        pytest.param(["caizheng/C02.1/罚字"], "no such obligation", id="unknown"),
        pytest.param(["gongan/C02.1/"], "no such bureau", id="unknown bureau"),
    ],
)
def test_what_it_refuses(run, words, message):
    done = run(*words)
    assert isinstance(done.exception, UsageError)
    assert message in done.exception.message


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("at", [2, 3, 5])
def test_wrapped_lines_keep_their_indentation_and_no_mark_stands_alone(run, story, at, lang):
    lines = run(key(story, at), "--lang", lang).output.splitlines()
    assert all(line == line.rstrip() for line in lines)
    assert all(cell_len(line) <= 100 for line in lines)
    assert not [line for line in lines if line.strip() in {"·", "▶", "✓", "✗", "－"} or line.endswith("·")]
    for line, following in pairwise(lines):
        if line.startswith("      ") and cell_len(line) > 95:
            assert following.startswith("      ")


def test_english_says_where_only_chinese_words_are_known(run, story):
    note = "what is quoted stays in its language"
    assert run(key(story, 2), "--lang", "en").output.count(note) >= 2
    assert note not in run(key(story, 2)).output


def test_says_by_when_one_publication_would_do(watched):
    def said(day, *words):
        words = ("caizheng/C02.1/望财罚字〔2015〕3号", "--as-of", day, *words)
        done = CliRunner().invoke(explain, words, obj=lambda: watched[0])
        assert done.exit_code == 0, done.output
        return done.output

    assert "最迟 2015-07-08（法定期限）" in said("2015-07-01")
    assert "最迟 2015-07-13（观察期届满）" in said("2015-07-10")
    assert "在确认之前均可" in said("2015-08-10")
    helps = json.loads(said("2015-07-01", "--json"))["remedy"]
    assert (helps["by"], helps["until"]) == ("2015-07-08", "due")


MARKS = re.compile(r" *(?:[▶✓✗－!·＋] )?(?:· )?")


def wrapped(wide, narrow):
    """Yield the further lines of *narrow* into which each line of *wide* was cut, with that line's hanging indent."""
    lines = iter(narrow)
    for line in wide:
        wanted, held = "".join(line.split()), "".join(next(lines).split())
        while held != wanted:
            further = next(lines)
            held += "".join(further.split())
            assert wanted.startswith(held), further
            yield cell_len(MARKS.match(line)[0]), further
    assert not list(lines)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 100])
def test_what_does_not_fit_goes_on_under_its_own_beginning(run, story, monkeypatch, width, lang):
    def at(columns):
        monkeypatch.setattr("monitor.commands.explain.columns", lambda: columns)
        said = [run(key(story, one), "--lang", lang).output for one in (2, 3, 5)]
        return "\n".join(said).splitlines()

    narrow = at(width)
    assert max(map(cell_len, narrow)) <= width
    further = list(wrapped(at(2000), narrow))
    assert len(further) > 9
    for indent, line in further:
        assert len(line) - len(line.lstrip(" ")) == indent, line
