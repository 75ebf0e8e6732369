from datetime import date, timedelta

import pytest

from crawler.cms.page import ListRead, PageRequest
from crawler.memory import Memory
from crawler.outcomes import Judged
from crawler.reading import ColumnReading, Ended
from crawler.records import Row
from crawler.registry import Column
from crawler.store.facts import SeenRow
from crawler.words import Ending, Outcome

NEWEST = date(2015, 6, 30)
MORE = (PageRequest(url="http://h.example/next"),)


def row(at, *, days=0, dated=True, pinned=False):
    claimed = NEWEST - timedelta(days=days) if dated else None
    return Row(title=f"第{at}号", url=f"http://h.example/a/{at}.html", claimed=claimed, pinned=pinned)


def begin(*, known_to=0, complete=None, **column):
    complete = known_to > 0 if complete is None else complete
    return ColumnReading(
        column=Column(id="tzgg", name="通知公告", url="/tzgg/", **column),
        memory=Memory(complete=complete, known_to=known_to, newest=NEWEST if complete else None),
        window=timedelta(days=30),
        latest=NEWEST + timedelta(days=60),
    )


def take(state, rows, *, first=1, more=True, **read):
    seen = [
        SeenRow(row=one, notice=first + at, sighting=first + at, new=False) for at, one in enumerate(rows)
    ]
    return state.take(ListRead(rows=tuple(rows), following=MORE if more else (), **read), seen)


def test_a_column_never_read_completely_is_read_to_its_end():
    state = begin()
    assert take(state, [row(1, days=400)]) is None
    assert take(state, [row(2, days=500)], first=2, more=False).ending is Ending.EXHAUSTED


def test_known_ground_beyond_the_window_is_enough():
    state = begin(known_to=100)
    assert take(state, [row(1), row(2, days=3)]) is None
    assert take(state, [row(3, days=31), row(4, days=40)], first=3).ending is Ending.COVERED


def test_known_ground_within_the_window_is_not():
    state = begin(known_to=100)
    assert take(state, [row(1, days=30)]) is None
    assert take(state, [row(2, days=31)], first=2).ending is Ending.COVERED


def test_something_unseen_on_the_page_leads_on():
    state = begin(known_to=2)
    assert take(state, [row(1, days=90), row(2, days=91), row(3, days=92)]) is None


def test_what_only_an_unfinished_reading_saw_is_unseen():
    state = begin(known_to=5)
    assert take(state, [row(1, days=90)], first=6) is None


def test_pinned_rows_neither_stop_a_reading_nor_keep_it_going():
    state = begin(known_to=100)
    assert take(state, [row(1, days=900, pinned=True), row(2)]) is None
    assert take(state, [row(3, days=0, pinned=True), row(4, days=60)], first=3).ending is Ending.COVERED


def test_the_window_reaches_back_from_what_this_reading_found_too():
    state = begin(known_to=100)
    late = Row(title="新", url="http://h.example/new", claimed=NEWEST + timedelta(days=40))
    assert take(state, [late, row(1, days=0)]) is None
    assert take(state, [row(2, days=1)], first=3).ending is Ending.COVERED


def test_without_dates_two_quiet_pages_are_asked_for():
    state = begin(known_to=100)
    assert take(state, [row(1, dated=False)]) is None
    assert take(state, [row(2, dated=False)], first=2).ending is Ending.COVERED


def test_an_unseen_row_breaks_the_quiet():
    state = begin(known_to=100)
    assert take(state, [row(1, dated=False)]) is None
    assert take(state, [row(2, dated=False)], first=101) is None
    assert take(state, [row(3, dated=False)], first=3) is None


@pytest.mark.parametrize(
    ("rows", "read", "ending"),
    [
        pytest.param([], {"says_empty": True}, Ending.EMPTY, id="it says so"),
        pytest.param([], {}, Ending.PARSE_ZERO, id="it does not say so"),
        pytest.param([row(1)], {}, Ending.EXHAUSTED, id="one page"),
        pytest.param([row(1)], {"total_pages": 1, "total_rows": 1}, Ending.EXHAUSTED, id="as promised"),
        pytest.param([row(1)], {"total_pages": 3}, Ending.LOST_NEXT, id="pages were promised"),
        pytest.param([row(1)], {"total_rows": 40}, Ending.LOST_NEXT, id="rows were promised"),
    ],
)
def test_how_a_reading_of_one_page_ends(rows, read, ending):
    assert take(begin(), rows, more=False, **read).ending is ending


@pytest.mark.parametrize(
    ("rows", "ending"),
    [
        pytest.param([row(1), row(2)], Ending.REPEATED_PAGE, id="the same page again"),
        pytest.param([row(2)], Ending.REPEATED_PAGE, id="a part of it"),
        pytest.param([row(2), row(3)], None, id="shifted by a new row"),
        pytest.param([row(1, pinned=True), row(3)], None, id="a pinned row again"),
        pytest.param([row(1, pinned=True)], Ending.REPEATED_PAGE, id="nothing but a pinned row"),
    ],
)
def test_a_page_that_repeats_is_noticed(rows, ending):
    state = begin()
    take(state, [row(1), row(2)])
    ended = take(state, rows, first=10)
    assert (ended.ending if ended else None) is ending


def test_a_list_without_end_is_left():
    state = begin(max_pages=3)
    assert [take(state, [row(at)], first=at) for at in (1, 2)] == [None, None]
    assert take(state, [row(3)], first=3).ending is Ending.TOO_MANY_PAGES


@pytest.mark.parametrize(
    ("count", "more", "read", "ending"),
    [
        pytest.param(4, False, {}, Ending.DRIFT, id="too few at the end"),
        pytest.param(5, False, {}, Ending.EXHAUSTED, id="enough"),
        pytest.param(0, False, {"says_empty": True}, Ending.DRIFT, id="suddenly empty"),
    ],
)
def test_fewer_rows_than_in_health_are_drift(count, more, read, ending):
    rows = [row(at) for at in range(count)]
    assert take(begin(min_rows=5), rows, more=more, **read).ending is ending


@pytest.mark.parametrize(
    ("outcome", "pages", "ending"),
    [
        pytest.param(Outcome.BLOCKED, 0, Ending.BLOCKED, id="refused"),
        pytest.param(Outcome.CHALLENGE, 1, Ending.BLOCKED, id="challenged later"),
        pytest.param(Outcome.ROBOTS, 0, Ending.FORBIDDEN_BY_ROBOTS, id="robots.txt"),
        pytest.param(Outcome.NOT_FOUND, 0, Ending.NOT_FOUND, id="the column is not there"),
        pytest.param(Outcome.SOFT_404, 0, Ending.NOT_FOUND, id="the column is softly not there"),
        pytest.param(Outcome.NOT_FOUND, 1, Ending.LOST_NEXT, id="the next page is not there"),
        pytest.param(Outcome.SOFT_404, 1, Ending.LOST_NEXT, id="the next page is softly not there"),
        pytest.param(Outcome.TIMEOUT, 0, Ending.UNREACHABLE, id="no answer"),
        pytest.param(Outcome.TLS, 0, Ending.UNREACHABLE, id="no trust"),
        pytest.param(Outcome.DNS, 0, Ending.UNREACHABLE, id="no name"),
        pytest.param(Outcome.SERVER_ERROR, 1, Ending.UNREACHABLE, id="a failing server"),
        pytest.param(Outcome.TRUNCATED, 0, Ending.UNREACHABLE, id="half a page"),
    ],
)
def test_a_page_that_did_not_come_never_completes(outcome, pages, ending):
    state = begin()
    for at in range(pages):
        take(state, [row(at)], first=at + 1)
    ended = state.failed(Judged(outcome=outcome, detail="why"), ListRead(following=MORE))
    assert ended.ending is ending
    assert not ended.ending.complete
    assert "why" in ended.detail


def test_what_lies_behind_a_robots_failure_names_the_ending():
    judged = Judged(outcome=Outcome.ROBOTS, behind=Outcome.CHALLENGE)
    assert begin().failed(judged, None).ending is Ending.BLOCKED


def test_a_family_may_not_publish_its_oldest_pages():
    state = begin()
    for at in range(50):
        take(state, [row(at)], first=at + 1)
    missing = Judged(outcome=Outcome.NOT_FOUND)
    assert state.failed(missing, ListRead(following=MORE, end_from=51)).ending is Ending.EXHAUSTED
    assert state.failed(missing, ListRead(following=MORE, end_from=52)).ending is Ending.LOST_NEXT


def test_a_date_in_the_far_future_does_not_move_the_window():
    state = begin(known_to=100)
    slip = Row(title="误", url="http://h.example/slip", claimed=date(2099, 1, 1))
    assert take(state, [slip, row(1, days=2)]) is None
    assert take(state, [row(2, days=29)], first=3) is None


def rising(*days, first=1):
    return [row(at, days=one) for at, one in enumerate(days, first)]


def test_a_list_that_begins_with_the_oldest_is_read_to_its_end():
    state = begin(known_to=100)
    assert take(state, rising(400, 390, 380)) is None
    assert take(state, rising(370, 360, 350, first=4), first=4) is None
    assert take(state, [row(9, days=0)], first=101, more=False).ending is Ending.EXHAUSTED


@pytest.mark.parametrize(
    "days",
    [
        pytest.param((380, 390, 400), id="falling"),
        pytest.param((400, 400, 400), id="level"),
        pytest.param((400, 390), id="too few to tell"),
        pytest.param((400, 380, 390), id="no order"),
    ],
)
def test_other_orders_stop_on_known_ground(days):
    assert take(begin(known_to=100), rising(*days)).ending is Ending.COVERED


def test_pinned_rows_make_no_order():
    rows = [row(1, days=900, pinned=True), row(2, days=400), row(3, days=390)]
    assert take(begin(known_to=100), rows).ending is Ending.COVERED


def test_a_page_of_the_list_is_known_by_one_of_its_rows():
    state = begin()
    take(state, [row(1), row(2)])
    assert state.knows(ListRead(rows=(row(2), row(3))))
    assert not state.knows(ListRead(rows=(row(3),)))
    assert not state.knows(ListRead())


def test_a_page_that_repeats_itself_under_other_addresses_ends_the_reading():
    said = [(f"关于第{at}号事项的公告", date(2015, 6, at)) for at in range(1, 5)]

    def read(folder):
        rows = tuple(
            Row(title=title, url=f"http://h.example/{folder}{at}.html", claimed=day, pinned=False)
            for at, (title, day) in enumerate(said)
        )
        return ListRead(rows=rows, following=(PageRequest(url=f"http://h.example/{folder}a/"),))

    reading = ColumnReading(
        column=Column(id="c", name="栏目", url="/"),
        memory=Memory(),
        window=timedelta(days=30),
        latest=date(2015, 7, 1),
    )
    assert reading.take(read("a/"), []) is None
    assert reading.take(read("a/a/"), []).ending is Ending.REPEATED_PAGE


@pytest.mark.parametrize(
    ("before", "accepted", "estranged"),
    [
        pytest.param((5, 6, 7), False, True, id="several rows before"),
        pytest.param((5,), False, False, id="one row before, which may have been taken back"),
        pytest.param((), False, False, id="none before"),
        pytest.param((5, 6, 7), True, False, id="a person said that it is right so"),
    ],
)
def test_a_column_that_had_rows_and_says_it_is_empty_is_another_page(before, accepted, estranged):
    state = ColumnReading(
        column=Column(id="c", name="栏目", url="/"),
        memory=Memory(last=before, accepted=accepted),
        window=timedelta(days=30),
        latest=NEWEST,
    )
    assert state.estranged(Ended(ending=Ending.EMPTY)) is estranged
