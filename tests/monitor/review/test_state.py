"""What people decide and what sites show give the state by rules; each condition of a confirmation is taken away once."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.clock import SHANGHAI
from monitor.review.entry import Entry, claim_of
from monitor.review.ruling import SAYS, Ruling, fold, objection
from monitor.review.state import Terms, settle
from monitor.review.words import Act, Choice, State, Waits
from monitor.words import Standing

MONDAY = date(2015, 8, 10)


def at(day, hour=9):
    return datetime.combine(day, time(hour), SHANGHAI)


TUESDAY = MONDAY + timedelta(days=1)
LAST_OF_WINDOW = date(2015, 8, 18)
"""Told on Tuesday the 11th: Wednesday is the first working day, Tuesday the 18th the fifth."""
AFTER = LAST_OF_WINDOW + timedelta(days=1)


@pytest.fixture
def story(wrote):
    """What leads to a confirmation, by name."""
    return {
        "first": wrote("decide", "王", choice="confirm"),
        "second": wrote("decide", "李", choice="confirm"),
        "told": wrote("notify", "张", TUESDAY),
    }


def entries(story, *without, **instead):
    return [one for key, one in (story | instead).items() if key not in without]


def test_two_people_and_a_week_confirm(story, missing, terms):
    found = settle(missing(AFTER), entries(story), terms)
    assert (found.state, found.called) == (State.CONFIRMED, "confirmed_missing")
    assert found.reviewers == ("王", "李")
    assert found.window_end == LAST_OF_WINDOW
    assert found.rectify_by == date(2015, 9, 1)


@pytest.mark.parametrize(
    ("without", "state", "waits"),
    [
        pytest.param(("first", "second", "told"), State.WAITING, Waits.REVIEWER, id="nobody looked"),
        pytest.param(("first",), State.UNDER_REVIEW, Waits.SECOND, id="one reviewer"),
        pytest.param(("second",), State.UNDER_REVIEW, Waits.SECOND, id="the other reviewer"),
        pytest.param(("told",), State.UNDER_REVIEW, Waits.NOTICE, id="bureau not told"),
    ],
)
def test_without_any_condition_nothing_is_confirmed(story, missing, terms, without, state, waits):
    found = settle(missing(AFTER), entries(story, *without), terms)
    assert (found.state, found.waits) == (state, waits)


def test_nothing_is_confirmed_on_the_last_day_of_the_window(story, missing, terms):
    found = settle(missing(LAST_OF_WINDOW), entries(story), terms)
    assert (found.state, found.waits) == (State.UNDER_REVIEW, Waits.REPLY)


def test_a_window_whose_working_days_are_not_announced_does_not_end(story, missing, terms):
    unknown = replace(terms.calendar, year=tuple(one for one in terms.calendar.year if one.year != 2015))
    found = settle(missing(AFTER), entries(story), Terms(calendar=unknown))
    assert (found.state, found.waits) == (State.UNDER_REVIEW, Waits.CALENDAR)


def test_one_person_under_two_spellings_is_one_reviewer(story, missing, wrote, terms):
    twin = wrote("decide", " 王 ", choice="confirm")
    found = settle(missing(AFTER), entries(story, second=twin), terms)
    assert found.waits is Waits.SECOND


def test_a_bureau_told_before_two_agree_was_not_told(story, missing, wrote, terms):
    early = wrote("notify", "张", MONDAY - timedelta(days=20))
    found = settle(missing(AFTER), entries(story, told=early), terms)
    assert found.waits is Waits.NOTICE


@pytest.mark.parametrize("second", ["reject", "unsure"])
def test_where_two_differ_a_third_decides(story, missing, wrote, terms, second):
    story["second"] = wrote("decide", "李", choice=second)
    assert settle(missing(AFTER), entries(story), terms).waits is Waits.ARBITER
    own = wrote("arbitrate", "王", choice="confirm")
    assert settle(missing(AFTER), [*entries(story, "told"), own, story["told"]], terms).waits is Waits.ARBITER
    third = wrote("arbitrate", "赵", choice="confirm")
    found = settle(missing(AFTER), [*entries(story, "told"), third, story["told"]], terms)
    assert (found.state, found.reviewers) == (State.CONFIRMED, ("王", "李", "赵"))
    against = replace(third, choice=Choice.REJECT)
    assert settle(missing(AFTER), [*entries(story, "told"), against], terms).state is State.REJECTED


def test_two_who_are_both_unsure_have_not_agreed(missing, wrote, terms):
    both = [wrote("decide", name, choice="unsure") for name in ("王", "李")]
    assert settle(missing(AFTER), both, terms).waits is Waits.ARBITER


def test_two_who_find_no_problem_reject(missing, wrote, terms):
    both = [wrote("decide", name, choice="reject") for name in ("王", "李")]
    assert settle(missing(AFTER), both, terms).state is State.REJECTED


def test_a_supervisor_need_not_wait_but_needs_two_who_agree(story, missing, wrote, terms):
    override = wrote("override", "周", TUESDAY, reason="专项督查限期")
    found = settle(missing(TUESDAY), [*entries(story), override], terms)
    assert (found.state, found.rectify_by) == (State.CONFIRMED, date(2015, 8, 25))
    alone = settle(missing(TUESDAY), [*entries(story, "second", "told"), override], terms)
    assert alone.state is State.UNDER_REVIEW
    silent = settle(missing(TUESDAY), [*entries(story), replace(override, reason=" ")], terms)
    assert silent.waits is Waits.REPLY


def test_a_bureau_that_accepts_ends_the_wait(story, missing, wrote, terms):
    accepts = wrote("reply", "财政局", TUESDAY, "accepts", at=at(TUESDAY, 15))
    assert settle(missing(TUESDAY), [*entries(story), accepts], terms).state is State.CONFIRMED
    assert settle(missing(TUESDAY), [*entries(story, "told"), accepts], terms).waits is Waits.NOTICE


@pytest.mark.parametrize("answer", ["objects", "published", "not_ours"])
def test_a_bureau_that_disputes_is_looked_at_anew(story, missing, wrote, terms, answer):
    answered = wrote("reply", "财政局", date(2015, 8, 13), answer, at=at(date(2015, 8, 13), 15))
    told = [*entries(story), answered]
    found = settle(missing(AFTER), told, terms)
    assert (found.state, found.waits) == (State.DISPUTED, Waits.REVIEWER)
    again = [wrote("decide", name, date(2015, 8, 14), "confirm") for name in ("王", "李")]
    assert settle(missing(AFTER), [*told, again[0]], terms).state is State.DISPUTED
    assert settle(missing(LAST_OF_WINDOW), [*told, *again], terms).waits is Waits.REPLY
    assert settle(missing(AFTER), [*told, *again], terms).state is State.CONFIRMED


def test_what_was_confirmed_and_is_rejected_after_a_dispute_is_withdrawn(story, missing, wrote, terms):
    later = AFTER + timedelta(days=1)
    told = [*entries(story), wrote("reply", "财政局", later, "objects")]
    rejects = [wrote("decide", name, later, "reject", at=at(later, 15)) for name in ("孙", "钱")]
    assert settle(missing(later), told, terms).state is State.DISPUTED
    assert settle(missing(later), [*told, *rejects], terms).state is State.WITHDRAWN


def test_a_withdrawal_stands_until_people_decide_anew(story, missing, wrote, terms):
    told = [*entries(story), wrote("withdraw", "周", AFTER)]
    assert settle(missing(AFTER), told, terms).state is State.WITHDRAWN
    anew = wrote("decide", "王", AFTER, "confirm", at=at(AFTER, 15))
    found = settle(missing(AFTER), [*told, anew], terms)
    assert (found.state, found.waits) == (State.UNDER_REVIEW, Waits.SECOND)


def test_what_is_excused_is_held_against_nobody(story, missing, wrote, terms):
    excused = [*entries(story), wrote("excuse", "周", AFTER)]
    assert settle(missing(AFTER), excused, terms).state is State.EXCUSED


def test_only_what_was_done_by_the_day_counts(story, missing, terms):
    day_before = settle(missing(MONDAY - timedelta(days=1)), entries(story), terms)
    assert day_before.state is State.WAITING
    assert settle(missing(MONDAY), entries(story), terms).waits is Waits.NOTICE


def test_recovery_needs_two_readings(story, published, terms):
    once = settle(published(AFTER, looks=1), entries(story), terms)
    assert (once.state, once.waits) == (State.CONFIRMED, Waits.RECOVERY)
    assert settle(published(AFTER, looks=2), entries(story), terms).state is State.FIXED


def test_what_is_gone_again_has_not_recovered(story, published, made, terms):
    from monitor.evidence import Gone

    gone = Gone(last_present=made.at(MONDAY), first_absent=made.at(MONDAY), confirmed=made.at(MONDAY))
    found = settle(published(AFTER, looks=3, gone=gone), entries(story), terms)
    assert found.state is State.CONFIRMED


def test_a_site_that_is_down_clears_nobody_and_accuses_nobody(story, made, terms):
    from monitor.verdict import reach

    blind = reach(made.evidence(AFTER, date(2015, 7, 10)))
    assert blind.standing is Standing.CANNOT_TELL
    assert settle(blind, entries(story), terms).state is State.CONFIRMED
    assert settle(blind, [], terms).state is State.NONE
    assert settle(blind, entries(story, "second", "told"), terms).state is State.UNDER_REVIEW


def test_one_opinion_about_what_has_since_been_published_is_no_finding(story, published, terms):
    found = settle(published(AFTER), entries(story, "second", "told"), terms)
    assert (found.state, found.claim) == (State.WAITING, "late")


def test_late_is_another_claim_than_missing(story, published, wrote, terms):
    late = [wrote("decide", name, AFTER, "confirm", claim="late") for name in ("王", "李")]
    found = settle(published(AFTER), [*entries(story), *late], terms)
    assert (found.claim, found.state, found.waits) == ("late", State.UNDER_REVIEW, Waits.NOTICE)


def test_nothing_was_put_right_where_only_the_machine_changed_its_mind(made, wrote, terms):
    from monitor.verdict import reach

    late = [wrote("decide", name, choice="confirm", claim="late") for name in ("王", "李")]
    day = date(2015, 7, 1)
    there = made.candidate(lower=None, upper=day, claimed=day, met=(made.at(day), made.at(day)))
    met = reach(made.evidence(AFTER, date(2015, 7, 10), candidates=(there,)))
    assert met.standing is Standing.MET
    found = settle(met, late, terms)
    assert (found.state, found.waits) == (State.UNDER_REVIEW, Waits.SUPERVISOR)


def test_an_audit_of_what_is_met_accuses_nobody(made, wrote, terms):
    from monitor.verdict import reach

    there = made.candidate(lower=None, upper=date(2015, 7, 1))
    met = reach(made.evidence(AFTER, date(2015, 7, 10), candidates=(there,)))
    audit = [wrote("decide", name, choice="reject", claim=claim_of(met)) for name in ("王", "李")]
    assert settle(met, audit, terms).state is State.NONE


ACTS = st.builds(
    lambda act, choice, author, day: Entry(
        id=1, obligation="o", claim="suspected_missing", act=act, choice=choice, author=author, reason="r",
        at=at(MONDAY + timedelta(days=day)), recorded_at=at(MONDAY), as_of=at(MONDAY), digest="",
    ),
    st.sampled_from(Act), st.sampled_from(Choice), st.sampled_from(["a", "b", "c"]), st.integers(0, 20),
)  # fmt: skip


@given(st.lists(ACTS, max_size=12))
def test_no_sequence_of_acts_confirms_without_two_people_and_the_bureaus_say(terms, done):
    ordered = sorted(done, key=lambda one: one.at)
    ruling = fold(ordered, terms.calendar, terms.reply_days, terms.zone)
    moment = at(MONDAY + timedelta(days=40))
    if ruling.confirmed(terms.calendar, terms.reply_days, moment, terms.zone):
        people = {one.author for one in ordered if one.act in SAYS and one.choice is Choice.CONFIRM}
        assert len(people) >= 2
        assert any(one.act in {Act.NOTIFY, Act.OVERRIDE} for one in ordered)
        assert ruling.seats


@pytest.mark.parametrize(
    ("act", "choice"),
    [("decide", ""), ("decide", "accepts"), ("notify", "confirm"), ("reply", ""), ("arbitrate", "unsure")],
)
def test_an_act_says_only_what_it_can(wrote, act, choice):
    assert "cannot say" in objection(Ruling(), wrote(act, "王", choice=choice))
