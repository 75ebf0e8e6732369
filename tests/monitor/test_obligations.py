"""What is owed, by whom, and since when."""

from dataclasses import replace
from datetime import date

import pytest

from crawler.registry import Bureau
from monitor.catalogue.model import Category, Duty, Edition, MatchTerms, Timing, UnitEntry
from monitor.events import Event
from monitor.obligations import Comes, Found, obligations
from monitor.register import members, owes, owners
from monitor.words import Checkability, Kind, Strength, TimeRule, Unit

FIRST, TODAY = date(2015, 6, 1), date(2015, 9, 28)


def timing(rule, **more):
    values = {"trigger": "", "strength": Strength.ADMIN_REG, "jurisdiction": "CN", "cite": ()}
    return Timing(id="t", rule=rule, **(values | more))


YEARLY = timing(TimeRule.BY_DATE, due="03-31", about="上一年度", years_back=1, valid_to=date(2019, 12, 31))
EARLIER = timing(TimeRule.BY_DATE, due="01-31", about="上一年度", years_back=1, valid_from=date(2020, 1, 1))
ONCE = timing(TimeRule.ONE_OFF, due="2015-08-31")
WITHIN = timing(TimeRule.WITHIN)


def duty(name, *timings, kind=Kind.PERIODIC, **more):
    values = {"checkability": Checkability.FULL, "denominator": "名录"} | more
    return Duty(id=name, name=name, name_en=name, kind=kind, timings=timings, **values)


def category(name, *duties, lead=(), others=("ALL",)):
    return Category(
        id=name, number=1, name=name, name_en=name, mode="every", lead=lead, others=others, passage="",
        terms=MatchTerms(), duties=duties,
    )  # fmt: skip


def edition(*categories):
    units = [
        UnitEntry(id="CZ", name="财政局"),
        UnitEntry(id="ALL", name="各部门", kind="set", members=("CZ", "MZ")),
        UnitEntry(id="EVERY", name="各地各部门", kind="set", members=("ALL", "TOWN")),
        UnitEntry(id="DRAFT", name="起草部门", kind="role"),
    ]
    return Edition(
        id="e", name="e", jurisdiction="NB", year=2015, calendar="china", general_columns=(), news_terms=(),
        draft_terms=(), units={one.id: one for one in units}, categories=categories,
    )  # fmt: skip


CAIZHENG = Bureau(id="caizheng", name="财政局", unit="CZ")
MINZHENG = Bureau(id="minzheng", name="民政局", unit="MZ")
BUREAUS = {one.id: one for one in (CAIZHENG, MINZHENG)}


def keys(catalogue, *, events=(), found=(), first=FIRST, day=TODAY, duties=(), bureaus=BUREAUS):
    owed = obligations(catalogue, bureaus, events=events, found=found, first=first, day=day, duties=duties)
    return [one.key for one in owed]


@pytest.mark.parametrize(
    ("first", "day", "expected"),
    [
        pytest.param(FIRST, TODAY, ["2015"], id="the year in which we began"),
        pytest.param(FIRST, date(2017, 1, 1), ["2015", "2016", "2017"], id="each year since"),
        pytest.param(
            date(2019, 1, 1), date(2020, 2, 1), ["2019", "2020"], id="once a year when the law moves the day"
        ),
    ],
)
def test_yearly_duties(first, day, expected):
    catalogue = edition(category("C21", duty("C21.1", YEARLY, EARLIER)))
    said = keys(catalogue, first=first, day=day, bureaus={"caizheng": CAIZHENG})
    assert said == [f"caizheng/C21.1/{one}" for one in expected]


def test_a_report_is_about_the_year_before():
    catalogue = edition(category("C21", duty("C21.1", YEARLY)))
    [owed] = obligations(catalogue, {"c": CAIZHENG}, events=(), found=(), first=FIRST, day=TODAY)
    assert (owed.comes, owed.year, owed.trigger) == (Comes.YEARLY, 2014, date(2015, 3, 31))


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        pytest.param(FIRST, ["caizheng/C21.2/2015-08-31"], id="due while we watch"),
        pytest.param(date(2015, 12, 1), ["caizheng/C21.2/2015-08-31"], id="due in the year we began"),
        pytest.param(date(2016, 1, 1), [], id="due before our time"),
    ],
)
def test_one_off_duties(first, expected):
    catalogue = edition(category("C21", duty("C21.2", ONCE, kind=Kind.ONE_OFF_DUE)))
    assert keys(catalogue, first=first, day=date(2016, 2, 1), bureaus={"c": CAIZHENG}) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param({}, ["caizheng/C01.2/"], id="a standing page"),
        pytest.param({"kind": Kind.INTERNAL_CONTROL}, [], id="inside the house"),
        pytest.param({"checkability": Checkability.NONE}, [], id="nothing to see on a site"),
        pytest.param({"valid_from": date(2020, 10, 1)}, [], id="owed by later law"),
        pytest.param({"level": "district"}, [], id="owed by another level"),
        pytest.param({"obliged": ("MZ",)}, [], id="owed by another unit"),
        pytest.param({"obliged": ("DRAFT",)}, [], id="owed by a role"),
    ],
)
def test_standing_pages(more, expected):
    catalogue = edition(category("C01", duty("C01.2", WITHIN, **({"kind": Kind.STANDING_PAGE} | more))))
    assert keys(catalogue, bureaus={"c": CAIZHENG}) == expected


def event(what, day=date(2015, 7, 1), bureau="caizheng", name="C02.1"):
    return Event(duty=name, bureau=bureau, what=what, day=day, find=(what,), basis="登记簿")


@pytest.mark.parametrize(
    ("events", "duties", "expected"),
    [
        pytest.param([event("1号")], (), ["caizheng/C02.1/1号"], id="an event"),
        pytest.param([event("1号", day=date(2015, 9, 29))], (), [], id="not happened yet"),
        pytest.param([event("1号", bureau="gongan")], (), [], id="a bureau not in the register"),
        pytest.param([event("1号", name="C99.1")], (), [], id="a duty not in the edition"),
        pytest.param([event("1号")], ("C21.1",), [], id="a duty not judged here"),
        pytest.param([event("1号"), event("1号")], (), ["caizheng/C02.1/1号"], id="written twice"),
    ],
)
def test_events(events, duties, expected):
    catalogue = edition(category("C02", duty("C02.1", WITHIN, kind=Kind.EVENT_DRIVEN)))
    assert keys(catalogue, events=events, duties=duties) == expected


def test_a_notice_with_its_own_trigger_is_owed_but_never_missing():
    catalogue = edition(category("C02", duty("C02.1", WITHIN, kind=Kind.EVENT_DRIVEN)))
    found = [Found(notice=7, bureau="caizheng", duty="C02.1", title="处罚决定", trigger=date(2015, 7, 1))]
    [owed] = obligations(catalogue, BUREAUS, events=(), found=found, first=FIRST, day=TODAY)
    assert (owed.key, owed.counted, owed.notice) == ("caizheng/C02.1/处罚决定", False, 7)


def test_a_duty_without_a_denominator_is_never_counted():
    catalogue = edition(category("C21", duty("C21.1", YEARLY, denominator="")))
    [owed] = obligations(catalogue, {"c": CAIZHENG}, events=(), found=(), first=FIRST, day=TODAY)
    assert not owed.counted


@pytest.mark.parametrize(
    ("lead", "others", "bureau", "expected"),
    [
        pytest.param(("CZ",), (), CAIZHENG, True, id="the lead"),
        pytest.param(("CZ",), (), MINZHENG, False, id="not the lead"),
        pytest.param(("CZ",), ("ALL",), MINZHENG, True, id="all others"),
        pytest.param((), ("EVERY",), MINZHENG, True, id="a set in a set"),
        pytest.param(
            (),
            ("ALL",),
            Bureau(id="tongji", name="统计局", unit="ALL"),
            True,
            id="a bureau that names the set",
        ),
        pytest.param((), ("ALL",), Bureau(id="qiye", name="公司"), False, id="tied to no unit"),
        pytest.param((), ("DRAFT",), CAIZHENG, False, id="a role"),
    ],
)
def test_who_owes_what(lead, others, bureau, expected):
    one = duty("C01.1")
    held = category("C01", one, lead=lead, others=others)
    assert owes(edition(held), held, one, bureau) is expected


def test_owners_and_members():
    catalogue = edition(category("C01", duty("C01.1"), others=("EVERY",)))
    assert owners(catalogue, BUREAUS, "C01.1") == ("caizheng", "minzheng")
    assert members(catalogue, "EVERY") == {"EVERY", "ALL", "CZ", "MZ", "TOWN"}


def spanned(rule, **more):
    return timing(rule, n=1, valid_from=date(2015, 1, 1), **more)


@pytest.mark.parametrize(
    ("rule", "comes", "expected"),
    [
        pytest.param(
            spanned(TimeRule.EVERY, unit=Unit.QUARTER),
            Comes.RECURRING,
            ["2015-04..2015-06", "2015-07..2015-09"],
            id="every quarter",
        ),
        pytest.param(
            spanned(TimeRule.MIN_COUNT, unit=Unit.YEAR), Comes.RECURRING, ["2015-01..2015-12"], id="a number"
        ),
        pytest.param(
            spanned(TimeRule.EXPECT_WINDOW, due="01-15..05-31", strength=Strength.PRACTICE),
            Comes.EXPECTED,
            ["2015-01-15..2015-05-31"],
            id="a season",
        ),
    ],
)
def test_what_recurs_is_owed_in_every_span(rule, comes, expected):
    catalogue = edition(category("C13", duty("C13.2", rule)))
    owed = obligations(catalogue, {"c": CAIZHENG}, events=(), found=(), first=FIRST, day=TODAY)
    assert [(one.comes, one.what) for one in owed] == [(comes, what) for what in expected]
    assert all(one.rule is rule and one.trigger and one.until for one in owed)
    assert [one.counted for one in owed] == [one.trigger >= FIRST for one in owed]


def test_no_season_is_guessed_where_people_keep_a_register():
    season = timing(TimeRule.EXPECT_WINDOW, due="01-15..05-31", strength=Strength.PRACTICE)
    catalogue = edition(category("C02", duty("C02.1", season)))
    assert keys(catalogue, bureaus={"caizheng": CAIZHENG})
    assert keys(catalogue, events=[event("1号")]) == ["caizheng/C02.1/1号"]


def test_a_standing_page_does_not_recur():
    catalogue = edition(
        category("C06", duty("C06.4", spanned(TimeRule.EVERY, unit=Unit.YEAR), kind=Kind.STANDING_PAGE))
    )
    assert keys(catalogue, bureaus={"caizheng": CAIZHENG}) == ["caizheng/C06.4/"]


def test_a_showing_has_a_name_beside_the_notices_own():
    catalogue = edition(category("C02", duty("C02.1", WITHIN, kind=Kind.EVENT_DRIVEN)))
    found = [
        Found(notice=7, bureau="caizheng", duty="C02.1", title="公示", trigger=date(2015, 7, 1), comes=comes)
        for comes in (Comes.NOTICE, Comes.SHOWN)
    ]
    assert keys(catalogue, found=found) == ["caizheng/C02.1/公示", "caizheng/C02.1/公示〔公示期〕"]


@pytest.mark.parametrize(
    ("lead", "more", "counted"),
    [
        pytest.param(("CZ",), {}, True, id="the document names the office"),
        pytest.param((), {"obliged": ("CZ",)}, True, id="the duty names it"),
        pytest.param((), {}, False, id="one of many, and nobody knows how many pages"),
        pytest.param((), {"denominator": "名录"}, True, id="there is a register"),
        pytest.param(("CZ",), {"firm": False}, False, id="no source that was read binds"),
        pytest.param(("CZ",), {"venue": "村"}, False, id="it belongs elsewhere"),
        pytest.param(("CZ",), {"channel": "省平台"}, False, id="it may stand on a platform"),
        pytest.param(
            ("CZ",), {"checkability": Checkability.PROXY}, False, id="a site shows only a sign of it"
        ),
    ],
)
def test_a_page_of_a_named_office_is_its_own_denominator(lead, more, counted):
    page = duty("C10.1", WITHIN, **({"kind": Kind.STANDING_PAGE, "denominator": ""} | more))
    catalogue = edition(category("C10", page, lead=lead))
    (one,) = obligations(catalogue, {"caizheng": CAIZHENG}, events=(), found=(), first=FIRST, day=TODAY)
    assert (one.comes, one.counted) == (Comes.STANDING, counted)


def test_what_another_office_holds_is_not_counted():
    page = duty("C17.6", WITHIN, kind=Kind.STANDING_PAGE, denominator="")
    held = replace(category("C17", page, lead=("CZ",)), in_practice=("MZ",))
    (one,) = obligations(edition(held), {"caizheng": CAIZHENG}, events=(), found=(), first=FIRST, day=TODAY)
    assert not one.counted
