"""Until when verdicts hold by themselves, and through which further readings."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from crawler.words import Ending
from monitor.calm import FOREVER, calm, place_of, shape
from monitor.evidence import Place
from monitor.sitting import Heard, catalogue_of, convene

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def heard(story, watched):
    """Return what hears the bureau of the story at the end of a day, with what ``calm`` wants."""
    law = catalogue_of(watched[0])

    def go(day):
        as_of = story.end_of(day)
        sites = watched[0].sites().values()
        sitting = convene(*watched, sites, as_of=as_of, law=law)
        [one] = sitting.hear(watched[0].bureaus(), sites).values()
        duties = {duty.id: duty for category in law.edition.categories for duty in category.duties}
        return one, lambda given=one, fixed=(): calm(given, as_of, law.edition.zone, duties, fixed)

    return go


def first_moment(story, day):
    return story.end_of(day - DAY) + timedelta(minutes=1)


def on(heard, places):
    """Return *heard* with other places."""
    known = replace(heard.seen, places=tuple(places))
    return Heard(verdicts=heard.verdicts, seen=known, sound=known)


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        pytest.param(date(2015, 6, 10), date(2015, 7, 9), id="until the last day is over"),
        pytest.param(date(2015, 7, 9), date(2015, 7, 14), id="until the days of grace are over"),
        pytest.param(date(2015, 7, 14), None, id="not while another reading may prove more"),
        pytest.param(date(2015, 7, 15), None, id="not while a notice may be gone"),
        pytest.param(date(2015, 7, 18), date(2015, 7, 23), id="until the last day of another"),
    ],
)
def test_fed_it_holds(story, heard, day, ends):
    found = heard(day)[1]()
    assert found.fed == (first_moment(story, ends) if ends else story.end_of(day))
    assert bool(found.lists) is (ends is not None)


def test_still_it_holds_as_long_as_the_last_reading_is_fresh(story, heard):
    one, told = heard(date(2015, 6, 10))
    last = max(place.readings[-1].ended_at for place in one.seen.places)
    assert told().still == last + 48 * HOUR
    assert told().holds(story.end_of(date(2015, 6, 10)))
    assert not told().holds(last + 48 * HOUR)


def test_a_fixed_day_counts_whatever_is_owed(story, heard):
    _, told = heard(date(2015, 6, 10))
    assert told(fixed=[date(2015, 6, 10), date(2015, 6, 12)]).fed == first_moment(story, date(2015, 6, 12))


def test_where_nothing_is_owed_and_nowhere_looked_it_holds_for_ever(heard):
    one, told = heard(date(2015, 6, 10))
    bare = replace(one.seen, places=(), notices={})
    assert told(Heard(verdicts=(), seen=bare, sound=bare)).still == FOREVER


def with_last(place, **more):
    return replace(place, readings=(*place.readings[:-1], replace(place.readings[-1], **more)))


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        pytest.param({"ended_at": None}, False, id="still open"),
        pytest.param({"clock_wrong": True}, False, id="by a wrong clock"),
        pytest.param({"complete": False, "ending": Ending.BLOCKED}, True, id="blocked"),
        pytest.param({"complete": False, "ending": Ending.GLANCED}, True, id="glanced"),
        pytest.param({"vantage": "elsewhere"}, True, id="from elsewhere"),
    ],
)
def test_readings_that_are_not_all_alike(story, heard, more, kept):
    day = date(2015, 6, 20)
    one, told = heard(day)
    found = told(on(one, [with_last(place, **more) for place in one.seen.places]))
    assert (found.fed, found.lists) == (story.end_of(day), {})
    assert (found.still > story.end_of(day)) is kept


def test_where_readings_are_not_all_alike_each_counts_until_it_is_too_old(story, heard):
    day = date(2015, 6, 20)
    one, told = heard(day)
    failed = with_last(one.seen.places[0], complete=False, ending=Ending.BLOCKED)
    found = told(on(one, [Place(site="s", column="c", name="c", readings=failed.readings)]))
    aged = [reading.started_at + timedelta(days=n) for reading in failed.readings for n in (7, 14)]
    fresh = failed.readings[-2].ended_at + 48 * HOUR
    assert found.still == min(fresh, *(moment for moment in aged if moment > story.end_of(day)))


@pytest.fixture
def again(story, heard):
    """What holds on a day, and the readings of the next that show the same."""
    day = date(2015, 6, 20)
    one, told = heard(day)
    later = [
        replace(
            place.readings[-1],
            id=900 + n,
            started_at=place.readings[-1].started_at + DAY,
            ended_at=place.readings[-1].ended_at + DAY,
        )
        for n, place in enumerate(one.seen.places)
    ]
    return told(), later, story.end_of(day + DAY)


def test_the_same_again_holds(again):
    found, later, moment = again
    assert found.holds_with(later, moment)
    assert found.holds_with(later[:1], moment)  # the other column's last reading is fresh still


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"sightings": (1, 2, 3, 4)}, id="another row"),
        pytest.param({"ending": Ending.COVERED}, id="ended otherwise"),
        pytest.param({"oldest": date(2015, 6, 1)}, id="went less far"),
        pytest.param({"vantage": "elsewhere"}, id="from elsewhere"),
        pytest.param({"column": "new"}, id="a column not known"),
    ],
)
def test_another_list_does_not_hold(again, more):
    found, later, moment = again
    assert not found.holds_with([replace(later[0], **more), *later[1:]], moment)


def test_the_same_at_the_wrong_time_does_not_hold(again):
    found, later, moment = again
    early = replace(later[0], started_at=found.as_of - HOUR)
    assert not found.holds_with([early, *later[1:]], moment)
    assert not found.holds_with(later, found.fed)
    assert not found.holds_with(later, later[0].ended_at + 48 * HOUR + timedelta(seconds=1))


def test_names_and_shapes(again):
    _, later, _ = again
    assert place_of("web", "tzgg") == "web/tzgg"
    assert shape(later[0]) == shape(replace(later[0], id=1, started_at=later[0].started_at + DAY))
