"""Of every page the newest reading, in the order in which the pages were seen."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crawler.records import VersionRecord
from crawler.words import Cause
from monitor.newest import newest_readings

START = datetime(2015, 7, 1, tzinfo=UTC)


def version(number, fetch, text, cause=Cause.SEEN):
    return VersionRecord(
        id=number,
        notice=1,
        number=number,
        fetch=fetch,
        seen_at=START + timedelta(days=number),
        text_sha256=text,
        title="公告",
        published=date(2015, 7, 1),
        source="",
        doc_number="",
        index_number="",
        body=text,
        cause=cause,
    )


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        pytest.param([], [], id="never read"),
        pytest.param(
            [version(1, 1, "a"), version(2, 5, "b")],
            [(1, "a", 1, Cause.SEEN), (5, "b", 2, Cause.SEEN)],
            id="seen twice",
        ),
        pytest.param(
            [version(1, 1, "a"), version(2, 1, "A", Cause.REREAD)],
            [(1, "A", 1, Cause.SEEN)],
            id="one page read anew is one state, seen when it was seen",
        ),
        pytest.param(
            [version(1, 1, "a"), version(2, 5, "b"), version(3, 1, "b", Cause.REREAD), version(4, 5, "b", Cause.REREAD)],
            [(1, "b", 1, Cause.SEEN), (5, "b", 2, Cause.SEEN)],
            id="an edit that was only our reading is none any more",
        ),
        pytest.param(
            [version(1, 1, "a"), version(2, 9, "b"), version(3, 5, "c", Cause.REREAD)],
            [(1, "a", 1, Cause.SEEN), (5, "c", 3, Cause.REREAD), (9, "b", 2, Cause.SEEN)],
            id="a page between them that only today reads otherwise",
        ),
    ],
)  # fmt: skip
def test_newest_readings(versions, expected):
    found = newest_readings(versions)
    days = [(one.seen_at - START).days for one in found]
    assert [(one.fetch, one.body, day, one.cause) for one, day in zip(found, days, strict=True)] == expected
