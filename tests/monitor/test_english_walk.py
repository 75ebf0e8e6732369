"""Commands and the letter, asked for English, say nothing in Chinese but what it quotes: titles, passages, keys, names of bureaus and columns."""

import re

import pytest
from click.testing import CliRunner

from monitor.commands.calendar import calendar
from monitor.commands.check import check
from monitor.commands.compare import compare
from monitor.commands.mail import mail
from monitor.commands.match import match
from monitor.commands.review import review
from monitor.commands.search import search
from monitor.report.letter import weekly_letter
from monitor.report.weekly import judge_week
from monitor.sitting import catalogue_of

CHINESE = re.compile(r"[\u3400-\u9fff]+")
AS_OF = ["--as-of", "2015-08-10", "--lang", "en"]
WALK = {
    "check": (check, AS_OF),
    "compare": (compare, ["2015-07-20", "2015-08-10", "--lang", "en"]),
    "review": (review, ["queue", *AS_OF]),
    "mail": (mail, ["status", "--lang", "en"]),
    "search": (search, ["处罚", "--lang", "en"]),
    "search for nothing": (search, ["zzz", "--lang", "en"]),
    "match": (match, ["--title", "行政处罚决定书", "--lang", "en"]),
    "match of nothing": (match, ["--title", "abc", "--lang", "en"]),
    "calendar": (calendar, ["show", "china", "2014", "--lang", "en"]),
}


def quotable(workspace, story):
    """Return what output may quote: texts of pages and of the source document, and what people wrote."""
    law = catalogue_of(workspace).edition
    said = [one[key] for one in story.notices for key in ("title", "body")]
    said += [story.number(at) for at in range(1, 8)]
    for file in (*workspace.root.glob("*.toml"), *workspace.root.glob("sites/*.toml")):
        said.append(file.read_text("utf-8"))
    said += [category.passage for category in law.categories]
    said += ["国办发明电", "国发明电", "号"]
    said += ["行政处罚决定书", "罚款", "处罚决定", *law.general_columns]
    return "".join(said)


def strange(output, quoted):
    """Return the runs of Chinese letters in *output* that stand nowhere in what may be *quoted*."""
    plain = "".join(quoted.split())
    return [one for one in CHINESE.findall(output) if one not in plain]


@pytest.mark.parametrize("name", WALK)
def test_a_command_asked_for_english_speaks_it(name, watched, story):
    workspace, _ = watched
    command, words = WALK[name]
    done = CliRunner().invoke(command, words, obj=lambda: workspace, env={"COLUMNS": "400"})
    assert done.exit_code == 0, done.output or done.exception
    assert strange(done.output, quotable(workspace, story)) == []


@pytest.fixture(scope="module")
def week(watched, story):
    return judge_week(*watched, story.last)


def test_the_letter_in_english_is_english(week, watched, story):
    letter = weekly_letter(week, "http://127.0.0.1/", (), "en")
    quoted = quotable(watched[0], story)
    assert strange(letter.subject + letter.text, quoted) == []
    assert strange(re.sub('font:[^"]*', "", letter.html), quoted) == []
    assert '<html lang="en">' in letter.html
