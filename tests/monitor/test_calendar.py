from datetime import date, timedelta

import chinese_calendar
import pytest
from chinese_calendar import constants
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import InvalidFile, UsageError
from monitor.calendar import DayKind, load_calendar

CHINA = load_calendar("china")
KNOWN = st.dates(date(2008, 1, 1), date(2024, 12, 31))


def test_every_year_since_2008_is_there():
    assert sorted(CHINA.years) == list(range(2008, 2027))


@pytest.mark.parametrize("year", sorted(CHINA.years), ids=str)
def test_agrees_with_an_independent_calendar_on_every_day(year):
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    wrong = [
        day
        for day in days
        if day.year == year
        and CHINA.is_workday(day)
        != (day in constants.workdays or (day.weekday() < 5 and day not in constants.holidays))
    ]
    assert wrong == []


def test_the_independent_calendar_says_so_itself():
    assert chinese_calendar.is_workday(date(2015, 9, 6))
    assert not chinese_calendar.is_workday(date(2015, 9, 3))


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        pytest.param(date(2015, 9, 3), DayKind.HOLIDAY, "抗战胜利70周年纪念日", id="special holiday"),
        pytest.param(date(2015, 9, 4), DayKind.HOLIDAY, "抗战胜利70周年纪念日", id="its bridge day"),
        pytest.param(date(2015, 9, 5), DayKind.WEEKEND, "", id="Saturday after it"),
        pytest.param(date(2015, 9, 6), DayKind.MAKE_UP, "", id="worked Sunday"),
        pytest.param(date(2015, 6, 24), DayKind.WORKDAY, "", id="Wednesday"),
        pytest.param(date(2020, 1, 31), DayKind.HOLIDAY, "春节", id="lengthened by the epidemic"),
        pytest.param(date(2019, 5, 2), DayKind.HOLIDAY, "劳动节", id="re-arranged in spring"),
        pytest.param(date(2007, 12, 31), DayKind.UNKNOWN, "", id="before the first year"),
        pytest.param(date(2027, 1, 4), DayKind.UNKNOWN, "", id="after the last year"),
    ],
)
def test_kinds_of_days(day, kind, name):
    assert CHINA.kind(day) is kind
    assert CHINA.holidays.get(day, "") == name


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        pytest.param("2025-04-23", 5, "2025-04-29", id="real notice with a worked Sunday"),
        pytest.param("2025-08-14", 5, "2025-08-21", id="real notice over a weekend"),
        pytest.param("2015-06-24", 20, "2015-07-22", id="plain"),
        pytest.param("2015-08-20", 20, "2015-09-18", id="special holiday and make-up"),
        pytest.param("2015-08-28", 20, "2015-09-28", id="holiday on a Sunday at the end"),
        pytest.param("2015-09-18", 20, "2015-10-22", id="National Day"),
        pytest.param("2015-02-06", 20, "2015-03-11", id="Spring Festival, two make-ups"),
        pytest.param("2019-04-22", 20, "2019-05-21", id="May re-arranged"),
        pytest.param("2020-01-17", 20, "2020-02-21", id="Spring Festival lengthened"),
        pytest.param("2021-01-29", 7, "2021-02-08", id="worked Sunday"),
        pytest.param("2018-12-20", 20, "2019-01-18", id="over the year's end"),
    ],
)
def test_known_deadlines(start, n, due):
    assert CHINA.add_workdays(date.fromisoformat(start), n) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("formed", "published", "days"),
    [
        pytest.param("2024-07-03", "2024-07-09", 4, id="within a week"),
        pytest.param("2020-12-31", "2021-01-14", 9, id="over New Year"),
        pytest.param("2024-03-25", "2024-03-26", 1, id="next day"),
        pytest.param("2024-03-26", "2024-03-25", -1, id="published before it was formed"),
        pytest.param("2024-03-26", "2024-03-26", 0, id="same day"),
    ],
)
def test_known_lags(formed, published, days):
    assert CHINA.workdays_between(date.fromisoformat(formed), date.fromisoformat(published)) == days


@given(KNOWN, st.integers(0, 300))
def test_what_is_added_lies_between(day, n):
    end = CHINA.add_workdays(day, n)
    assert end is not None
    assert CHINA.workdays_between(day, end) == n


@given(st.dates(date(2010, 1, 1), date(2024, 12, 31)), st.integers(1, 300))
def test_ends_on_a_working_day_and_so_does_the_way_back(day, n):
    end = CHINA.add_workdays(day, n)
    assert end is not None
    assert CHINA.is_workday(end)
    back = CHINA.add_workdays(end, -n)
    assert back is not None
    assert back <= day
    assert CHINA.workdays_between(back, end) == n


@given(KNOWN, st.integers(0, 200), st.integers(0, 200), st.integers(0, 40))
def test_a_later_start_or_a_longer_count_never_ends_earlier(day, n, more, later):
    assert CHINA.add_workdays(day, n) <= CHINA.add_workdays(day, n + more)
    assert CHINA.add_workdays(day, n) <= CHINA.add_workdays(day + timedelta(days=later), n)


def test_beyond_the_last_announced_year_nothing_is_guessed():
    assert CHINA.is_workday(date(2027, 1, 4)) is None
    assert CHINA.add_workdays(date(2026, 12, 25), 20) is None
    assert CHINA.add_workdays(date(2008, 1, 4), -20) is None
    assert CHINA.workdays_between(date(2026, 12, 25), date(2027, 1, 1)) is None
    assert CHINA.workdays_between(date(2027, 1, 1), date(2026, 12, 25)) is None


def test_a_calendar_that_is_not_there_names_those_that_are():
    with pytest.raises(UsageError) as raised:
        load_calendar("moon")
    assert "china" in raised.value.hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "year = 2015\nwork = [2016-02-06]", "2016-02-06 is not a day of 2015", id="another year"
        ),
        pytest.param(
            "year = 2015\nwork = [2015-06-24]", "is a Wednesday, worked anyway", id="make-up on Wednesday"
        ),
        pytest.param(
            'year = 2015\noff."元旦" = [2015-01-03]', "is a Saturday, off anyway", id="off on Saturday"
        ),
        pytest.param("year = 2015\nwork = [2015-02-30]", "not valid TOML", id="30 February"),
        pytest.param("year = 2015\nrest = []", "unknown key 'rest'", id="unknown key"),
        pytest.param("year = 2015\n[[year]]\nyear = 2015", "a year stands twice", id="year twice"),
    ],
)
def test_a_wrong_calendar_is_refused(tmp_path, text, message):
    (tmp_path / "moon.toml").write_text(f'id = "moon"\nname = "月历"\n[[year]]\n{text}\n', "utf-8")
    with pytest.raises(InvalidFile, match=message):
        load_calendar("moon", tmp_path)


def test_a_calendar_has_its_files_name(tmp_path):
    (tmp_path / "moon.toml").write_text('id = "sun"\nname = "日历"\nyear = []\n', "utf-8")
    with pytest.raises(InvalidFile, match="differs from the file's name"):
        load_calendar("moon", tmp_path)
