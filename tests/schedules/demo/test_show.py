"""What the demo prints fits its width, begins with what is wrong, and shows nothing that a page could make of it."""

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from schedules.demo.show import WHAT, WIDTH, comparison_table, final_line, middle, summary_lines

LONG = "关于望潮市华砚模具有限公司的行政处罚决定（望安监罚字〔2015〕5号）"
CONFLICT = (("cannot_tell", "date_conflict"), {"what": LONG, "bureau": "caizheng"})
MET = (("met",), {"what": "2号"})
LATE = (("late",), {"what": "3号", "bureau": "weiji", "late": 12})


def printed(table):
    console = Console(width=WIDTH, file=StringIO())
    console.print(table)
    return console.file.getvalue().splitlines()


@pytest.fixture
def some(pair):
    return [pair(CONFLICT, CONFLICT), pair(MET, MET), pair(LATE, (("met",), LATE[1] | {"late": None}))]


def test_a_line_each_within_the_width_and_the_wrong_ones_first(some):
    lines = printed(comparison_table(some))
    assert max(cell_len(line.rstrip()) for line in lines) <= WIDTH
    rows = [line for line in lines if "C02.1" in line]
    assert [line[0] for line in rows] == ["✕", "✓"]
    assert "late ≥12wd" in rows[0]
    assert "cannot_tell +date_conflict" in rows[1]
    assert not any("2号" in line for line in rows)


def test_a_title_keeps_both_its_ends(some):
    assert any(
        line.count("关于望潮") and line.count("2015〕5号）") for line in printed(comparison_table(some))
    )


def test_a_title_is_no_markup(pair):
    hostile = (("cannot_tell",), {"what": "[red]红\x1b[31m头[/]"})
    (row,) = [line for line in printed(comparison_table([pair(hostile, hostile)])) if "C02.1" in line]
    assert "[red]" in row
    assert "\x1b" not in row


@given(st.text(max_size=60), st.integers(3, 40))
def test_the_middle_goes_and_the_width_is_kept(text, width):
    short = middle(text, width)
    assert cell_len(short) <= width
    assert short == text or "…" in short


def test_short_texts_stay():
    assert middle("2015-08-31", WHAT) == "2015-08-31"


def test_the_counts_a_person_wants_to_know(some, pair):
    accused = pair(
        (("met",), {"what": "4号", "bureau": "weiji"}),
        (("suspected_missing",), {"what": "4号", "bureau": "weiji"}),
    )
    lines = summary_lines([*some, accused], {"caizheng"})
    assert "met 2" in lines[0]
    assert lines[1] == "flags: date_conflict 1"
    assert lines[2].endswith("2 obligations, 1 cannot_tell")
    assert lines[3].endswith(": 1")


def test_the_last_line_decides(some):
    assert (final_line(some).plain, final_line(some).style) == (
        "✕ 1 of 3 verdicts differ from the truth",
        "bold red",
    )
    right = final_line(some[:2])
    assert (right.plain, right.style) == ("✓ all 2 verdicts are as the truth has them", "bold green")
