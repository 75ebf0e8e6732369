"""``gongkai changes`` as people and programs read it."""

import csv
import json
from io import StringIO

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from crawler.errors import UsageError
from monitor.commands.changes import changes

DAY = ("--as-of", "2015-08-10")


def run(watched, *words):
    done = CliRunner().invoke(changes, [*words], obj=lambda: watched[0])
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


def told(watched, *words):
    return [(one["what"], one["kinds"]) for one in json.loads(run(watched, *words, "--json"))]


def test_the_story_is_told_in_the_order_in_which_it_was_seen(watched):
    assert told(watched, *DAY) == [("edited", "figure"), ("withdrawn", ""), ("backdated", "")]


def test_a_day_before_it_was_not_known(watched):
    assert told(watched, "--as-of", "2015-06-30") == []
    assert told(watched, "--as-of", "2015-07-15") == [("edited", "figure")], (
        "gone at one look is not withdrawn"
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param(("--what", "withdrawn"), ["withdrawn"], id="one sort"),
        pytest.param(("--since", "2015-07-12"), ["withdrawn", "backdated"], id="from a day on"),
        pytest.param(("--site", "web", "--what", "bulk"), [], id="none of a sort"),
    ],
)
def test_what_is_asked_for(watched, words, found):
    assert [what for what, _ in told(watched, *DAY, *words)] == found


@pytest.mark.parametrize(
    ("lang", "word"), [("zh", "内容改动（数字；未作说明）"), ("en", "edited (figure; not told of)")]
)
def test_people_read_passages_and_both_looks_within_a_hundred_columns(watched, lang, word):
    said = run(watched, *DAY, "--lang", lang)
    assert word in said
    assert "－ 处罚种类和内容：罚款人民币五千元。" in said
    assert "＋ 处罚种类和内容：罚款人民币八千元。" in said
    assert said.endswith("3 changes\n")
    assert max(cell_len(line) for line in said.splitlines()) <= 100


def test_the_table_is_the_same_as_the_data(watched):
    rows = list(csv.DictReader(StringIO(run(watched, *DAY, "--csv").removeprefix("\ufeff"))))
    data = json.loads(run(watched, *DAY, "--json"))
    assert [(one["site"], one["what"], one["manner"]) for one in rows] == [
        (one["site"], one["what"], one["manner"]) for one in data
    ]


def test_an_unknown_site_is_refused(watched):
    done = CliRunner().invoke(changes, ["--site", "nowhere"], obj=lambda: watched[0])
    assert isinstance(done.exception, UsageError)
    assert "no such site: 'nowhere'" in done.exception.message
