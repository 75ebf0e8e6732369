from datetime import date

import pytest

from crawler.extract.dates import find_dates, read_date
from crawler.extract.months import MonthNames, month_numbers


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("Vastgesteld op 5 november 2024", date(2024, 11, 5), id="Dutch"),
        pytest.param("12 mrt. 2025", date(2025, 3, 12), id="Dutch, short"),
        pytest.param("24 June 2015 14:40", date(2015, 6, 24), id="English with a time"),
        pytest.param("1\xa0mei\xa02024", date(2024, 5, 1), id="hard blanks"),
        pytest.param("31 april 2024", None, id="no such day"),
        pytest.param("5 brumaire 1799", None, id="no month known here"),
        pytest.param("november 2024", None, id="a month alone"),
        pytest.param("besluit 1235 november 2024", None, id="the end of a number"),
    ],
)
def test_a_month_may_be_a_word(text, day):
    assert read_date(text) == day


def test_the_passage_is_told_as_it_stands():
    found = next(find_dates("Datum besluit: 4 November 2024."))
    assert (found.text, found.start) == ("4 November 2024", 15)


def test_every_language_has_its_twelve_months():
    assert set(month_numbers().values()) == set(range(1, 13))
    with pytest.raises(ValueError, match="has 11 months"):
        MonthNames(id="xx", months=("a",) * 11)


def test_a_long_row_of_words_costs_no_time():
    assert list(find_dates("5 november " * 20_000)) == []
