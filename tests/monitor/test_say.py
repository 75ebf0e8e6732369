"""Every standing, flag, ending and reason can be said in both languages, without a motive."""

import ast
import re
import string
from datetime import date
from pathlib import Path

import pytest

import monitor
from crawler.clock import SHANGHAI
from crawler.words import Ending
from monitor.calendar import DayKind
from monitor.evidence import Reason
from monitor.say import book, glyph, say_day, say_ending, say_flag, say_reason, say_standing
from monitor.words import Flag, Standing

ACCUSING = ("拒不", "造假", "伪造", "隐瞒", "forged", "refuse", "fake")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_word_of_the_vocabulary_is_said(lang):
    assert all(say_standing(one, lang) for one in Standing)
    assert all(say_flag(one, lang) for one in Flag)
    assert all(say_ending(one.value, lang) for one in Ending)
    assert all(say_day(one.value, lang) for one in DayKind)


def test_glyphs_differ():
    assert len({glyph(one) for one in Standing}) == len(Standing)


def keys_in_the_code() -> set[str]:
    """Return the string constants given as ``key=`` to Reason, or to the small helpers that pass one on."""
    folder = Path(monitor.__file__).parent
    texts = [
        path.read_text("utf-8")
        for path in [*folder.glob("rules/*.py"), folder / "absence.py", folder / "soundness.py"]
    ]
    constants = {
        node.value for text in texts for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)
    }
    return {one for one in constants if isinstance(one, str)}


def test_no_reason_is_said_that_no_rule_gives():
    assert set(book().reason) - keys_in_the_code() == set()


def test_every_reason_of_the_rules_can_be_said():
    folder = Path(monitor.__file__).parent
    texts = "".join(
        path.read_text("utf-8")
        for path in [*folder.glob("rules/*.py"), folder / "absence.py", folder / "soundness.py"]
    )
    given = set(re.findall(r'Reason\(\s*key="(\w+)"', texts)) | set(
        re.findall(r'_(?:said|reason)\([^)]*?"(\w+)"', texts)
    )
    assert given
    assert given - set(book().reason) == set()


@pytest.mark.parametrize("key", book().reason)
def test_both_languages_name_the_same_values(key):
    words = book().reason[key]
    names = [
        {name for _, name, _, _ in string.Formatter().parse(one) if name} for one in (words.zh, words.en)
    ]
    assert names[1] <= names[0] | {"title", "url"}


@pytest.mark.parametrize("key", book().reason)
def test_no_sentence_names_a_motive(key):
    words = book().reason[key]
    assert not any(one in words.zh or one in words.en for one in ACCUSING)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        pytest.param(date(2015, 7, 1), "2015-07-01", "2015-07-01", id="a day"),
        pytest.param(["甲", "乙"], "甲、乙", "甲, 乙", id="a list"),
        pytest.param(None, "不详", "nothing", id="nothing known"),
    ],
)
def test_how_values_are_said(value, zh, en):
    reason = Reason(key="clear_incomplete", values={"elements": value})
    assert say_reason(reason, "zh", SHANGHAI) == f"在原页补上：{zh}。"
    assert say_reason(reason, "en", SHANGHAI) == f"Add to the page: {en}."
