"""Entries on both databases: kept whole or not at all, held against those before, and never two seats too many."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.clock import SHANGHAI
from crawler.errors import UsageError
from monitor.review.entry import Entry, name_of
from monitor.review.rounds import double_coded
from monitor.review.ruling import fold
from monitor.review.sight import seen_in
from monitor.review.store import add_entries, history
from monitor.review.words import Act, Choice
from monitor.store import prepare_judgement

MONDAY = date(2015, 8, 10)


@pytest.fixture
def kept(engine):
    """A database of each kind with the tables of review."""
    prepare_judgement(engine)
    return engine


def test_what_is_kept_comes_back_in_order(kept, wrote, terms):
    made = [
        wrote("decide", "王", choice="confirm", reason="=1+1 看过"),
        wrote("decide", "李", MONDAY + timedelta(days=1), choice="confirm", link="http://a.test/"),
    ]
    assert add_entries(kept, made, terms) == 2
    (entries,) = history(kept).values()
    assert [replace(one, id=1) for one in entries] == made
    assert [one.choice for one in entries] == [Choice.CONFIRM, Choice.CONFIRM]
    assert list(history(kept, made[0].at).values()) == [entries[:1]]


def test_a_wrong_one_takes_the_others_with_it(kept, wrote, terms):
    early = wrote("notify", "周")
    with pytest.raises(UsageError, match="only what two people agree on"):
        add_entries(kept, [wrote("decide", "王", choice="confirm"), early], terms)
    assert history(kept) == {}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"at": datetime(2015, 8, 9, 9, tzinfo=SHANGHAI)}, "done later already", id="before the last"),
        pytest.param({"at": datetime(2015, 8, 12, 9, tzinfo=SHANGHAI)}, "has not come yet", id="a day to come"),
        pytest.param({"author": " "}, "author and a reason", id="nobody"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(kept, wrote, terms, change, says):
    add_entries(kept, [wrote("decide", "王", choice="confirm")], terms)
    with pytest.raises(UsageError, match=says):
        add_entries(kept, [replace(wrote("decide", "李", choice="confirm"), **change)], terms)


def test_of_many_at_once_only_two_get_a_seat(kept, wrote, terms):
    def sit(name):
        try:
            return add_entries(kept, [wrote("decide", name, choice="confirm")], terms)
        except UsageError:
            return 0

    with ThreadPoolExecutor(6) as crowd:
        seated = sum(crowd.map(sit, "甲乙丙丁戊己"))
    assert seated == 2
    (entries,) = history(kept).values()
    assert len({one.author for one in entries}) == 2


def entry(act, choice, author, at):
    moment = datetime(2015, 8, 10, 9, tzinfo=SHANGHAI) + timedelta(hours=at)
    return Entry(
        id=at + 1, obligation="o", claim="late", act=act, choice=choice, author=author, reason="r", at=moment,
        recorded_at=moment, as_of=moment, digest="",
    )  # fmt: skip


ACTS = st.lists(
    st.tuples(st.sampled_from(Act), st.sampled_from(Choice), st.sampled_from(["a", "b", "c"])), max_size=10
)


@given(ACTS, st.sampled_from(["", "a", "b", "c", "d"]))
def test_nobody_ever_sees_the_half_of_a_round_that_is_not_theirs(terms, done, reader):
    entries = [entry(*one, at) for at, one in enumerate(done)]
    ruling = fold(entries, terms.calendar, terms.reply_days, terms.zone)
    seen = seen_in(entries, terms, reader)
    assert set(seen) <= set(entries)
    if len(ruling.panel) == 1 and name_of(ruling.panel[0].author) != name_of(reader):
        assert ruling.panel[0] not in seen
    else:
        assert list(seen) == entries


@given(ACTS)
def test_a_panel_is_of_two_different_people_at_most(terms, done):
    entries = tuple(entry(*one, at) for at, one in enumerate(done))
    for panel in double_coded([entries], terms):
        assert 1 <= len(panel) <= 2
        assert len({name_of(one.author) for one in panel}) == len(panel)
        assert all(one.act is Act.DECIDE for one in panel)


def test_each_round_counts_by_itself(terms):
    said = [
        ("decide", "confirm", "a"),
        ("decide", "reject", "b"),
        ("withdraw", "", "z"),
        ("decide", "confirm", "c"),
    ]
    entries = tuple(entry(Act(act), Choice(choice), who, at) for at, (act, choice, who) in enumerate(said))
    panels = double_coded([entries], terms)
    assert [[one.author for one in panel] for panel in panels] == [["a", "b"], ["c"]]
