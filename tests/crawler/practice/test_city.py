"""Tests of the city as it is built: the same for a seed, whole, and true to its own script."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.errors import UsageError
from crawler.practice.city import build_city
from crawler.practice.script import load_script
from crawler.practice.truth import obligations
from crawler.practice.workdays import days

CATALOGUE = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "catalogue.yaml"


@settings(max_examples=5, deadline=None)
@given(st.integers(min_value=0, max_value=10**6))
def test_a_seed_is_a_city(seed):
    city = build_city(seed=seed)
    assert city == build_city(seed=seed)
    standings = [(one.bureau, one.duty, one.standing, one.flags) for one in obligations(city)]
    assert standings == [(one.bureau, one.duty, one.standing, one.flags) for one in obligations(build_city())]


def test_another_seed_writes_other_texts():
    ours, theirs = build_city(seed=1), build_city(seed=2)
    assert ours.bureaus[0].notices != theirs.bureaus[0].notices


@settings(max_examples=10, deadline=None)
@given(st.integers(min_value=0, max_value=700))
def test_a_quiet_city_has_exactly_so_many_notices(count):
    city = build_city(count)
    notices = [(bureau, one) for bureau in city.bureaus for one in bureau.notices]
    assert len(notices) == count
    assert all(len(one.columns) == 1 and not one.external and one.gone is None for _, one in notices)
    assert all(one.appears < city.first for _, one in notices)
    assert not any(bureau.troubles for bureau in city.bureaus)


def test_fewer_than_no_notices_is_refused():
    with pytest.raises(UsageError, match="-1"):
        build_city(-1)


def test_the_script_runs_120_days(city):
    assert len(list(days(city.first, city.last))) == 120
    assert (city.first, city.last) == (date(2015, 6, 1), date(2015, 9, 28))


def test_every_family_has_two_bureaus_and_both_hanweb_dialects_are_spoken(city):
    families = Counter(one.family for one in city.bureaus)
    assert set(families) == {"hanweb", "trs", "gkmlpt", "vsb"}
    assert min(families.values()) >= 2
    assert {one.dialect for one in city.bureaus if one.family == "hanweb"} == {"post", "get"}
    assert len({one.unit for one in city.bureaus}) == len(city.bureaus) >= 10


def test_no_title_twice_in_a_bureau_and_no_number_twice(city):
    for bureau in city.bureaus:
        assert len({one.title for one in bureau.notices}) == len(bureau.notices)
        assert len(bureau.by_number) == len(bureau.notices)
        assert len(bureau.files) == sum(len(one.attachments) for one in bureau.notices)


def test_every_site_has_the_rows_that_real_lists_are_full_of(city):
    for bureau in city.bureaus:
        notices = bureau.notices
        assert sum(one.pinned for one in notices) == 3
        assert sum(bool(one.external) for one in notices) == 1
        assert sum(len(one.columns) == 2 for one in notices) == 1
        assert 2 <= len(bureau.columns) <= 4
    assert any(not one.row_date for bureau in city.bureaus for one in bureau.notices)
    assert {file.kind for one in city.bureaus for _, file in one.files.values()} == {"pdf", "doc", "xls"}


def test_what_names_an_event_stands_in_its_notice_and_in_no_other(city):
    told = {(one.bureau, one.duty, one.what): one for one in city.claims}
    for event in city.events:
        claim = told[event.bureau, event.duty, event.what]
        holding = [
            one.number
            for one in city.by_id[event.bureau].notices
            if all(text in "".join((one.title, *one.body)) for text in event.find)
        ]
        assert holding == ([claim.notice] if claim.notice is not None else []), event
        assert claim.trigger == event.day


def test_a_decision_says_the_day_on_which_it_was_made(city):
    for claim in city.claims:
        if claim.duty == "C02.1" and claim.notice is not None:
            text = "\n".join(city.by_id[claim.bureau].by_number[claim.notice].body)
            found = re.search(r"决定日期：(\d+)年(\d+)月(\d+)日", text)
            assert found
            assert date(*map(int, found.groups())) == claim.trigger


def test_an_obligation_is_named_once(city):
    names = Counter((one.bureau, one.duty, one.what) for one in city.claims)
    assert max(names.values()) == 1


def test_a_silent_edit_changes_a_number_and_nothing_else(city):
    edited = [one for bureau in city.bureaus for one in bureau.notices if one.edits]
    assert len(edited) >= 3
    for one in edited:
        after = one.edits[0].body
        changed = [(old, new) for old, new in zip(one.body, after, strict=True) if old != new]
        assert changed
        assert all(re.sub(r"[\d.]", "", old) == re.sub(r"[\d.]", "", new) for old, new in changed)
        assert one.body_on(one.edits[0].day) == after
        assert one.claimed < one.edits[0].day


def catalogue_elements() -> dict[str, dict[str, list[str]]]:
    data = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    items = {item["id"]: item for category in data["categories"] for item in category["items"]}
    return {
        duty: {
            one["k"]: [one["zh"], *one.get("syn", [])]
            for one in items[item.get("elements_ref", duty)].get("elements", [])
        }
        for duty, item in items.items()
    }


@pytest.mark.skipif(not CATALOGUE.exists(), reason="the reference catalogue is not beside the repository")
def test_texts_carry_the_required_elements_and_leave_out_only_what_the_script_omits(city):
    elements = catalogue_elements()
    for claim in city.claims:
        if claim.notice is None:
            continue
        text = "".join(city.by_id[claim.bureau].by_number[claim.notice].body)
        for key, names in elements[claim.duty].items():
            named = any(_plain(name) in _plain(text) for name in names)
            assert named is (key not in claim.omitted), (claim.bureau, claim.duty, key)


def _plain(text: str) -> str:
    return re.sub(r"[（(].*?[）)]|[“”\s]", "", text)


def test_keys_of_scenes_are_keys_of_their_texts():
    script = load_script()
    for scene in script.scenes.scene:
        for document in script.documents.of(scene.document):
            assert set(scene.omit) <= {one.key for one in document.paragraphs}, scene
