"""A reading that lost most of what stood there is no proof that anything is gone."""

from datetime import date, timedelta

import pytest

from crawler.records import SightingRecord
from crawler.registry import Column, Site
from crawler.words import Ending
from monitor.trust import believed, notices_only

FIRST = date(2015, 6, 1)
MENU = 99
SITE = Site(
    id="web", name="网站", bureau="b", base="http://www.web.test/",
    column=(Column(id="tzgg", name="通知公告", url="tzgg/"), Column(id="nb", name="年报", url="nb/index.html")),
)  # fmt: skip


def sighting(number, url=""):
    return SightingRecord(
        id=number, notice=number, site="web", column="tzgg", reading=1, title="t",
        url=url or f"http://www.web.test/tzgg/{number}.html", claimed=FIRST + timedelta(days=number),
    )  # fmt: skip


SIGHTINGS = {one: sighting(one) for one in (*range(1, 31), MENU)}


def history(made, *looks):
    """Return readings; a look is (rows met, ending, number of the oldest row)."""
    return [
        made.reading(
            at, FIRST + timedelta(days=40 + at), ending, sightings=tuple(rows),
            oldest=FIRST + timedelta(days=oldest) if oldest else None,
        )
        for at, (rows, ending, oldest) in enumerate(looks, 1)
    ]  # fmt: skip


ALL = range(1, 11)
END, COVERED, EMPTY = Ending.EXHAUSTED, Ending.COVERED, Ending.EMPTY


@pytest.mark.parametrize(
    ("looks", "trusted"),
    [
        pytest.param([(ALL, END, 1), (ALL, END, 1)], [True, True], id="the same again"),
        pytest.param([(ALL, END, 1), (range(1, 15), END, 1)], [True, True], id="new ones on top"),
        pytest.param([(ALL, END, 1), (range(1, 6), END, 1)], [True, True], id="half of it withdrawn"),
        pytest.param([(ALL, END, 1), ([MENU], END, 99)], [True, False], id="a menu read as a list"),
        pytest.param([(ALL, END, 1), ([1, 2], END, 1)], [True, False], id="most of it gone at once"),
        pytest.param([(ALL, END, 1), ([], EMPTY, 0)], [True, True], id="empty by its own word"),
        pytest.param([(ALL, END, 1), ([MENU], END, 99), (ALL, END, 1)], [True, False, True], id="put right again"),
        pytest.param([(ALL, END, 1), ([MENU], END, 99), ([MENU], END, 99)], [True, False, False], id="the same menu twice"),
        pytest.param([(ALL, END, 1), ([8, 9, 10, 11], COVERED, 8)], [True, True], id="read down to known rows"),
        pytest.param([(ALL, END, 1), ([11], COVERED, 2)], [True, False], id="read far down, meeting none of them"),
        pytest.param([(ALL, END, 1), ([], COVERED, 0)], [True, True], id="covered without a date asks for nothing"),
        pytest.param([([], EMPTY, 0), ([1], END, 1)], [True, True], id="the first notice ever"),
        pytest.param([(ALL, END, 1), ([], Ending.BLOCKED, 0), (ALL, END, 1)], [True, False, True], id="blocked in between"),
        pytest.param([(ALL, END, 1), (range(6, 12), COVERED, 5), (range(6, 13), END, 1)], [True, True, True], id="older ones withdrawn meanwhile"),
        pytest.param([(range(1, 31), END, 1), (range(25, 31), COVERED, 24), ([30], END, 1)], [True, True, False], id="what lies below a short reading is still known"),
    ],
)  # fmt: skip
def test_which_readings_are_believed(made, looks, trusted):
    found = believed(history(made, *looks), SIGHTINGS)
    assert [one.complete for one in found] == trusted


def test_what_is_not_believed_says_why(made):
    drifted = believed(history(made, (ALL, END, 1), ([1], END, 1)), SIGHTINGS)[-1]
    menu = believed(history(made, ([98], END, 1)), SIGHTINGS)[-1]
    assert (drifted.ending, menu.ending) == (Ending.DRIFT, Ending.PARSE_ZERO)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        pytest.param("http://www.web.test/tzgg/1.html", True, id="a notice"),
        pytest.param("http://www.web.test/tzgg/", False, id="the column itself"),
        pytest.param("http://www.web.test/nb/", False, id="another column"),
        pytest.param("http://www.web.test/", False, id="the home page"),
        pytest.param("http://www.else.test/tzgg/", True, id="a row that leads elsewhere"),
    ],
)
def test_a_row_that_leads_to_a_list_is_no_notice(url, kept):
    assert bool(notices_only(SITE, [sighting(1, url)])) is kept


@pytest.mark.parametrize(
    ("rows", "ending", "oldest", "reached"),
    [
        pytest.param([1, *range(30, 20, -1)], COVERED, 1, 25, id="an old row kept on top without a mark"),
        pytest.param([*range(30, 20, -1), 1], COVERED, 1, 24, id="one out of order at the end"),
        pytest.param(range(30, 20, -1), COVERED, 21, 25, id="in order"),
        pytest.param([1, *range(30, 20, -1)], END, 1, 1, id="read to the end, whatever stands where"),
        pytest.param([], COVERED, 0, 0, id="nothing dated"),
    ],
)
def test_a_reading_that_stopped_reaches_as_far_as_its_last_rows(made, rows, ending, oldest, reached):
    (found,) = believed(history(made, (rows, ending, oldest)), SIGHTINGS)
    assert found.oldest == (FIRST + timedelta(days=reached) if reached else None)
