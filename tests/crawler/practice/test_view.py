"""Tests of what a list shows on a day, and in which order."""

from datetime import date

from crawler.practice import view


def test_pinned_rows_stand_first_and_the_rest_by_date(city):
    bureau = city.by_id["zhujian"]
    rows = view.rows(bureau, bureau.columns[0], city.last)
    pinned = [one.pinned for one in rows]
    assert pinned == sorted(pinned, reverse=True)
    claimed = [one.claimed for one in rows if not one.pinned]
    assert claimed == sorted(claimed, reverse=True)


def test_a_back_dated_row_stands_where_it_claims_to_belong(city):
    bureau = city.by_id["shichang"]
    rows = view.rows(bureau, bureau.column("xxgknb"), date(2015, 7, 2))
    late = next(at for at, one in enumerate(rows) if one.appears == date(2015, 7, 2))
    assert rows[late].claimed == date(2015, 3, 30)
    assert all(one.claimed <= date(2015, 3, 30) for one in rows[late:])


def test_pages_share_the_rows_out_without_loss(city):
    bureau = city.by_id["minzheng"]
    column = bureau.columns[0]
    rows = view.rows(bureau, column, city.last)
    parts = [view.page(column, rows, number) for number in range(1, view.pages(column, len(rows)) + 1)]
    assert len(parts) > 2
    assert [one for part in parts for one in part] == rows
    assert view.pages(column, 0) == 1


def test_a_long_title_is_cut_and_a_short_one_is_not():
    assert view.shown("短标题") == "短标题"
    assert view.shown("长" * 40) == "长" * 26 + "…"
