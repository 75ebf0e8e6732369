"""What is said of a site: withdrawals, returns, publication anew, insertions with old dates, and the quiet of everything else."""

from datetime import date, timedelta

import pytest

from crawler.words import Ending, Outcome
from monitor.history.insertions import Many
from monitor.history.site import history_of

BODY = "一、请于7月1日前报送。\n二、补助标准为每户5000元。\n三、由各街道组织实施。"
GONE, OUT = Outcome.NOT_FOUND, Outcome.BLOCKED


def history(board, **more):
    return history_of("web", board.known(**more), Many(notices=3, days=7))


def test_nothing_becomes_of_what_stays(board):
    board.put("甲", range(20), body=BODY)
    found = history(board)
    assert (found.edited, found.republished, found.absences, found.backdated, found.bulk) == ((),) * 5
    assert found.quiet == 19, "other bytes at every look"


@pytest.mark.parametrize(
    ("shown", "page", "broken", "absences"),
    [
        pytest.param([*range(5)], {5: GONE}, {}, [(4, None)], id="gone"),
        pytest.param([*range(5), *range(9, 20)], {5: GONE}, {}, [(4, 9)], id="gone and back"),
        pytest.param([*range(5), *range(6, 20)], {5: GONE}, {}, [], id="absent at one look"),
        pytest.param([*range(5), *range(8, 11), *range(14, 20)], {}, {}, [(4, 8), (10, 14)], id="twice"),
        pytest.param([*range(5), *range(9, 20)], {}, dict.fromkeys(range(5, 9), Ending.BLOCKED), [], id="not looked"),
        pytest.param([*range(5), *range(9, 20)], {6: OUT}, dict.fromkeys(range(5, 9), Ending.UNREACHABLE), [], id="site down"),
        pytest.param([*range(18)], {18: GONE}, {19: Ending.BLOCKED}, [], id="seen gone once, then blocked"),
        pytest.param(
            [*range(5), *range(9, 20)], {5: GONE, 6: GONE, 7: GONE}, dict.fromkeys(range(5, 9), Ending.NOT_FOUND), [],
            id="the whole site says 404",
        ),
    ],
)  # fmt: skip
def test_absences_are_seen_twice_and_never_guessed(board, moment, shown, page, broken, absences):
    board.put("甲", shown, page=page)
    board.put("常设", range(20))
    board.broken = broken
    found = history(board).absences
    assert [(one.gone.last_present.day, one.restored and one.restored.day) for one in found] == [
        (moment(last).day, back and moment(back).day) for last, back in absences
    ]


def test_a_longer_window_wants_looks_further_apart(board):
    board.put("甲", range(5))
    board.days = 7
    assert len(history(board).absences) == 1
    assert history(board, n1={"apart": timedelta(hours=72)}).absences == ()


@pytest.mark.parametrize(
    ("title", "body", "changed"),
    [
        pytest.param("甲", BODY, False, id="the same text"),
        pytest.param("甲", BODY + "\n四、另行通知。", True, id="a sentence more"),
        pytest.param("甲", "完全是另外一件事情。", None, id="another text under the same title"),
        pytest.param("乙", BODY, None, id="the same text under another title"),
    ],
)
def test_a_document_at_another_address_is_told(board, title, body, changed):
    old = board.put("甲", range(8), body=BODY)
    new = board.put(title, range(8, 20), body=body)
    found = history(board)
    assert [(one.of, one.notice, one.changed) for one in found.republished] == (
        [] if changed is None else [(old, new, changed)]
    )
    assert [one.moved_to for one in found.absences] == [None if changed is None else new]


def test_twins_of_the_first_look_are_not_published_anew(board):
    board.put("甲", range(20), body=BODY)
    board.put("甲", range(20), body=BODY)
    assert history(board).republished == ()


def day(number):
    return date(2015, 7, 1) + timedelta(days=number)


@pytest.mark.parametrize(
    ("came", "claimed", "days"),
    [
        pytest.param(10, day(10), None, id="dated when it came"),
        pytest.param(10, day(9), None, id="dated on the day of the look without it"),
        pytest.param(10, day(8), 1, id="dated before the look without it"),
        pytest.param(0, day(-90), None, id="there at our first look"),
    ],
)
def test_a_date_before_the_interval_is_told(board, came, claimed, days):
    board.put("甲", range(came, 20), claimed=claimed)
    assert [one.days for one in history(board).backdated] == ([] if days is None else [days])


def test_where_nobody_looked_the_date_may_be_right(board):
    board.put("甲", range(10, 20), claimed=day(6))
    board.broken = dict.fromkeys(range(6, 10), Ending.BLOCKED)
    assert history(board).backdated == ()


def test_what_only_moved_is_not_inserted_with_an_old_date(board):
    board.put("甲", range(8), body=BODY, claimed=day(-30))
    board.put("甲", range(8, 20), body=BODY, claimed=day(-30))
    assert history(board).backdated == ()


@pytest.mark.parametrize(
    ("ages", "bulk"),
    [
        pytest.param([10, 20, 30], 1, id="three at once"),
        pytest.param([10, 20], 0, id="too few"),
        pytest.param([10, 20, 3], 0, id="one of them nearly new"),
    ],
)
def test_many_at_one_look_are_told_together(board, ages, bulk):
    numbers = [board.put(f"甲{age}", range(10, 20), claimed=day(9 - age)) for age in ages]
    board.put("丙", range(12, 20), claimed=day(-9))
    found = history(board)
    assert len(found.bulk) == bulk
    if bulk:
        [many] = found.bulk
        assert many.notices == tuple(numbers)
        assert (many.oldest, many.newest, many.column) == (day(-21), day(-1), "通知公告")


def test_a_date_that_it_got_later_is_no_insertion(board):
    board.put("甲", range(10, 20))
    [one] = board.known()
    later = one.sightings[0].__class__(
        **{**vars(one.sightings[0]), "id": 9, "reading": 15, "claimed": day(-20)}
    )
    assert history(board, n1={"sightings": (*one.sightings, later)}).backdated == ()
