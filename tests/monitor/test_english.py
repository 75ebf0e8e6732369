"""English is complete: every phrase of every shipped edition that is shown has one, without a Chinese sign in it."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

import crawler
import monitor
import schedules
from crawler.personal.redact import find_personal
from monitor.calendar import find_calendar
from monitor.catalogue.load import edition_folders, find_edition

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
EDITIONS = sorted(edition_folders())
BOOKS = [
    path
    for package in (crawler, monitor, schedules)
    for path in sorted(Path(package.__file__).parent.rglob("*.toml"))
    if "practice" not in path.parts and "templates" not in path.parts
]


def timings(edition):
    yield from (one for category in edition.categories for duty in category.duties for one in duty.timings)
    yield from (link.before for chain in edition.chains for link in chain.links if link.before)


def phrases(edition):
    """Yield everything of *edition* that a command or a page may show."""
    yield from (edition.document, edition.doc_no)
    for law in edition.instruments.values():
        yield from (law.name, law.doc_no, *(one.article for one in law.recalled_articles))
    yield from (one.name for one in (*edition.values, *edition.chains, *edition.totals, *edition.rolls))
    yield from (link.name for chain in edition.chains for link in chain.links)
    yield from (one.name for one in edition.units.values())
    cited = {one for timing in timings(edition) for one in timing.cite}
    for timing in timings(edition):
        yield from (timing.trigger, timing.about, timing.only_for, timing.channel)
    for category in edition.categories:
        yield category.place
        for duty in category.duties:
            yield from (duty.denominator, duty.channel, duty.venue, *duty.exempt, *duty.redact)
            cited |= {
                *duty.cite,
                *duty.elements_cite,
                *(one for part in duty.element_sets for one in part.cite),
            }
            owed = (*duty.elements, *(one for part in duty.element_sets for one in part.elements))
            yield from (text for one in owed for text in (one.name, one.applies))
    yield from (one.partition("#")[2] for one in cited)
    yield from (name for year in find_calendar(edition.calendar).year for name in year.off)


def said_against(folder):
    """Yield what the rules for telling notices apart say against a match."""
    rules = folder / "matching.yaml"
    if rules.exists():
        held = yaml.safe_load(rules.read_text("utf-8"))
        yield from (
            one["say"] for key in held if isinstance(held[key], list) for one in held[key] if "say" in one
        )


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_phrase_of_an_edition_has_its_english(edition_id):
    edition = find_edition(edition_id)
    wanted = {*phrases(edition), *said_against(edition_folders()[edition_id])}
    assert wanted > {""}
    assert {one for one in wanted if CHINESE.search(edition.say(one, "en"))} == set()
    assert all(edition.say(one) == one for one in wanted)


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_name_of_an_edition_has_its_english(edition_id):
    edition = find_edition(edition_id)
    duties = [duty for category in edition.categories for duty in category.duties]
    for one in (edition, *edition.categories, *duties):
        assert one.name_en, one.id
        assert not CHINESE.search(one.name_en), one.id


@pytest.mark.parametrize("edition_id", [one for one in EDITIONS if find_edition(one).language == "zh"])
def test_no_english_stands_for_a_phrase_that_is_gone(edition_id):
    folder = edition_folders()[edition_id]
    held = tomllib.loads((folder / "english.toml").read_text("utf-8"))["words"]
    edition = find_edition(edition_id)
    assert set(held) - {*phrases(edition), *said_against(folder)} == set()
    assert all(text.strip() == text != "" for text in held.values())


def test_english_changes_no_digest_and_no_equality():
    edition = find_edition("ningbo-2015")
    assert edition.english
    assert "Budget Law" not in repr(edition)
    assert "Spring Festival" not in repr(find_calendar("china"))


def test_every_kind_of_personal_data_has_its_english():
    shared = tomllib.loads((Path(monitor.__file__).parent / "english.toml").read_text("utf-8"))["words"]
    text = "联系人手机：13805740001，邮箱 wang.li@mail.test，身份证号码330203198001010012，住宁波市海曙区中山路1号2室"
    kinds = {one.kind for one in find_personal(text, names=False)}
    assert len(kinds) >= 3
    assert kinds <= set(shared)


def pairs(held, place=""):
    if isinstance(held, dict):
        if "en" in held and "zh" in held:
            yield place, held["en"]
        if "name_en" in held:
            yield place, held["name_en"]
        for key, value in held.items():
            yield from pairs(value, f"{place}.{key}")
    elif isinstance(held, list):
        for at, value in enumerate(held):
            yield from pairs(value, f"{place}[{at}]")


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_message_has_a_chinese_sign_in_english(path):
    said = list(pairs(tomllib.loads(path.read_text("utf-8"))))
    assert [place for place, english in said if not english or CHINESE.search(english)] == []
