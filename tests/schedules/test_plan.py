from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.clock import SHANGHAI
from crawler.errors import InvalidFile
from schedules.plan import Job, load_plan


def at(*parts):
    return datetime(*parts, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("cron", "now", "last", "following"),
    [
        pytest.param(
            "30 6 * * *", at(2026, 11, 24, 7), at(2026, 11, 24, 6, 30), at(2026, 11, 25, 6, 30), id="daily"
        ),
        pytest.param(
            "30 6 * * *", at(2026, 11, 24, 6, 30), at(2026, 11, 24, 6, 30), at(2026, 11, 25, 6, 30), id="at"
        ),
        pytest.param(
            "0 8 * * mon", at(2026, 11, 24, 7), at(2026, 11, 23, 8), at(2026, 11, 30, 8), id="weekly"
        ),
        pytest.param(
            "0 8 * * mon-fri", at(2026, 11, 22, 7), at(2026, 11, 20, 8), at(2026, 11, 23, 8), id="weekdays"
        ),
        pytest.param("0 0 31 1 *", at(2026, 11, 22), at(2026, 1, 31), at(2027, 1, 31), id="yearly"),
        pytest.param(
            "*/2 * * * * *",
            at(2026, 11, 22, 0, 0, 3),
            at(2026, 11, 22, 0, 0, 2),
            at(2026, 11, 22, 0, 0, 4),
            id="seconds",
        ),
    ],
)
def test_slots_before_and_after(cron, now, last, following):
    job = Job(id="a", do="crawl", cron=cron)
    assert job.last_slot(now) == last
    assert job.next_slot(now) == following


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)))
def test_a_slot_is_its_own_last_slot(naive):
    job = Job(id="a", do="crawl", cron="15 */6 * * *")
    planned = job.next_slot(naive.replace(tzinfo=UTC))
    assert job.last_slot(planned) == planned
    assert job.last_slot(planned + timedelta(minutes=59)) == planned


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('do = "fly"\ncron = "0 8 * * *"', "'do' wants one of", id="unknown work"),
        pytest.param('do = "crawl"\ncron = "0 8 * * 1-5"', "written as names", id="weekday digits"),
        pytest.param('do = "crawl"\ncron = "0 8 *"', "five fields", id="too few fields"),
        pytest.param('do = "crawl"\ncron = "61 8 * * *"', "cannot be read", id="minute 61"),
        pytest.param('do = "crawl"\ncron = "0 8 * * someday"', "cannot be read", id="no weekday"),
        pytest.param('do = "crawl"\ncron = "0 8 * * *"\nwhen = 1', "unknown key 'when'", id="unknown key"),
    ],
)
def test_a_broken_plan_says_where(tmp_path, text, message):
    path = tmp_path / "plan.toml"
    path.write_text(f'[[job]]\nid = "a"\n{text}\n')
    with pytest.raises(InvalidFile, match=message) as caught:
        load_plan(path)
    assert caught.value.line


def test_an_id_stands_once(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text('[[job]]\nid = "a"\ndo = "crawl"\ncron = "0 8 * * *"\n' * 2)
    with pytest.raises(InvalidFile, match="used twice: a"):
        load_plan(path)
