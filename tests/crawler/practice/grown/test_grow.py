"""The grown city: the same for a seed, of all categories, with every standing and flag in its truth."""

from collections import Counter
from datetime import date, timedelta

import pytest

from crawler.errors import UsageError
from crawler.practice.grown.grow import APART, grow_city, grow_script
from crawler.practice.grown.plan import load_plan
from crawler.practice.script import load_script
from crawler.practice.truth import obligations

CATEGORIES = {f"C{at:02}" for at in range(1, 24)}
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def grown():
    return grow_city(60, 3)


@pytest.fixture(scope="module")
def truth(grown):
    return obligations(grown)


def test_a_seed_is_a_city():
    assert grow_city(7, 1, seed=3) == grow_city(7, 1, seed=3)
    assert grow_city(7, 1, seed=3).claims != grow_city(7, 1, seed=4).claims


def test_sixty_bureaus_three_years_all_categories(grown, truth):
    assert (
        len(grown.bureaus)
        == len({one.id for one in grown.bureaus})
        == len({one.name for one in grown.bureaus})
        == 60
    )
    assert (grown.first, grown.last) == (date(2016, 7, 1), date(2019, 6, 30))
    assert {one.duty[:3] for one in truth} >= CATEGORIES | {"B01", "B10", "B11", "B14"}
    assert len({one.family for one in grown.bureaus}) >= 25
    assert {one.level for one in grown.bureaus} == {"city", "district", "town"}


def test_every_standing_and_every_flag_is_in_its_truth(truth):
    standings = Counter(one.standing for one in truth)
    assert set(standings) == {"not_due", "met", "late", "suspected_missing", "cannot_tell", "not_applicable"}
    assert standings["late"] > 100
    assert standings["suspected_missing"] > 100
    flags = Counter(flag for one in truth for flag in one.flags)
    assert set(flags) == {
        "incomplete", "stale", "misplaced", "over_disclosed", "date_conflict", "edited", "withdrawn",
    }  # fmt: skip


def test_nothing_is_owed_twice(truth):
    names = Counter((one.bureau, one.duty, one.what) for one in truth)
    assert max(names.values()) == 1


def test_every_way_of_doing_a_thing_is_played():
    scenes = grow_script(60, 3, 1).scenes.scene
    for way in (
        "misplaced",
        "attached",
        "elsewhere",
        "leaking",
        "stale",
        "nothing",
        "omit",
        "gone",
        "edited",
        "claims",
    ):
        assert any(getattr(one, way) for one in scenes), way
    assert any(one.registered and one.appears is None for one in scenes)


def test_sites_are_down_blocked_and_unvouched(grown):
    kinds = Counter(trouble.kind for one in grown.bureaus for trouble in one.troubles)
    assert kinds["down"] >= 5
    assert kinds["challenge"] >= 5
    assert sum(not one.whole for one in grown.bureaus) >= 4


def test_a_watcher_comes_every_other_week_and_daily_at_the_end(grown):
    apart = {(after - before) for before, after in zip(grown.visits, grown.visits[1:], strict=False)}
    assert max(apart) == timedelta(days=APART)
    assert [grown.last - at * DAY for at in range(10)] == list(reversed(grown.visits[-10:]))


def test_due_days_come_out_again(truth):
    plan = {one.id: one for one in load_plan().duty}
    works = load_script().workdays.works
    seen = 0
    for one in truth:
        owing = plan[one.duty]
        if owing.rule == "within_working_days" and one.due and one.trigger:
            days = [one.trigger + at * DAY for at in range(1, (one.due - one.trigger).days + 1)]
            assert sum(map(works, days)) == owing.n, one
            assert works(one.due), one
            seen += 1
    assert seen > 100


@pytest.mark.parametrize(
    ("bureaus", "years", "said"),
    [
        pytest.param(0, 1, "0 bureaus", id="nobody"),
        pytest.param(999, 1, "999 bureaus", id="more than there are"),
        pytest.param(6, 9, "9 years", id="longer than its calendar"),
    ],
)
def test_what_a_city_cannot_be(bureaus, years, said):
    with pytest.raises(UsageError, match=said):
        grow_city(bureaus, years)
