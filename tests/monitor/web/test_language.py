"""Every word of the pages stands in both languages, and links carry language and day on."""

import re
from pathlib import Path
from string import Formatter

import pytest

import monitor.web
from crawler.words import FileOutcome
from monitor.rules.registry import RULES
from monitor.web.language import phrasebook, words
from monitor.web.spell import NAVIGATION
from monitor.words import Flag, Standing

FOLDER = Path(monitor.web.__file__).parent
USED = re.compile(r"""\b(?:t|say|Missing)\(\s*["']([a-z0-9_]+)["']\s*[,)]""")
FAMILY = re.compile(r"""\bt\(\s*["']([a-z0-9_]+_)["']\s*~""")
"""The beginning of a key whose end is a value, such as ``means_``."""
NAMED = {name for _, name in NAVIGATION} | {
    "claimed",
    "doc_number",
    "source",
    "attachments",
    "previous",
    "next",
}
NAMED |= {"untold", "published", "suspected", "no_such_page_says", "unavailable_says", "broken_says"}
NAMED |= {"no_such_page", "unavailable", "broken", "taken_down", "taken_down_says"}
NAMED |= {f"file_{one}" for one in FileOutcome}
NAMED |= {f"means_{one}" for one in (*Standing, *Flag)} | {f"rule_{name}" for name in RULES}


def used():
    files = [*FOLDER.rglob("*.py"), *FOLDER.rglob("*.html")]
    texts = [path.read_text("utf-8") for path in files]
    beginnings = tuple({one for text in texts for one in FAMILY.findall(text)})
    family = {key for key in words() if key.startswith(beginnings)}
    return {key for text in texts for key in USED.findall(text)} | family | NAMED


def test_every_word_used_stands_in_the_book_and_every_word_of_the_book_is_used():
    assert used() - set(words()) == set()
    assert set(words()) - used() == set()


@pytest.mark.parametrize("key", sorted(words()))
def test_both_languages_say_it_with_the_same_values(key):
    said = words()[key]
    fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (said.zh, said.en)]
    assert fields[0] == fields[1]
    assert said.zh
    assert said.en
    assert not re.search("[一-鿿]", said.en)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_said_as_its_module_says_it(name):
    assert words()[f"rule_{name}"].en == (RULES[name].__doc__ or "").splitlines()[0]


@pytest.mark.parametrize("word", ["拒不", "造假", "伪造", "隐瞒", "fake", "forged", "refus", "hid "])
def test_nobody_is_accused_of_a_motive(word):
    assert not any(word in said.zh + said.en for said in words().values())


@pytest.mark.parametrize(
    ("asked", "accepts", "lang"),
    [
        pytest.param("en", "zh-CN", "en", id="asked for by address"),
        pytest.param("", "de, en;q=0.5", "en", id="the first that we speak"),
        pytest.param("", "", "zh", id="nothing said"),
        pytest.param("xx", "fr", "zh", id="nothing that we speak"),
    ],
)
def test_which_language(asked, accepts, lang):
    assert phrasebook(asked, accepts).lang == lang


def test_links_carry_language_and_day_and_leave_out_what_is_empty():
    assert phrasebook("", "").link("/matrix") == "/matrix"
    assert phrasebook("zh", "en").link("/matrix") == "/matrix?lang=zh"
    book = phrasebook("en", "", "2015-08-09")
    assert book.link("/search", q="预算", site="") == "/search?q=%E9%A2%84%E7%AE%97&as_of=2015-08-09&lang=en"
