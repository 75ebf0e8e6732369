"""Tests of the truth: its arithmetic is done again here, from the calendar alone, and every scenario is there."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from crawler.practice.model import Trouble
from crawler.practice.script import load_script
from crawler.practice.truth import as_json, listed, listed_json, obligations, readable
from crawler.practice.workdays import days

CLOSED = {
    *(date(2015, 6, 22), date(2015, 9, 3), date(2015, 9, 4), date(2015, 4, 6), date(2015, 5, 1)),
    *(date(2015, 10, day) for day in range(1, 8)),
}
MADE_UP = {date(2015, 9, 6), date(2015, 10, 10)}
STANDINGS = {"not_due", "met", "late", "suspected_missing", "cannot_tell", "not_applicable"}
FLAGS = {
    *("incomplete", "stale", "misplaced", "over_disclosed", "date_conflict", "edited", "withdrawn"),
}


def works(day: date) -> bool:
    return day in MADE_UP or (day.weekday() < 5 and day not in CLOSED)


def due_again(rule: str, n: int, trigger: date) -> date:
    if rule == "prompt":
        return None
    if rule == "within_days":
        return trigger + timedelta(days=n)
    counted = [day for day in days(trigger + timedelta(days=1), trigger + timedelta(days=60)) if works(day)]
    return counted[n - 1]


@pytest.fixture(scope="module")
def truth(city):
    return obligations(city)


def one(truth, bureau, duty, text=""):
    found = [
        row
        for row in truth
        if (row.bureau, row.duty) == (bureau, duty) and text in f"{row.what} {row.notice} {row.due}"
    ]
    assert len(found) == 1
    return found[0]


def test_every_due_day_comes_out_again(truth):
    timings = load_script().timings
    for row in truth:
        timing = timings[row.duty]
        if row.trigger:
            assert row.due == due_again(timing.rule, timing.n, row.trigger), row
        else:
            assert row.due == timing.due


def test_every_calendar_deadline_ends_on_an_open_day_so_that_no_rolling_is_needed(truth):
    assert all(works(row.due) for row in truth if row.due)


def test_every_late_day_comes_out_again(truth):
    for row in truth:
        if row.standing == "late":
            late = [day for day in days(row.due, row.appeared) if works(day) and day > row.due]
            assert row.late_working_days == len(late) > 0, row
            assert row.claimed > row.due
            assert row.appeared >= row.due + timedelta(days=2), (
                "the day before must be a look after the deadline"
            )
        else:
            assert row.late_working_days is None


def test_standings_and_flags_are_words_of_the_design(truth):
    assert {row.standing for row in truth} <= STANDINGS
    assert {flag for row in truth for flag in row.flags} <= FLAGS


def test_every_scenario_is_there(truth):
    standings = Counter(row.standing for row in truth)
    flags = Counter(flag for row in truth for flag in row.flags)
    assert min(standings[one] for one in ("met", "late", "suspected_missing", "cannot_tell")) >= 7
    assert standings["not_due"] >= 1
    assert min(flags[one] for one in ("incomplete", "misplaced", "date_conflict", "edited", "withdrawn")) >= 3
    for standing in ("met", "late", "suspected_missing", "cannot_tell"):
        assert len({row.bureau for row in truth if row.standing == standing}) >= 4, standing


@pytest.mark.parametrize(
    ("bureau", "duty", "text", "standing", "late"),
    [
        pytest.param("zhujian", "C02.1", "2015-09-02", "late", 3, id="due 2 September, came on the 8th"),
        pytest.param("zhujian", "C03.6", "部门决算", "late", 8, id="calendar days, over the special holiday"),
        pytest.param(
            "minzheng", "C21.2", "2015-08-31", "late", 5, id="a fixed day, over the special holiday"
        ),
        pytest.param("shichang", "C21.2", "2015-08-31", "met", None, id="on the very day"),
        pytest.param("shichang", "C21.1", "2015", "cannot_tell", None, id="back-dated"),
        pytest.param("renshe", "C03.6", "部门决算", "suspected_missing", None, id="never published"),
        pytest.param("jiaoyu", "C21.1", "2015", "suspected_missing", None, id="due before the first look"),
        pytest.param("huanbao", "C03.6", "部门决算", "cannot_tell", None, id="behind a challenge page"),
        pytest.param("fagai", "C21.2", "2015-08-31", "cannot_tell", None, id="site down to the end"),
        pytest.param("guotu", "C03.6", "部门决算", "cannot_tell", None, id="list redesigned"),
        pytest.param(
            "anjian", "C03.6", "部门决算", "cannot_tell", None, id="late, but while the site was down"
        ),
        pytest.param("minzheng", "C01.2", "", "suspected_missing", None, id="no such page"),
    ],
)
def test_what_is_said_of_some(truth, bureau, duty, text, standing, late):
    row = one(truth, bureau, duty, text)
    assert (row.standing, row.late_working_days) == (standing, late)


def test_back_dated_is_a_conflict_and_never_met_nor_late(truth):
    rows = [row for row in truth if row.claimed and row.claimed < row.appeared]
    assert len(rows) == 3
    for row in rows:
        assert (row.standing, row.flags) == ("cannot_tell", ("date_conflict",))
        assert row.claimed <= row.due < row.appeared - timedelta(days=1)


def test_nobody_is_accused_of_what_could_not_be_seen(city, truth):
    for row in truth:
        bureau = city.by_id[row.bureau]
        if row.due and row.due >= city.first and not readable(bureau, row.due):
            assert row.standing in {"met", "cannot_tell"}, row
            if row.standing == "met":
                assert row.claimed <= row.due


def test_what_is_missing_leaves_room_to_be_sure(city, truth):
    for row in truth:
        if row.standing == "suspected_missing" and row.due:
            later = [day for day in days(row.due + timedelta(days=1), city.last) if works(day)]
            assert city.last - later[2] >= timedelta(days=5), row
            assert row.appeared is None


@pytest.mark.parametrize(
    ("since", "until", "standing"),
    [
        pytest.param(
            date(2015, 8, 1), date(2015, 8, 20), "suspected_missing", id="blind before the deadline only"
        ),
        pytest.param(
            date(2015, 9, 1), date(2015, 9, 17), "suspected_missing", id="steady for most of two weeks"
        ),
        pytest.param(date(2015, 9, 1), date(2015, 9, 18), "cannot_tell", id="away for four days of fourteen"),
        pytest.param(date(2015, 9, 1), date(2015, 9, 25), "cannot_tell", id="three looks left of two weeks"),
        pytest.param(date(2015, 9, 1), date(2015, 9, 26), "cannot_tell", id="two looks left"),
        pytest.param(date(2015, 9, 28), date(2015, 9, 28), "cannot_tell", id="blind on the last day"),
    ],
)
def test_missing_is_said_only_of_a_site_that_was_steadily_there_to_the_end(city, since, until, standing):
    trouble = Trouble(kind="down", since=since, until=until)
    bureaus = tuple(replace(one, troubles=(trouble,)) if one.id == "renshe" else one for one in city.bureaus)
    row = one(obligations(replace(city, bureaus=bureaus)), "renshe", "C21.2")
    assert row.standing == standing


def test_every_standing_duty_is_owed_by_every_bureau(city, truth):
    for duty, what in (
        ("C01.2", ""),
        ("C21.1", "2015"),
        ("C21.2", "2015-08-31"),
        ("C03.6", "2014年度部门决算"),
    ):
        rows = [row for row in truth if row.duty == duty]
        assert [row.bureau for row in rows] == [bureau.id for bureau in city.bureaus]
        assert {row.what for row in rows} == {what}


def test_withdrawn_and_edited_texts_can_be_caught_by_looking_again(city):
    ages = (1, 2, 4, 7, 14, 30, 60, 90)
    for bureau in city.bureaus:
        for notice in bureau.notices:
            changes = [edit.day for edit in notice.edits] + ([notice.gone] if notice.gone else [])
            for change in changes:
                looks = [notice.appears + timedelta(days=age) for age in ages]
                fine = [
                    day for day in looks if change <= day <= city.last and (bureau.trouble_on(day) is None)
                ]
                assert fine, notice.title


def test_the_listing_of_a_day_has_rows_dates_and_digests(city):
    bureau = city.by_id["anjian"]
    before, after = (listed(bureau, day) for day in (date(2015, 7, 2), date(2015, 7, 3)))
    gone = {row.number for row in before} - {row.number for row in after}
    assert len(gone) == 1
    files = [file for row in before for file in row.attachments]
    assert files
    assert all(len(digest) == 64 and path.startswith("/") for _, path, digest in files)


def test_truth_is_plain_json(city):
    data = json.loads(json.dumps(as_json(city), ensure_ascii=False))
    assert len(data["obligations"]) == len(city.claims)
    assert {site["family"] for site in data["sites"]} == {"hanweb", "trs", "gkmlpt", "vsb"}
    rows = json.loads(json.dumps(listed_json(city, city.first)))
    assert set(rows) == {bureau.site for bureau in city.bureaus}
