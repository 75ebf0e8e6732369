"""Text that wraps under its own beginning."""

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from monitor import hanging
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
    assert hung(Text(text), lead).laid_out(8).plain.split("\n") == lines


@given(st.text("ab 依法", max_size=60), st.sampled_from(["", "· ", "      "]))
def test_fits_ends_without_blanks_and_loses_no_sign(text, lead):
    lines = hung(Text(text), lead).laid_out(20).plain.split("\n")
    assert all(cell_len(line) <= 20 for line in lines)
    assert all(line == line.rstrip() or line == lead for line in lines)
    assert "".join("".join(lines).removeprefix(lead).split()) == "".join(text.split())


@pytest.mark.parametrize("width", [80, 100])
def test_is_cut_where_it_is_shown(width):
    console = Console(width=width, file=io.StringIO())
    console.print(hung(Text("0123456789abcdef " * 9), "  · "))
    first, *further = console.file.getvalue().splitlines()
    assert first.startswith("  · 0")
    assert further
    assert all(line.startswith("    0") for line in further)
    assert max(map(cell_len, (first, *further))) > width - 17


@pytest.mark.parametrize(
    ("terminal", "columns"),
    [
        pytest.param(None, 100, id="a pipe or a file"),
        pytest.param(80, 80, id="a terminal of the usual size"),
        pytest.param(200, 100, id="a wide one"),
        pytest.param(5, 40, id="one too narrow for anything"),
    ],
)
def test_as_wide_as_the_terminal_but_never_wider_than_it_reads_well(monkeypatch, terminal, columns):
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal is not None, raising=False)
    monkeypatch.setattr(hanging.shutil, "get_terminal_size", lambda _: os.terminal_size((terminal or 1, 24)))
    assert hanging.columns() == columns
