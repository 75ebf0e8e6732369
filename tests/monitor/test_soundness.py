"""What a wrong clock of ours saw is neither evidence for nor against: it can only make a verdict uncertain."""

from datetime import date, timedelta
from functools import partial

import pytest

from crawler.records import LookRecord, NoticeRecord, SightingRecord
from crawler.registry import Bureau, Column, Site
from crawler.words import Ending, Outcome
from monitor.evidence import Place
from monitor.known import KnownBureau, KnownNotice
from monitor.shelf import Shelf
from monitor.soundness import reach_soundly, soundly
from monitor.words import Flag, Standing

FIRST, DUE, TODAY = date(2015, 7, 1), date(2015, 7, 10), date(2015, 8, 10)
SITE = Site(
    id="web", name="w", bureau="b", base="http://w.test/", column=(Column(id="tzgg", name="公告", url="/"),)
)


@pytest.fixture
def known(made):
    """Return what makes a bureau of one column: its readings a day apart, (whether the clock was wrong, whether it met)."""

    def build(*readings, looks=()):
        held = tuple(
            made.reading(
                number, FIRST + timedelta(days=number - 1), sightings=(1,) if met else (), clock_wrong=wrong
            )
            for number, (wrong, met) in enumerate(readings, 1)
        )
        met = frozenset(one.id for one in held if one.sightings)
        first = next((one for one in held if one.sightings), held[0])
        notice = KnownNotice(
            record=NoticeRecord(id=7, site="web", url="http://w.test/7", first_seen_at=first.started_at),
            sightings=(
                SightingRecord(
                    id=1,
                    notice=7,
                    site="web",
                    column="tzgg",
                    reading=first.id,
                    title="t",
                    url="u",
                    claimed=None,
                ),
            ),
            versions=(),
            looks=tuple(looks),
            shelves=(Shelf(site="web", column="tzgg", name="公告", readings=held, met={1: met}),),
            site=SITE,
        )
        place = Place(site="web", column="tzgg", name="公告", readings=held)
        bureau = Bureau(id="b", name="局")
        return KnownBureau(bureau=bureau, places=(place,), notices={7: notice}, matches={})

    return build


RIGHT, WRONG = False, True


def test_what_is_sound_stays_the_same_thing(known):
    held = known((RIGHT, False), (RIGHT, True))
    assert soundly(held) is held


def test_a_reading_by_a_wrong_clock_proves_no_absence(known):
    (place,) = soundly(known((RIGHT, False), (WRONG, False), (RIGHT, True))).places
    assert [(one.complete, one.ending) for one in place.readings] == [
        (True, Ending.EXHAUSTED),
        (False, Ending.CLOCK_WRONG),
        (True, Ending.EXHAUSTED),
    ]


def test_a_notice_was_seen_when_a_sound_reading_had_met_it(known, made):
    notice = soundly(known((RIGHT, False), (WRONG, True), (RIGHT, True))).notices[7]
    assert notice.first.lower == made.at(FIRST)
    assert notice.first.upper == made.at(date(2015, 7, 3)) + timedelta(minutes=5)


def test_a_notice_that_only_a_wrong_clock_saw_is_not_known(known):
    assert soundly(known((RIGHT, False), (WRONG, True), (RIGHT, False))).notices == {}


def test_a_page_that_was_seen_at_a_sound_moment_is_known(known, made):
    look = partial(LookRecord, notice=7, outcome=Outcome.OK)
    looks = [look(fetch=1, at=made.at(FIRST), clock_wrong=True), look(fetch=2, at=made.at(DUE))]
    notice = soundly(known((RIGHT, False), (WRONG, True), looks=looks)).notices[7]
    assert notice.first.upper == made.at(DUE)
    assert [one.fetch for one in notice.looks] == [2]


def test_what_missed_it_after_a_wrong_clock_had_met_it_makes_it_no_later(known, made):
    """Else a notice that left the list for a reading would be late by it."""
    notice = soundly(known((RIGHT, False), (WRONG, True), (RIGHT, False), (RIGHT, True))).notices[7]
    assert notice.first.lower == made.at(FIRST)


@pytest.fixture
def reached(made):
    """Return what comes of one thing seen by everything and another seen soundly, as candidates of evidence."""

    def reach(seen, sound, today=TODAY):
        gathered = {"seen": seen, "sound": sound}
        return reach_soundly(
            lambda which: made.evidence(today, DUE, candidates=tuple(gathered[which])), "seen", "sound"
        )

    return reach


def test_where_both_agree_the_sound_one_speaks(made, reached):
    late = partial(made.candidate, upper=date(2015, 7, 21))
    seen = late(lower=date(2015, 7, 18), right_place=False)
    sound = late(lower=date(2015, 7, 16), claimed=date(2015, 7, 15), right_place=False)
    verdict = reached([seen], [sound])
    assert (verdict.standing, verdict.chosen, verdict.late_working_days) == (Standing.LATE, sound, 5)
    assert verdict.flags == (Flag.MISPLACED,), "a flag that only one of them gives is none"
    assert set(verdict.flag_reasons) == {"misplaced"}


@pytest.mark.parametrize(
    "swapped", [False, True], ids=["a wrong clock saw it in time", "a wrong clock saw it late"]
)
def test_where_they_differ_nobody_can_tell(made, reached, swapped):
    in_time = made.candidate(lower=date(2015, 7, 1), upper=date(2015, 7, 9))
    late = made.candidate(lower=date(2015, 7, 18), upper=date(2015, 7, 21))
    pair = ([late], [in_time]) if swapped else ([in_time], [late])
    verdict = reached(*pair)
    assert (verdict.standing, verdict.reason.key) == (Standing.CANNOT_TELL, "clock_wrong")
    assert (verdict.late_working_days, verdict.why_not, verdict.flags) == (None, (), ())
    assert [one.key for one in verdict.clear] == ["clear_clock_wrong"]


def test_what_is_not_due_stays_not_due(made, reached):
    early = made.candidate(lower=date(2015, 7, 1), upper=date(2015, 7, 5))
    assert reached([early], [], today=date(2015, 7, 6)).standing is Standing.NOT_DUE
