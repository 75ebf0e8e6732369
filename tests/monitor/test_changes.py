"""Two days beside each other: every change has one cause, and each cause is brought about once."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from crawler.clock import fixed_clock
from monitor.changes import Cause, compare
from monitor.judge import judge
from monitor.review.entry import claim_of
from monitor.review.state import Review
from monitor.review.words import State
from monitor.show_changes import say_cause, say_why
from monitor.store import kept_on, store_verdicts
from monitor.words import Flag, Standing

KEY = "caizheng/C02.1/望财罚字〔2015〕{}号"
MISSING, LATE, EDITED = KEY.format(3), KEY.format(2), KEY.format(5)


@pytest.fixture(scope="module")
def on(watched, story):
    """Return the judgement of a day; each is made once."""
    made = {}

    def day(month, number):
        if (month, number) not in made:
            made[month, number] = judge(*watched, as_of=story.end_of(date(2015, month, number)))
        return made[month, number]

    return day


def causes(found):
    return {one.key: (one.cause, one.why) for one in found.changes}


def test_the_same_day_twice_has_no_change(on):
    found = compare(on(8, 10), on(8, 10))
    assert (found.changes, found.unchanged) == ((), len(on(8, 10).verdicts))


@pytest.mark.parametrize(
    ("first", "second", "key", "cause", "why"),
    [
        pytest.param((7, 6), (7, 10), MISSING, Cause.CALENDAR, "due_passed", id="its last day passed"),
        pytest.param((7, 10), (7, 31), MISSING, Cause.CALENDAR, "grace_over", id="the wait is over"),
        pytest.param((8, 10), (8, 16), MISSING, Cause.CRAWL, "looked_otherwise", id="nobody looked since"),
        pytest.param((7, 10), (7, 22), LATE, Cause.DATA, "notice_came", id="published late"),
        pytest.param((6, 25), (7, 3), EDITED, Cause.DATA, "notice_changed", id="changed silently"),
        pytest.param((7, 10), (7, 20), EDITED, Cause.DATA, "notice_went", id="taken down"),
        pytest.param((8, 1), (8, 10), KEY.format(7), Cause.DATA, "owed_by_event", id="something happened"),
    ],
)
def test_each_change_has_its_cause(on, first, second, key, cause, why):
    assert causes(compare(on(*first), on(*second)))[key] == (cause, why)


def test_every_pair_of_days_adds_up(on):
    days = [on(6, 20), on(7, 3), on(7, 20), on(8, 10)]
    for before, after in pairwise(days):
        found = compare(before, after)
        keys = {one.key for one in (*before.verdicts, *after.verdicts)}
        assert sum(found.counts().values()) == len(found.changes)
        assert len(found.changes) + found.unchanged == len(keys)
        assert all(one.before != one.after for one in found.changes)


@pytest.mark.parametrize(
    ("state", "cause"), [(State.CONFIRMED, Cause.CALENDAR), (State.FIXED, Cause.CRAWL)], ids=str
)
def test_a_state_that_moves_by_itself_is_time_or_another_reading(on, state, cause):
    before = on(8, 10)
    told = replace(before, reviews=before.reviews | {MISSING: Review(state=State.UNDER_REVIEW, claim="x")})
    after = replace(before, reviews=before.reviews | {MISSING: Review(state=state, claim="x")})
    assert causes(compare(told, after)) == {
        MISSING: (cause, "reply_time_over" if cause is Cause.CALENDAR else "seen_again")
    }


def test_what_people_decided_is_a_decision(on, made):
    from monitor.review.entry import Entry
    from monitor.review.words import Act, Choice

    before = on(8, 10)
    verdict = before.verdict(MISSING)
    entry = Entry(
        obligation=MISSING, claim=claim_of(verdict), act=Act.DECIDE, choice=Choice.CONFIRM, author="王", reason="r",
        at=made.at(date(2015, 8, 10)), recorded_at=made.at(date(2015, 8, 10)), as_of=verdict.as_of, digest="",
    )  # fmt: skip
    review = Review(state=State.UNDER_REVIEW, claim=entry.claim, entries=(entry,))
    after = replace(before, reviews=before.reviews | {MISSING: review})
    assert causes(compare(before, after)) == {MISSING: (Cause.DECISION, "decided")}


@pytest.fixture
def kept(own, story):
    """Return what was kept on the tenth of August, after it was changed so."""
    engine = own[1]
    judged = judge(*own, as_of=story.end_of(date(2015, 8, 10)))
    store_verdicts(engine, judged, fixed_clock(story.end_of(date(2015, 8, 10))))
    found = kept_on(engine, judged.as_of - timedelta(days=1), judged.as_of)

    def changed(*, key=MISSING, snapshot=None, **stored):
        one = replace(found.verdicts[key], **stored)
        return judged, replace(found, verdicts=found.verdicts | {key: one}, **(snapshot or {}))

    return changed


def test_what_was_kept_and_is_said_again_is_no_change(kept):
    judged, found = kept()
    assert compare(judged, judged, found).changes == ()


@pytest.mark.parametrize(
    ("snapshot", "stored", "cause", "why"),
    [
        pytest.param({"edition_digest": "old"}, {}, Cause.RULE, "edition_changed", id="another catalogue"),
        pytest.param({}, {"rules": {"published_by_due_date": 0}}, Cause.RULE, "rule_changed", id="another rule"),
        pytest.param({"calendar_digest": "old"}, {"due": date(2015, 7, 6)}, Cause.CALENDAR, "calendar_corrected", id="another last day"),
        pytest.param({"calendar_digest": "old", "edition_digest": "old"}, {}, Cause.RULE, "edition_changed", id="same last day"),
        pytest.param({}, {}, Cause.RULE, "judged_anew", id="nobody knows by what"),
        pytest.param({"law": "old"}, {}, Cause.RULE, "judged_anew", id="another matcher"),
        pytest.param({"law": "SAME"}, {}, Cause.DECISION, "written_anew", id="all as it was but what people wrote"),
        pytest.param({"edition_digest": "", "calendar_digest": ""}, {}, Cause.RULE, "judged_anew", id="of an older program"),
    ],
)  # fmt: skip
def test_what_would_be_told_otherwise_of_the_same_day(kept, snapshot, stored, cause, why):
    law = {"law": kept()[0].law} if snapshot.get("law") == "SAME" else {}
    judged, found = kept(snapshot=snapshot | law, standing=Standing.MET, flags=(Flag.STALE,), **stored)
    compared = compare(judged, judged, found)
    assert causes(compared) == {MISSING: (cause, why)}
    assert compared.changes[0].before.standing is Standing.MET


def test_nothing_kept_of_the_day_is_nothing(own, story):
    judged = judge(*own, as_of=story.end_of(date(2015, 8, 10)))
    store_verdicts(own[1], judged, fixed_clock(judged.as_of))
    assert kept_on(own[1], story.end_of(date(2015, 8, 11)), story.end_of(date(2015, 8, 12))) is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_cause_is_said(lang):
    assert len({say_cause(one, lang) for one in Cause}) == len(Cause)
    assert say_why("notice_came", lang)
