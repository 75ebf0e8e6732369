"""Holds every shipped edition to what an edition must be, and the first one to its source."""

from pathlib import Path

import pytest
import yaml

from monitor.calendar import load_calendar
from monitor.catalogue.load import edition_folders, load_edition
from monitor.words import Kind, Mode, TimeRule

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
        assert category.passage.endswith("。"), category.id
        assert " " not in category.passage, category.id
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


def _raw_instruments():
    path = FOLDERS["ningbo-2015"] / "instruments.yaml"
    return yaml.safe_load(path.read_text("utf-8"))["instruments"]
