"""Writes tables as CSV that no spreadsheet computes: crawled text stays text, and goes through the door."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import StringIO

from crawler.door.door import shown
from monitor.verdict import plain

MARK = "\ufeff"
"""By which spreadsheets know UTF-8."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula."""
BLANKS = " \u00a0\u3000\u2007\u202f"
Cell = str | int | float | date | datetime | None


def guarded(cell: Cell) -> str:
    """Return *cell* as CSV text that no spreadsheet computes.

    >>> guarded("=1+1")
    "'=1+1"
    """
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(plain(cell))
    text = shown(cell)
    beginnings = [cell, *text.split("\n")]
    risky = any(one.lstrip(BLANKS).startswith(FORMULA) for one in beginnings)
    return f"'{text}" if risky else text


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return the table as CSV with a mark by which spreadsheets know UTF-8."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return MARK + out.getvalue()
