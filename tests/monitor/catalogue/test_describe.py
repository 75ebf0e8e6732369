from datetime import date

import pytest

from monitor.catalogue import describe
from monitor.catalogue.describe import (
    say_citation,
    say_rule,
    say_standing,
    say_validity,
    scope_names,
    unit_names,
)
from monitor.catalogue.load import load_edition
from monitor.catalogue.model import Timing
from monitor.words import Checkability, Kind, Mode, Strength, TimeRule, Unit


def timing(rule, **changes):
    plain = {"id": "t", "trigger": "决定之日", "strength": Strength.LAW, "jurisdiction": "CN", "cite": ()}
    return Timing(**{**plain, "rule": rule, **changes})


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        (
            timing(TimeRule.WITHIN, n=20, unit=Unit.WORKING_DAY),
            "决定之日起20个工作日内",
            "within 20 working days of 决定之日",
        ),
        (timing(TimeRule.BY_DATE, due="03-31"), "每年3月31日前", "by 03-31 each year"),
        (timing(TimeRule.ONE_OFF, due="2015-08-31"), "2015年8月31日前一次", "once by 2015-08-31"),
        (timing(TimeRule.EXPECT_WINDOW, due="01-15..05-31"), "通常在01-15..05-31", "usually in 01-15..05-31"),
        (timing(TimeRule.EVERY, n=1, unit=Unit.MONTH), "每1个月至少一次", "at least every 1 months"),
        (timing(TimeRule.PROMPT), "及时（无数字）", "promptly (no number)"),
        (
            timing(TimeRule.MIN_DURATION, n=3, unit=Unit.CALENDAR_DAY, about="候选人"),
            "决定之日起公示不少于3日（候选人）",
            "shown for 3 calendar days from 决定之日 (候选人)",
        ),
        (
            timing(TimeRule.BEFORE, n=24, unit=Unit.HOUR, only_for="省级"),
            "决定之日前24小时〔省级〕",
            "24 hours before 决定之日 [省级]",
        ),
    ],
    ids=["within", "by date", "once", "window", "every", "promptly", "shown", "before"],
)
def test_rules_in_words(rule, zh, en):
    assert say_rule(rule) == zh
    assert say_rule(rule, "en") == en


@pytest.mark.parametrize(
    "words",
    [
        (Kind, "KINDS"),
        (Checkability, "CHECKS"),
        (Strength, "STRENGTHS"),
        (Unit, "UNITS"),
        (Mode, "MODES"),
        (TimeRule, "_RULES"),
    ],
    ids=lambda pair: pair[1],
)
def test_every_word_has_both_languages(words):
    enum, table = words
    said = getattr(describe, table)
    assert set(said) == set(enum)
    assert all(zh and en for zh, en in said.values())


def test_citations_name_instrument_number_and_article(folder):
    edition = load_edition(folder.path)
    assert say_citation("law#12", edition) == "《公开法》（令第1号）第12条"
    assert say_citation("law#一(二)", edition) == "《公开法》（令第1号）一(二)"
    assert say_citation("memory", edition) == "《旧文》"


def test_citations_are_written_as_the_editions_language_does(folder):
    folder.replace("edition.yaml", "calendar: china", "calendar: china\nlanguage: nl")
    folder.replace(
        "instruments.yaml", "name: 公开法, doc_no: 令第1号", "name: Wet open overheid, doc_no: Stb. 499"
    )
    edition = load_edition(folder.path)
    assert say_citation("law#3.3", edition) == "Wet open overheid (Stb. 499), art. 3.3"
    assert say_citation("law#bijlage", edition) == "Wet open overheid (Stb. 499), bijlage"


def test_a_soft_rule_says_so():
    assert say_standing(timing(TimeRule.PROMPT)) == "CN 法律, 只提示"
    assert say_standing(timing(TimeRule.ONE_OFF), "en") == "CN law"


def test_validity_shows_an_open_end():
    assert say_validity(date(2015, 1, 1), None) == "2015-01-01…"
    assert say_validity(None, None) == ""


def test_units_by_name(folder):
    assert unit_names(("U_FINANCE", "U_ALL"), load_edition(folder.path)) == "财政局、各部门"


def test_a_set_stands_for_its_members(folder):
    edition = load_edition(folder.path)
    assert scope_names(edition.duty("C01.1").timings[0].scope, edition) == "各部门"
    assert scope_names(("U_FINANCE",), edition) == "财政局"
