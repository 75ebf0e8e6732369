"""Text that wraps under its own beginning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from monitor.hanging import hung


@pytest.mark.parametrize(
    ("text", "lead", "lines"),
    [
        pytest.param("a b c", "· ", ["· a b c"], id="one line"),
        pytest.param("aaaa bbbb cccc", "· ", ["· aaaa", "  bbbb", "  cccc"], id="words"),
        pytest.param(
            "依法公开预算", "    ", ["    依法", "    公开", "    预算"], id="no spaces, two cells each"
        ),
        pytest.param("", "· ", ["· "], id="nothing"),
    ],
)
def test_further_lines_stand_under_the_first(text, lead, lines):
    assert hung(Text(text), lead, width=8).plain.split("\n") == lines


@given(st.text("ab 依法", max_size=60), st.sampled_from(["", "· ", "      "]))
def test_fits_ends_without_blanks_and_loses_no_sign(text, lead):
    lines = hung(Text(text), lead, width=20).plain.split("\n")
    assert all(cell_len(line) <= 20 for line in lines)
    assert all(line == line.rstrip() or line == lead for line in lines)
    assert "".join("".join(lines).removeprefix(lead).split()) == "".join(text.split())
