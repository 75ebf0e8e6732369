"""What each rule beside the standing flags, and what it lets pass."""

from datetime import date, timedelta

import pytest

from crawler.words import EditKind
from monitor.evidence import ElementSeen, Gone, State
from monitor.rules import (
    dates_agree,
    has_required_elements,
    in_the_right_column,
    no_personal_data,
    not_edited_silently,
    not_withdrawn,
)
from monitor.words import Flag

DAY = date(2015, 7, 1)


def element(present, name="处罚依据", **more):
    return ElementSeen(key="basis", name=name, present=present, **more)


def in_file():
    return ElementSeen(key="basis", name="处罚依据", present=True, in_file=True)


def state(number, text="a", published=DAY, **more):
    at = date(2015, 7, number)
    return State(
        version=number, number=number, fetch=number, seen_at=at, text_sha256=text, published=published, **more
    )


GONE = Gone(
    last_present=DAY, first_absent=DAY + timedelta(days=1), confirmed=DAY + timedelta(days=2), readings=(4, 5)
)


@pytest.mark.parametrize(
    ("rule", "more", "flag"),
    [
        pytest.param(has_required_elements, {"elements": (element(True), element(False))}, Flag.INCOMPLETE, id="an element lacks"),
        pytest.param(has_required_elements, {"elements": (element(True), element(None))}, None, id="a machine cannot say"),
        pytest.param(has_required_elements, {"elements": ()}, None, id="nothing is required"),
        pytest.param(has_required_elements, {"elements": (element(False), element(False))}, None, id="none at all: a page misread"),
        pytest.param(has_required_elements, {"elements": (element(None),) * 3 + (element(True),), "attachments": 1}, None, id="the text may be in the file"),
        pytest.param(has_required_elements, {"elements": (element(False),) + (element(True),) * 3, "attachments": 1}, None, id="what lacks may stand in the one file that was not read"),
        pytest.param(has_required_elements, {"elements": (element(False),) + (in_file(),) * 3, "attachments": 2}, None, id="one file read, the rest may stand in the other"),
        pytest.param(has_required_elements, {"elements": (element(False),) + (in_file(),) * 3, "attachments": 2, "files_read": True}, Flag.INCOMPLETE, id="page and files are the text"),
        pytest.param(has_required_elements, {"elements": (element(True), in_file()), "attachments": 1, "files_read": True}, None, id="what lacks on the page stands in the file"),
        pytest.param(has_required_elements, {"elements": (element(True), element(False, soft=True))}, None, id="no source that was read wants it"),
        pytest.param(in_the_right_column, {"right_place": False}, Flag.MISPLACED, id="in no right column"),
        pytest.param(in_the_right_column, {}, None, id="in a right column"),
        pytest.param(not_edited_silently, {"states": (state(1), state(2, "b"))}, Flag.EDITED, id="changed under the same date"),
        pytest.param(not_edited_silently, {"states": (state(1), state(2, "b", DAY + timedelta(days=1)))}, None, id="changed with a new date"),
        pytest.param(not_edited_silently, {"states": (state(1),)}, None, id="one version"),
        pytest.param(not_edited_silently, {"states": (state(1), state(2, "b", seen=False))}, None, id="read anew, no edit"),
        pytest.param(not_edited_silently, {"states": (state(1), state(2, "b", silent=False))}, None, id="a slip put right, or told of"),
        pytest.param(not_edited_silently, {"states": (state(1), state(2, "b", kinds=(EditKind.FIGURE,)))}, Flag.EDITED, id="a figure"),
        pytest.param(not_edited_silently, {"states": (state(1), state(2, "b", seen=False), state(3, "c"))}, Flag.EDITED, id="edited after it was read anew"),
        pytest.param(not_withdrawn, {"gone": GONE}, Flag.WITHDRAWN, id="gone"),
        pytest.param(not_withdrawn, {}, None, id="still there"),
        pytest.param(no_personal_data, {"leaks": ("id_number",)}, Flag.OVER_DISCLOSED, id="an identity number in the open"),
        pytest.param(no_personal_data, {}, None, id="nothing in the open"),
    ],
)  # fmt: skip
def test_what_is_flagged(made, rule, more, flag):
    notice = made.candidate(lower=None, upper=DAY, **more)
    found = rule.check(made.evidence(DAY, DAY, chosen=notice), DAY)
    assert (found.flag if found else None) is flag


@pytest.mark.parametrize(
    ("lower", "claimed", "flagged"),
    [
        pytest.param(date(2015, 7, 5), date(2015, 7, 4), True, id="dated the day before a look without it"),
        pytest.param(date(2015, 7, 5), date(2015, 7, 5), False, id="dated the day of the look"),
        pytest.param(None, date(2015, 1, 1), False, id="there at our first look"),
        pytest.param(date(2015, 7, 5), None, False, id="undated"),
    ],
)
def test_dates_that_disagree(made, lower, claimed, flagged):
    notice = made.candidate(lower=lower, upper=date(2015, 7, 6), claimed=claimed)
    found = dates_agree.check(made.evidence(DAY, DAY, chosen=notice), DAY)
    assert bool(found) is flagged


@pytest.mark.parametrize(
    "rule",
    [
        dates_agree,
        has_required_elements,
        in_the_right_column,
        no_personal_data,
        not_edited_silently,
        not_withdrawn,
    ],
    ids=lambda one: one.__name__.rpartition(".")[2],
)
def test_without_a_notice_nothing_is_flagged(made, rule):
    assert rule.check(made.evidence(DAY, DAY), DAY) is None


def test_a_leak_is_named_by_kind_only(made):
    notice = made.candidate(lower=None, upper=DAY, leaks=("身份证号码",))
    found = no_personal_data.check(made.evidence(DAY, DAY, chosen=notice), DAY)
    assert found.reason.values["kinds"] == ["身份证号码"]
