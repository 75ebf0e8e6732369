"""A list page gives notices and sightings once, whatever order and how often it is read."""

from datetime import date

import pytest
from sqlalchemy import func, select

from crawler.store.database import reading
from crawler.store.tables import fetch, notice, sighting
from crawler.words import Ending, Outcome


def count(engine, table):
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_rows_come_back_in_their_order(scribe):
    rows = [scribe.row(n) for n in (3, 1, 2)]
    seen = scribe.page(scribe.reading(), *rows)
    assert [one.row for one in seen] == rows
    assert [one.sighting for one in seen] == sorted(one.sighting for one in seen)
    assert all(one.new for one in seen)


def test_the_same_row_is_never_a_second_sighting(scribe, engine):
    first = scribe.page(scribe.reading(), scribe.row(1), scribe.row(2))
    again = scribe.page(scribe.reading(), scribe.row(2), scribe.row(3), scribe.row(1))
    assert [one.new for one in again] == [False, True, False]
    assert {one.sighting for one in first} < {one.sighting for one in again}
    assert (count(engine, notice), count(engine, sighting)) == (3, 3)


def test_a_row_twice_on_a_page_is_one(scribe, engine):
    seen = scribe.page(scribe.reading(), scribe.row(1, pinned=True), scribe.row(2), scribe.row(1))
    assert seen[0].sighting == seen[2].sighting
    assert (count(engine, notice), count(engine, sighting)) == (2, 2)


@pytest.mark.parametrize(
    ("change", "new"),
    [
        pytest.param({"title": " 公告　1 "}, False, id="white space"),
        pytest.param({"pinned": True}, False, id="a pin"),
        pytest.param({"title": "公告 一"}, True, id="another title"),
        pytest.param({"claimed": date(2015, 5, 1)}, True, id="another date"),
        pytest.param({"claimed": None}, True, id="the date gone"),
    ],
)
def test_what_makes_another_sighting_of_the_same_notice(scribe, change, new):
    first = scribe.page(scribe.reading(), scribe.row(1))[0]
    second = scribe.page(scribe.reading(), scribe.row(1, **change))[0]
    assert second.notice == first.notice
    assert second.new is new


def test_another_column_sees_the_notice_for_itself(scribe, engine):
    first = scribe.page(scribe.reading("notices"), scribe.row(1))[0]
    second = scribe.page(scribe.reading("news"), scribe.row(1))[0]
    assert second.notice == first.notice
    assert second.new
    assert count(engine, sighting) == 2


def test_a_reading_grows_page_by_page(scribe):
    number = scribe.reading()
    pinned = scribe.row(9, claimed=date(2010, 1, 1), pinned=True)
    first = scribe.page(number, pinned, scribe.row(1, claimed=date(2015, 6, 3)))
    second = scribe.page(number, pinned, scribe.row(2, claimed=date(2015, 5, 1)), scribe.row(3, claimed=None))
    scribe.end(number, Ending.COVERED)
    (found,) = scribe.reader.readings("harbour")
    assert (found.pages, found.oldest, found.newest) == (2, date(2015, 5, 1), date(2015, 6, 3))
    assert found.sightings == (first[0].sighting, first[1].sighting, second[1].sighting, second[2].sighting)
    assert (found.ending, found.complete) == (Ending.COVERED, True)


def test_an_empty_page_counts_as_looked_at(scribe, engine):
    number = scribe.reading()
    assert scribe.page(number) == []
    assert scribe.reader.readings("harbour")[0].pages == 1
    assert count(engine, fetch) == 1


def test_hostile_text_is_stored(scribe):
    scribe.page(scribe.reading(), scribe.row(1, title="a\x00b\ud800'; DROP TABLE notice; --"))
    assert scribe.reader.sightings("harbour")[0].title == "ab?'; DROP TABLE notice; --"


def test_a_long_list_takes_few_statements(scribe, engine, statements):
    number = scribe.reading()
    with statements(engine) as seen:
        scribe.page(number, *(scribe.row(n) for n in range(200)))
    assert len([one for one in seen if not one.startswith("BEGIN")]) <= 7, "\n".join(seen)


def test_nothing_is_recorded_when_the_transaction_fails(scribe, engine):
    number = scribe.reading()

    def killed():
        with scribe.writer.transaction() as facts:
            facts.record_list_page(number, scribe.fetch(), [scribe.row(1)])
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        killed()
    assert (count(engine, notice), count(engine, sighting), count(engine, fetch)) == (0, 0, 0)
    assert scribe.reader.readings("harbour")[0].pages == 0


def test_the_request_has_the_column_of_its_reading(scribe, engine):
    scribe.page(scribe.reading("news"))
    with reading(engine) as connection:
        found = connection.execute(select(fetch.c.column, fetch.c.outcome)).one()
    assert tuple(found) == ("news", Outcome.OK)
