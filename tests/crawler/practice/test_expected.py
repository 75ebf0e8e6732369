"""What a watcher must say of one claim, worked out by hand for each way in which a thing can be done or left undone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from crawler.practice.claims import Claim
from crawler.practice.expected import expected
from crawler.practice.model import Edit, Notice, Trouble

FIRST, LAST = date(2015, 6, 1), date(2015, 9, 28)
WEEKLY = tuple(FIRST + timedelta(days=7 * at) for at in range(18))  # the last is 2015-09-28
DUE = date(2015, 7, 15)  # between the visits of the 13th and the 20th
DOWN = Trouble(kind="down", since=date(2015, 9, 15), until=LAST)


def notice(appears, **more):
    return Notice(
        number=1,
        columns=("tzgg",),
        title="公告",
        claimed=more.pop("claimed", appears),
        appears=appears,
        body=("正文",),
        **more,
    )


def told(city, published=None, *, troubles=(), whole=True, **claim):
    """Return what must be said where *published* is what the bureau published, seen weekly."""
    bureau = replace(
        city.by_id["renshe"], notices=(published,) if published else (), troubles=troubles, whole=whole
    )
    owed = Claim(
        bureau="renshe",
        duty="C02.1",
        what="1号",
        notice=1 if published else None,
        rule=claim.pop("rule", "within_days"),
        due=claim.pop("due", DUE),
        trigger=claim.pop("trigger", date(2015, 6, 25)),
        **claim,
    )
    return expected(replace(city, bureaus=(bureau,), calls=WEEKLY, claims=(owed,)), owed)


@pytest.mark.parametrize(
    ("published", "standing", "flags"),
    [
        pytest.param(notice(date(2015, 7, 9)), "met", (), id="seen in time"),
        pytest.param(notice(date(2015, 7, 15)), "met", (), id="claimed on the last day, between two visits"),
        pytest.param(
            notice(date(2015, 7, 16)), "cannot_tell", (), id="a day late, and nobody looked between"
        ),
        pytest.param(notice(date(2015, 7, 29)), "late", (), id="seen to be absent after the due day"),
        pytest.param(
            notice(date(2015, 7, 29), claimed=DUE),
            "cannot_tell",
            ("date_conflict",),
            id="claims to be in time",
        ),
        pytest.param(
            notice(date(2015, 7, 9), claimed=date(2015, 6, 28)),
            "met",
            ("date_conflict",),
            id="in time and back-dated",
        ),
        pytest.param(notice(date(2015, 7, 9), gone=date(2015, 8, 3)), "met", ("withdrawn",), id="taken away"),
        pytest.param(
            notice(date(2015, 7, 9), gone=date(2015, 9, 25)),
            "met",
            (),
            id="missed once, which proves nothing",
        ),
        pytest.param(
            notice(date(2015, 7, 9), edits=(Edit(day=date(2015, 7, 20), body=("别的",)),)),
            "met",
            ("edited",),
            id="edited",
        ),
        pytest.param(
            notice(date(2015, 7, 9), edits=(Edit(day=date(2015, 7, 10), body=("别的",)),)),
            "met",
            (),
            id="edited before anybody saw it",
        ),
    ],
)
def test_what_was_published(city, published, standing, flags):
    said = told(city, published)
    assert (said.standing, said.flags) == (standing, flags)


def test_how_late_it_was(city):
    assert told(city, notice(date(2015, 7, 29))).late_working_days == 10


@pytest.mark.parametrize(
    ("claim", "standing"),
    [
        pytest.param({}, "suspected_missing", id="owed, looked for, not there"),
        pytest.param({"due": date(2015, 9, 28)}, "not_due", id="due on the last day"),
        pytest.param({"due": date(2015, 9, 10)}, "cannot_tell", id="looked for twice after the grace"),
        pytest.param({"counted": False}, "cannot_tell", id="nobody knows that one was owed"),
        pytest.param({"binds": False, "due": None}, "cannot_tell", id="nothing that was read binds"),
        pytest.param({"binds": False, "due": LAST, "rule": "span"}, "not_due", id="a year that is not over"),
        pytest.param({"whole": False}, "cannot_tell", id="nobody vouches for the site"),
        pytest.param({"troubles": (DOWN,)}, "cannot_tell", id="site down at the end"),
        pytest.param({"rule": "standing", "due": None}, "suspected_missing", id="a page that has to stand"),
    ],
)
def test_what_was_never_published(city, claim, standing):
    assert told(city, **claim).standing == standing


def test_a_page_that_has_to_stand_is_there_until_it_is_taken_away(city):
    stands = notice(date(2015, 5, 4))
    assert told(city, stands, rule="standing", due=None).standing == "met"
    gone = told(city, replace(stands, gone=date(2015, 8, 3)), rule="standing", due=None)
    assert (gone.standing, gone.flags) == ("cannot_tell", ("withdrawn",))


def test_there_was_nothing(city):
    assert told(city, notice(date(2015, 7, 9)), nothing=True).standing == "not_applicable"


def test_what_only_prompts_is_met_whenever_it_comes(city):
    assert told(city, notice(date(2015, 9, 1)), binds=False, due=None).standing == "met"


@pytest.mark.parametrize(
    ("gone", "standing", "flags"),
    [
        pytest.param(None, "met", (), id="to the end"),
        pytest.param(date(2015, 7, 25), "suspected_missing", ("withdrawn",), id="gone after two weeks"),
        pytest.param(
            date(2015, 8, 5), "cannot_tell", ("withdrawn",), id="gone near the end, seen too late to tell"
        ),
    ],
)
def test_what_has_to_stay_for_thirty_days(city, gone, standing, flags):
    day = date(2015, 7, 9)  # three days after the visit of the 6th, from which it is counted
    said = told(city, notice(day, gone=gone), rule="shown", trigger=day, due=day + timedelta(days=30))
    assert (said.standing, said.flags, said.due) == (standing, flags, date(2015, 8, 5))


def test_nobody_knows_of_a_showing_that_nobody_saw(city):
    day = date(2015, 7, 7)
    assert told(city, notice(day, gone=date(2015, 7, 12)), rule="shown", trigger=day, due=day) is None


def test_nobody_knows_of_what_only_an_unseen_notice_tells(city):
    assert told(city, notice(date(2015, 9, 16)), troubles=(DOWN,), stated=True) is None
    assert told(city, notice(date(2015, 9, 16)), troubles=(DOWN,)).standing == "cannot_tell"
    assert told(city, notice(date(2015, 7, 9)), stated=True).standing == "met"


AWAY = "http://platform.invalid/1.html"


def away(appears=date(2015, 7, 9)):
    return notice(appears, external=AWAY)


@pytest.mark.parametrize(
    ("claim", "standing"),
    [
        pytest.param({}, "met", id="its row names it"),
        pytest.param({"named": False}, "cannot_tell", id="its row does not name it"),
        pytest.param({"named": False, "due": LAST}, "not_due", id="due on the last day"),
    ],
)
def test_a_row_that_leads_away_is_all_there_is(city, claim, standing):
    assert told(city, away(), **claim).standing == standing


@pytest.mark.parametrize(
    ("came", "named", "standing"),
    [
        pytest.param(date(2015, 7, 9), False, "cannot_tell", id="a row that may be it"),
        pytest.param(date(2015, 7, 9), True, "suspected_missing", id="a row that names another"),
        pytest.param(date(2015, 6, 10), False, "suspected_missing", id="a row from before"),
    ],
)
def test_a_row_that_leads_away_may_be_what_was_never_seen(city, came, named, standing):
    bureau = replace(city.by_id["renshe"], notices=(away(came),), troubles=(), whole=True)
    owed, other = (
        Claim(
            bureau="renshe",
            duty="C02.1",
            what=f"{at}号",
            notice=at,
            rule="within_days",
            due=DUE,
            trigger=date(2015, 6, 25),
            named=named,
        )
        for at in (None, 1)
    )
    played = replace(city, bureaus=(bureau,), calls=WEEKLY, claims=(owed, other))
    assert expected(played, owed).standing == standing
