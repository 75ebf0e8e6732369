"""Holds every shipped edition to what an edition must be, and the first one to its source."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from crawler.records import ReadingRecord
from crawler.words import Ending
from monitor.calendar import load_calendar
from monitor.catalogue.load import edition_folders, load_edition
from monitor.deadlines import derive, headline
from monitor.evidence import Evidence, Place
from monitor.obligations import Comes, Obligation
from monitor.verdict import reach
from monitor.words import Kind, Mode, Standing, Strength, TimeRule

SOURCE = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "catalogue.yaml"
FOLDERS = edition_folders()
EDITIONS = {name: load_edition(folder) for name, folder in FOLDERS.items()}
DUTIES = [
    pytest.param(edition, category, duty, id=f"{edition.id}-{duty.id}")
    for edition in EDITIONS.values()
    for category in edition.categories
    for duty in category.duties
]
NINGBO = EDITIONS["ningbo-2015"]
SOFT_RULES = {TimeRule.CONCURRENT, TimeRule.PROMPT, TimeRule.EXPECT_WINDOW}
FIRST_KNOWN = date(2009, 1, 5)
LAST_KNOWN = 2024  # trigger days up to here have their whole time in the calendars
RAW = [
    yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((FOLDERS["ningbo-2015"] / "categories").glob("*.yaml"))
]


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
def test_an_edition_names_its_calendar_and_its_source(edition):
    assert load_calendar(edition.calendar).years
    assert edition.document
    assert edition.general_columns
    assert edition.news_terms
    assert edition.draft_terms


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
def test_every_category_has_somebody_responsible_and_a_passage(edition):
    for category in edition.categories:
        assert category.lead or category.others, category.id
        assert category.passage.endswith(("。", ".")), category.id
        assert edition.language != "zh" or " " not in category.passage, category.id
        assert category.place, category.id
        assert bool(category.lead) is (
            category.mode in {Mode.LEAD, Mode.LEAD_PLUS_ALL, Mode.SEPARATELY, Mode.ROLE}
        ) or (category.mode is Mode.EVERY), category.id


@pytest.mark.parametrize(("edition", "category", "duty"), DUTIES)
def test_every_duty_can_be_worked_with(edition, category, duty):
    assert duty.name
    assert duty.name_en
    assert duty.timings
    assert len({one.id for one in duty.timings}) == len(duty.timings)
    for timing in duty.timings:
        assert timing.id.startswith(f"{duty.id}/t")
        assert timing.trigger or timing.rule in {
            TimeRule.BY_DATE,
            TimeRule.ONE_OFF,
            TimeRule.EVERY,
            TimeRule.EXPECT_WINDOW,
            TimeRule.PROMPT,
            TimeRule.MIN_COUNT,
        }, timing.id
    if duty.kind is Kind.INTERNAL_CONTROL:
        assert not any(timing.convicts for timing in duty.timings)


def test_the_23_rows_and_19_further_obligations_are_there_in_order():
    assert [one.id for one in NINGBO.categories] == [f"C{n:02}" for n in range(1, 24)] + [
        f"B{n:02}" for n in range(1, 20)
    ]
    assert [one.number for one in NINGBO.categories] == [*range(1, 24), *[None] * 19]


def test_nothing_was_lost_on_the_way_from_the_source():
    duties = [duty for category in RAW for duty in category["duties"]]
    assert len(duties) == 171
    assert sum(len(duty["timings"]) for duty in duties) == 234
    assert sum(len(duty.get("elements", ())) for duty in duties) == 529
    assert len(NINGBO.instruments) == 101
    assert sum(one.recalled for one in NINGBO.instruments.values()) == 11


@pytest.mark.parametrize(
    ("category", "mode", "lead", "others"),
    [
        pytest.param(
            "C01", Mode.LEAD_PLUS_ALL, ("市行政审批管理办公室",), ("市级各相关部门",), id="lead and others"
        ),
        pytest.param("C02", Mode.ALL_DEPARTMENTS, (), ("市级各相关部门",), id="no lead"),
        pytest.param("C04", Mode.LEAD, ("市审计局",), (), id="lead alone"),
        pytest.param("C09", Mode.SEPARATELY, ("市人力社保局", "市卫生计生委"), (), id="each its part"),
        pytest.param("C20", Mode.EVERY, (), ("各地、各部门",), id="everybody"),
        pytest.param("C22", Mode.ROLE, ("政策起草部门",), (), id="the drafter"),
    ],
)
def test_who_owes_is_as_the_annex_says(category, mode, lead, others):
    one = NINGBO.category(category)
    assert one.mode is mode
    assert tuple(NINGBO.units[unit].name for unit in one.lead) == lead
    assert tuple(NINGBO.units[unit].name for unit in one.others) == others


def test_a_reasoned_out_deadline_convicts_nobody():
    derived = [one for c in NINGBO.categories for duty in c.duties for one in duty.timings if one.derived]
    assert {one.id for one in derived} >= {"C03.5/t2", "C03.6/t2", "C14.1/t2", "C17.5/t1"}
    assert not any(one.convicts for one in derived)


def test_terms_carry_no_hints_to_the_reader():
    allowed = {"土地(房屋)征收"}
    for category in NINGBO.categories:
        for term in (*category.terms.columns, *category.terms.positive, *category.terms.negative):
            assert term in allowed or not set(term) & set("()（）>→"), (category.id, term)


@pytest.mark.skipif(not SOURCE.exists(), reason="the source catalogue is not at hand")
def test_agrees_with_the_source_catalogue():
    source = yaml.safe_load(SOURCE.read_text("utf-8"))
    items = {
        item["id"]: item
        for category in (*source["categories"], *source["body_obligations"])
        for item in category["items"]
    }
    ours = {duty["id"]: duty for category in RAW for duty in category["duties"]}
    assert ours.keys() == items.keys()
    for one, item in items.items():
        assert (ours[one]["name"], ours[one]["kind"], ours[one]["checkability"]) == (
            item["zh"],
            item["kind"],
            item["checkability"],
        )
        assert [each["name"] for each in ours[one].get("elements", ())] == [
            each["zh"] for each in item.get("elements", ())
        ]
        for row, origin in zip(ours[one]["timings"], item["timing"], strict=True):
            assert row.get("valid_from") == origin.get("from"), one
            assert row.get("valid_to") == origin.get("to"), one
            assert row.get("strength") == origin.get("strength"), one
            assert row.get("n") in {origin.get("n"), origin.get("soft_n"), 0}, one
            assert len(row.get("cite", ())) == len(origin.get("cite", ())), one
    assert {one["id"]: one["name"] for one in _raw_instruments()} == {
        one["id"]: one["zh"] for one in source["instruments"]
    }


@pytest.mark.skipif(not SOURCE.exists(), reason="the source catalogue is not at hand")
def test_categories_and_units_agree_with_the_source_catalogue():
    source = yaml.safe_load(SOURCE.read_text("utf-8"))
    theirs = {one["id"]: one["name_zh"] for one in (*source["categories"], *source["body_obligations"])}
    assert {one.id: one.name for one in NINGBO.categories} == theirs
    for unit in source["units"]:
        ours = _every_name(NINGBO.units[unit["id"]])
        keys = ("zh_2015", "full_2015", "abbr", "also", "successor_2019", "successor_abbr")
        wanted = [
            name
            for key in (*keys, "district_2015", "district_2019", "district_abbr")
            for name in _listed(unit, key)
        ]
        assert not [one for one in wanted if not _met(one, ours)], unit["id"]
        if unit.get("source") == "recalled" and NINGBO.units[unit["id"]].successors:
            assert "successors" in NINGBO.units[unit["id"]].unsure, unit["id"]


@pytest.mark.skipif(not SOURCE.exists(), reason="the source catalogue is not at hand")
def test_successions_and_territory_agree_with_the_source_catalogue():
    source = yaml.safe_load(SOURCE.read_text("utf-8"))
    assert [one.sure for one in NINGBO.successions] == [one["conf"] for one in source["other_successors"]]
    for ours, theirs in zip(NINGBO.successions, source["other_successors"], strict=True):
        assert all(one.removeprefix("市") in theirs["old"] for one in ours.old)
    assert {one.day for one in NINGBO.territory} == {
        date.fromisoformat(str(one["date"])) for one in source["territory_changes"]
    }


def _listed(unit, key):
    said = unit.get(key, [])
    return [said] if isinstance(said, str) else said


def _every_name(unit):
    return [unit.name, *unit.aliases, *unit.successors, *unit.district]


def _met(said, names):
    """Whether one of *names* is *said*, without the remarks in brackets and the place before it."""
    bare = re.split("[（(/]", said)[0]
    return bare == "同名，政务公开职能留办公厅" or any(bare in one or one in bare for one in names)


def test_every_rule_that_convicts_rests_on_a_source_that_was_read(edition_timings):
    for edition, timing in edition_timings:
        read = [one for one in timing.cite if _was_read(edition, one, timing.valid_to)]
        soft = timing.strength in {Strength.PRACTICE, Strength.RECALLED} or not read
        soft = soft or timing.derived or timing.unverified or timing.rule in SOFT_RULES
        assert not (soft and timing.convicts), timing.id


def _was_read(edition, citation, last):
    name, _, article = citation.partition("#")
    source = edition.instruments[name]
    unread = {
        one.article for one in source.recalled_articles if not one.until or (last and last <= one.until)
    }
    return not source.recalled and article not in unread


def test_articles_that_were_not_read_are_marked():
    marked = {(one.id, each.article) for one in NINGBO.instruments.values() for each in one.recalled_articles}
    assert marked == {
        ("reg2008", "19"), ("reg2008", "24"), ("reg2008", "32"), ("zjhouse", "14"), ("zjhouse", "38"),
    }  # fmt: skip
    seven = [one for one in NINGBO.duty("C07.3").timings if one.n == 7]
    assert [(one.valid_to, one.convicts) for one in seven] == [(date(2020, 12, 31), False), (None, True)]


def test_no_verdict_of_late_or_missing_comes_of_a_soft_rule(edition_timings):
    """Each rule alone, broken for a year: only those that convict may lead to an accusation."""
    said = set()
    for edition, timing in edition_timings:
        calendar = load_calendar(edition.calendar)
        day = max(timing.valid_from or FIRST_KNOWN, FIRST_KNOWN)
        if timing.trigger and timing.rule is TimeRule.WITHIN and day.year < LAST_KNOWN:
            verdict = reach(_broken(timing, day, calendar))
            assert verdict.standing.accuses is timing.convicts, (timing.id, verdict.reason)
            said.add((timing.strength, verdict.standing))
    assert (Strength.RECALLED, Standing.CANNOT_TELL) in said
    assert (Strength.LAW, Standing.SUSPECTED_MISSING) in said


@pytest.fixture
def edition_timings():
    return [
        (edition, timing)
        for edition in EDITIONS.values()
        for category in edition.categories
        for duty in category.duties
        for timing in duty.timings
    ]


def _broken(timing, day, calendar):
    """The evidence of an event of *day* that nobody published, seen by daily complete readings for a year."""
    derived = derive(timing, day, calendar)
    moment = datetime(day.year + 1, 11, 1, 12, tzinfo=UTC)
    end = calendar.add_workdays(derived.due, 3)
    readings = tuple(
        ReadingRecord(
            id=n, site="web", column="a", started_at=moment - timedelta(days=n), ended_at=None, pages=1,
            ending=Ending.EXHAUSTED, complete=True, oldest=None, newest=None, sightings=(),
        )
        for n in range(400, -1, -1)
    )  # fmt: skip
    return Evidence(
        obligation=Obligation(
            bureau="b", category="C", duty="C.1", what="x", comes=Comes.EVENT, trigger=day, counted=True
        ),
        as_of=moment,
        derivations=(derived,),
        headline=headline([derived]),
        grace_end=end,
        places=(Place(site="web", column="a", name="a", readings=readings),),
    )


def _raw_instruments():
    path = FOLDERS["ningbo-2015"] / "instruments.yaml"
    return yaml.safe_load(path.read_text("utf-8"))["instruments"]
