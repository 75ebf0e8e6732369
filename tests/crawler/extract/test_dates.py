from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.dates import (
    EARLIEST,
    find_dates,
    is_near_date,
    read_compact_date,
    read_date,
    read_month_day,
    read_near_date,
    read_split_date,
    read_url_year,
)

DAY = date(2015, 6, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("2015-06-24", DAY, id="dashes"),
        pytest.param("2015/6/24", DAY, id="slashes"),
        pytest.param("[2015.06.24]", DAY, id="dots in brackets"),
        pytest.param("2015-06-24 10∶17", DAY, id="a ratio sign for a colon"),
        pytest.param("2015-06-24  00:00:00", DAY, id="two spaces and no time"),
        pytest.param("2015-06-24T08:00:00+08:00", DAY, id="an ISO moment"),
        pytest.param("２０１５年６月２４日", DAY, id="full width"),
        pytest.param("（2015．06．24）", DAY, id="full-width dots"),
        pytest.param("2015年6月 24日", DAY, id="a space before the day"),
        pytest.param("2015- 06- 24 08:55", DAY, id="spaces behind dashes"),
        pytest.param("2015\u3000年 6 月 24 日", DAY, id="wide spaces"),
        pytest.param("2015年6月24", DAY, id="no sign of the day"),
        pytest.param("二〇一五年六月二十四日", DAY, id="numerals with U+3007"),
        pytest.param("二○一五年六月廿四日", DAY, id="a circle for zero and 廿"),
        pytest.param("二О一五年6月24日", DAY, id="a Cyrillic O and mixed digits"),
        pytest.param("二零一五年十月十日", date(2015, 10, 10), id="tens"),
        pytest.param("二〇一五年十二月三十一日", date(2015, 12, 31), id="thirty-first"),
        pytest.param("2015-06-242", None, id="a longer number"),
        pytest.param("201941", None, id="the signs lost"),
        pytest.param("20150624", None, id="eight digits in prose"),
        pytest.param("2024-13-01", None, id="a thirteenth month"),
        pytest.param("2015年2月30日", None, id="the thirtieth of February"),
        pytest.param("2015年6月", None, id="a month alone"),
        pytest.param("1899-01-01", None, id="before the republic"),
        pytest.param("2015-06/24", None, id="two kinds of separator"),
        pytest.param("0574-2015-06-24", None, id="the middle of a number"),
        pytest.param("二〇一五年〇月十日", None, id="a month of zero"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_read_date(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("2015-06-24", DAY, id="today"),
        pytest.param("2015-06-25", date(2015, 6, 25), id="tomorrow, by a clock east of ours"),
        pytest.param("2015-06-26", None, id="the day after tomorrow"),
        pytest.param("5201-06-24", None, id="a slip of the hand"),
        pytest.param("2099-01-01", None, id="the end of the century"),
        pytest.param("20151332", None, id="a month and a day that do not exist"),
        pytest.param("二〇九九年一月一日", None, id="the same in Chinese numerals"),
        pytest.param("二〇一五年六月二十四日", DAY, id="Chinese numerals are read"),
        pytest.param("2051-06-24 改为 2015-06-24", DAY, id="the plausible one of two"),
    ],
)
def test_a_future_date_is_refused(text, day):
    assert read_date(text, today=DAY) == day


STYLES = {
    "iso": lambda day: day.isoformat(),
    "signs": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "dots": lambda day: f"{day.year}.{day.month:02}.{day.day:02}",
    "wide": lambda day: f"{day.year}年{day.month}月{day.day}日".translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    ),
    "numerals": lambda day: f"{_digits(day.year)}年{_numeral(day.month)}月{_numeral(day.day)}日",
}


def _digits(number):
    return "".join("〇一二三四五六七八九"[int(one)] for one in str(number))


def _numeral(number):
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_digits(tens)}十") + (_digits(ones) if ones else "")


@given(
    st.dates(date(EARLIEST, 1, 1), date(2099, 12, 31)),
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(["", "发布日期：", "（", "于"]),
)
def test_what_is_written_is_read_back(day, style, before):
    found = list(find_dates(f"{before}{STYLES[style](day)} 来源"))
    assert [one.day for one in found] == [day]


@given(
    st.text(alphabet="0123456789年月日号-/. 〇一二十廿:：今天\n", max_size=60),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
)
def test_no_date_is_invented(text, today):
    for found in find_dates(text, today):
        assert text[found.start : found.end] == found.text
        assert found.day <= today + timedelta(days=1)
        digits = "".join(filter(str.isdigit, found.text)).translate(str.maketrans("〇一二十廿", "00000"))
        assert str(found.day.year) in digits or any(one in found.text for one in "〇一二")


@pytest.mark.parametrize(
    ("text", "year", "day"),
    [
        pytest.param("[10-14]", 2023, date(2023, 10, 14), id="the year of the address"),
        pytest.param("10月14日", 2023, date(2023, 10, 14), id="with signs"),
        pytest.param("10-14", None, date(2023, 10, 14), id="last autumn"),
        pytest.param("02-14", None, date(2024, 2, 14), id="this spring"),
        pytest.param("10-14", 2024, None, id="a day to come"),
        pytest.param("3.5", None, None, id="a number"),
        pytest.param("2024-10", 2024, None, id="a year and a month"),
        pytest.param("13-14", 2024, None, id="no month"),
    ],
)
def test_read_month_day(text, year, day):
    assert read_month_day(text, year, today=date(2024, 3, 1)) == day


def test_a_day_without_any_year_is_no_date():
    assert read_month_day("10-14", None) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("14 2024-10", date(2024, 10, 14), id="the day above"),
        pytest.param("2024-10 14", date(2024, 10, 14), id="the day below"),
        pytest.param("2024年10月 14日", date(2024, 10, 14), id="with signs"),
        pytest.param("2024-10", None, id="no day"),
    ],
)
def test_read_split_date(text, day):
    assert read_split_date(text) == day


def test_eight_digits_are_a_date_only_where_nothing_else_can_be_meant():
    assert read_compact_date("20240610") == date(2024, 6, 10)
    assert read_compact_date("202406101") is None


@pytest.mark.parametrize(
    ("url", "year"),
    [
        pytest.param("/tzgg/202406/t20240610_1.html", 2024, id="a month's folder"),
        pytest.param("/art/2019/6/10/art_1_2.html", 2019, id="folders of year, month and day"),
        pytest.param("/2019-06/10/c_12.htm", 2019, id="year and month together"),
        pytest.param("/info/2001/20015.htm", 2001, id="a column that looks like a year"),
        pytest.param("/info/1001/123.htm", None, id="none"),
    ],
)
def test_read_url_year(url, year):
    assert read_url_year(url) == year


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("今天 10:20", date(2024, 3, 1), id="today"),
        pytest.param("[昨日16:05:33]", date(2024, 2, 29), id="yesterday"),
        pytest.param("前天 09∶00", date(2024, 2, 28), id="the day before"),
        pytest.param("今天是2024年3月1日", None, id="the page's own clock"),
        pytest.param("今天", None, id="no time"),
        pytest.param("关于今天 10:20停水的通知", None, id="a title"),
    ],
)
def test_days_named_by_their_distance(text, day):
    assert read_near_date(text, date(2024, 3, 1)) == day
    assert read_near_date(text, None) is None
    assert is_near_date(text) == (day is not None)
