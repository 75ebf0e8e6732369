"""In time, late, missing or not to be told: one table of histories."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.words import Ending
from monitor.obligations import Comes
from monitor.rules.published_by_due_date import check
from monitor.words import Standing

DUE = date(2015, 7, 10)
DAY = timedelta(days=1)
TODAY = date(2015, 8, 10)


def after(days):
    return DUE + days * DAY


@pytest.mark.parametrize(
    ("lower", "upper", "claimed", "standing", "reason"),
    [
        pytest.param(after(-2), after(-1), after(-1), "met", "seen_in_time", id="the day before"),
        pytest.param(after(-1), after(0), after(0), "met", "seen_in_time", id="on the day"),
        pytest.param(after(-1), after(0), after(9), "met", "seen_in_time", id="seen in time, dated later"),
        pytest.param(after(1), after(2), after(2), "late", "late", id="absent the day after"),
        pytest.param(after(1), after(2), None, "late", "late", id="absent the day after, undated"),
        pytest.param(
            after(0),
            after(1),
            after(1),
            "cannot_tell",
            "straddles",
            id="the day after, last looked on the day",
        ),
        pytest.param(after(0), after(1), None, "cannot_tell", "straddles", id="straddling and undated"),
        pytest.param(
            after(-9), after(9), after(-1), "met", "claimed_in_time", id="straddling, dated in time"
        ),
        pytest.param(
            after(-3), after(9), after(-5), "cannot_tell", "straddles", id="dated before a look without it"
        ),
        pytest.param(
            after(3), after(4), after(-1), "cannot_tell", "claims_in_time_but_absent", id="back-dated"
        ),
        pytest.param(
            None,
            after(9),
            after(0),
            "met",
            "claimed_in_time_before_first_look",
            id="left-censored, dated on the day",
        ),
        pytest.param(
            None, after(9), after(1), "cannot_tell", "there_before_first_look", id="left-censored, dated late"
        ),
        pytest.param(
            None, after(9), None, "cannot_tell", "there_before_first_look", id="left-censored, undated"
        ),
        pytest.param(
            None, after(9), after(-30), "cannot_tell", "there_before_first_look", id="dated before the event"
        ),
    ],
)
def test_a_published_notice(made, lower, upper, claimed, standing, reason):
    notice = made.candidate(lower=lower, upper=upper, claimed=claimed)
    found = check(made.evidence(TODAY, DUE, candidates=(notice,)), TODAY)
    assert (found.standing, found.reason.key) == (standing, reason)
    assert found.chosen is notice


@pytest.mark.parametrize(
    ("lower", "claimed", "days"),
    [
        pytest.param(after(4), after(5), 5, id="the bureau's own date inside the interval"),
        pytest.param(after(4), None, 4, id="undated: our last look without it"),
        pytest.param(after(4), after(2), 2, id="a date that is kinder than our looks"),
        pytest.param(after(4), after(30), 4, id="a date after we saw it"),
    ],
)
def test_late_by_at_least(made, lower, claimed, days):
    notice = made.candidate(lower=lower, upper=after(6), claimed=claimed)
    found = check(made.evidence(TODAY, DUE, candidates=(notice,)), TODAY)
    assert (found.standing, found.late_working_days) == (Standing.LATE, days)
    assert found.reason.values["days"] == days


def test_the_kindest_notice_decides(made):
    late = made.candidate(lower=after(4), upper=after(5), claimed=after(5))
    in_time = made.candidate(lower=after(-4), upper=after(-3), claimed=after(-3))
    found = check(made.evidence(TODAY, DUE, candidates=(late, in_time)), TODAY)
    assert (found.standing, found.chosen) == (Standing.MET, in_time)


WELL_READ = [(after(n), Ending.EXHAUSTED) for n in range(-5, 32)]


@pytest.mark.parametrize(
    ("looks", "standing", "reason"),
    [
        pytest.param(WELL_READ, "suspected_missing", "missing", id="never, and well read"),
        pytest.param([], "cannot_tell", "never_looked", id="not looked"),
        pytest.param(WELL_READ[:6], "cannot_tell", "too_few_readings", id="not looked since the day"),
        pytest.param(
            [*WELL_READ[:6], *[(after(n), Ending.BLOCKED) for n in range(1, 32)]],
            "cannot_tell",
            "not_readable",
            id="blocked after the deadline",
        ),
        pytest.param(
            [*WELL_READ[:20], *[(after(n), Ending.PARSE_ZERO) for n in range(15, 32)]],
            "cannot_tell",
            "not_readable",
            id="redesigned before today",
        ),
        pytest.param(WELL_READ[:-3], "cannot_tell", "not_looked_lately", id="last look three days old"),
        pytest.param(WELL_READ[:-1], "suspected_missing", "missing", id="last look yesterday"),
        pytest.param(
            [(after(4), Ending.EXHAUSTED)] * 5 + [(TODAY, Ending.EXHAUSTED)] * 5,
            "cannot_tell",
            "too_few_readings",
            id="ten looks on two days",
        ),
        pytest.param(
            [(day, Ending.COVERED) for day, _ in WELL_READ],
            "cannot_tell",
            "never_to_the_end",
            id="never to the end",
        ),
        pytest.param(
            [(day, Ending.TOO_MANY_PAGES if day.day % 2 else Ending.EXHAUSTED) for day, _ in WELL_READ],
            "cannot_tell",
            "unsteady",
            id="readable every other day",
        ),
    ],
)
def test_a_notice_that_never_came(made, looks, standing, reason):
    found = check(made.evidence(TODAY, DUE, places=(made.place(*looks),)), TODAY)
    assert (found.standing, found.reason.key) == (standing, reason)


@pytest.mark.parametrize(
    ("looks", "reason"),
    [
        pytest.param(WELL_READ, "not_all_places", id="read without fault"),
        pytest.param([], "never_looked", id="a failure of ours is named first"),
    ],
)
def test_nothing_is_missing_where_nobody_vouches_for_the_columns(made, looks, reason):
    partial = replace(made.place(*looks), whole=False)
    found = check(made.evidence(TODAY, DUE, places=(made.place(*WELL_READ), partial)), TODAY)
    assert (found.standing, found.reason.key) == ("cannot_tell", reason)


@pytest.mark.parametrize(
    ("day", "standing", "reason"),
    [
        pytest.param(after(0), "not_due", "not_due", id="on the last day"),
        pytest.param(after(1), "cannot_tell", "in_grace", id="the day after"),
        pytest.param(after(3), "cannot_tell", "in_grace", id="the last day of grace"),
        pytest.param(after(5), "cannot_tell", "too_few_readings", id="two days of looks"),
        pytest.param(after(6), "suspected_missing", "missing", id="three days of looks"),
    ],
)
def test_absence_ripens(made, day, standing, reason):
    place = made.place(*made.daily(after(-5), day))
    found = check(made.evidence(day, DUE, places=(place,)), day)
    assert (found.standing, found.reason.key) == (standing, reason)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        pytest.param({"unread": (5,)}, "unread_notices", id="a page not read yet"),
        pytest.param({"places": ()}, "no_site", id="no site registered"),
        pytest.param({"grace_end": None}, "calendar_unknown", id="calendar ends before the grace"),
        pytest.param({"elsewhere": "信用网站"}, "elsewhere", id="may stand on another platform"),
    ],
)
def test_what_forbids_to_call_it_missing(made, more, reason):
    values = {"places": (made.place(*WELL_READ),)} | more
    found = check(made.evidence(TODAY, DUE, **values), TODAY)
    assert (found.standing, found.reason.key) == (Standing.CANNOT_TELL, reason)


def test_one_unread_column_of_many_is_enough(made):
    places = (made.place(*WELL_READ), made.place((after(20), Ending.UNREACHABLE), column="xzcf"))
    found = check(made.evidence(TODAY, DUE, places=places), TODAY)
    assert (found.standing, found.reason.values["column"]) == (Standing.CANNOT_TELL, "xzcf")


def test_a_possible_match_goes_to_a_person(made):
    maybe = made.candidate(lower=after(1), upper=after(2), certain=False)
    evidence = made.evidence(TODAY, DUE, places=(made.place(*WELL_READ),), candidates=(maybe,))
    found = check(evidence, TODAY)
    assert (found.standing, found.reason.key, found.chosen) == (Standing.CANNOT_TELL, "possible_match", None)


def test_without_a_count_nothing_is_missing(made):
    owed = made.obligation(DUE, comes=Comes.YEARLY, counted=False)
    found = check(made.evidence(TODAY, DUE, places=(made.place(*WELL_READ),), obligation=owed), TODAY)
    assert (found.standing, found.reason.key) == (Standing.CANNOT_TELL, "no_denominator")


def test_a_rule_without_a_day_never_convicts(made):
    there = made.candidate(lower=after(1), upper=after(2))
    assert check(made.evidence(TODAY, None, candidates=(there,)), TODAY).standing is Standing.MET
    assert check(made.evidence(TODAY, None), TODAY).reason.key == "no_hard_limit"


def test_missing_says_its_window(made):
    values = check(made.evidence(TODAY, DUE, places=(made.place(*WELL_READ),)), TODAY).reason.values
    assert (values["columns"], values["least"]) == (1, 28)
    assert (values["since"], values["until"]) == (made.at(after(4)), made.at(TODAY))


ENDINGS = st.sampled_from(list(Ending))
HISTORY = st.lists(st.tuples(st.integers(-10, 31).map(after), ENDINGS), max_size=60).map(sorted)


@given(history=HISTORY)
def test_no_accusation_without_a_complete_reading_after_the_deadline(made, history):
    looks = [(day, ending) for day, ending in history if not (ending.complete and day > DUE)]
    found = check(made.evidence(TODAY, DUE, places=(made.place(*looks),)), TODAY)
    assert found.standing is Standing.CANNOT_TELL


@given(history=HISTORY)
def test_missing_needs_three_days_of_complete_readings(made, history):
    found = check(made.evidence(TODAY, DUE, places=(made.place(*history),)), TODAY)
    if found.standing is Standing.SUSPECTED_MISSING:
        assert len({day for day, ending in history if ending.complete and day > after(3)}) >= 3


@given(
    lower=st.one_of(st.none(), st.integers(-30, 30)),
    wait=st.integers(0, 30),
    claimed=st.one_of(st.none(), st.integers(-40, 60)),
)
def test_late_only_when_proven_absent_after_the_day(made, lower, wait, claimed):
    notice = made.candidate(
        lower=None if lower is None else after(lower),
        upper=after((lower or 0) + wait),
        claimed=None if claimed is None else after(claimed),
    )
    found = check(made.evidence(after(90), DUE, candidates=(notice,)), after(90))
    if lower is None or lower <= 0 or (claimed is not None and claimed <= 0):
        assert found.standing is not Standing.LATE
    else:
        assert found.standing is Standing.LATE
