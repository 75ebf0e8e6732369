from datetime import date

from crawler.health.shape import shape_of
from crawler.records import Row

LATEST = date(2015, 7, 8)


def row(title="公告", day=None, pinned=False):
    return Row(title=title, url="http://h.example/a", claimed=day, pinned=pinned)


def test_counts_what_a_page_has():
    rows = [row("甲", date(2015, 7, 1)), row("乙", date(2015, 6, 1)), row("丙"), row(" ")]
    shape = shape_of(rows, LATEST)
    assert (shape.rows, shape.dated, shape.titled) == (4, 2, 3)
    assert (shape.oldest, shape.newest) == (date(2015, 6, 1), date(2015, 7, 1))


def test_pinned_rows_come_and_go():
    assert shape_of([row("甲", pinned=True), row("乙")], LATEST).rows == 1


def test_a_list_of_pinned_rows_is_still_a_list():
    assert shape_of([row("甲", pinned=True)], LATEST).rows == 1


def test_an_absurd_date_is_counted_and_moves_nothing():
    shape = shape_of([row("甲", date(2099, 1, 1)), row("乙", date(2015, 6, 1))], LATEST)
    assert (shape.ahead, shape.newest) == (1, date(2015, 6, 1))
