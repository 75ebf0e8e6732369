"""Writes sheets as supervision staff print and forward them: A4 across, frozen headings, text that stays text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from monitor.report.rows import STATES, Cell

FONT = "仿宋"
CELL_LIMIT = 32_767  # characters that a cell may hold
LINK_LIMIT = 2_000  # characters; Excel refuses longer addresses
BORN = datetime(2015, 6, 24)  # noqa: DTZ001 - a file's date would make the same data another file; XLSX has no zones


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: headings with widths, rows of cells; a cell that begins with http is a link."""

    name: str
    title: str
    headings: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]
    empty: str = ""
    """What the sheet says when it has no row."""


class Book:
    """Collects sheets and gives the file's bytes; the same sheets always give the same bytes."""

    def __init__(self, title: str) -> None:
        self._bytes = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._bytes, options)
        self._book.set_properties({"title": title, "created": BORN})
        base: dict[str, Any] = {"font_name": FONT, "font_size": 12, "text_wrap": True, "valign": "top"}
        framed = base | {"border": 1}
        self._plain = self._book.add_format(framed)
        self._day = self._book.add_format(framed | {"num_format": "yyyy-mm-dd"})
        self._link = self._book.add_format(framed | {"font_color": "#0B5394", "underline": 1})
        self._head = self._book.add_format(framed | {"bold": True, "bg_color": "#D9E2F3", "align": "center"})
        self._title = self._book.add_format(base | {"bold": True, "font_size": 16, "align": "center"})

    def add(self, sheet: Sheet) -> None:
        """Write *sheet*."""
        page = self._book.add_worksheet(sheet.name)
        last = max(len(sheet.headings) - 1, 1)
        page.merge_range(0, 0, 0, last, sheet.title, self._title)
        page.set_row(0, 30)
        for at, (heading, width) in enumerate(sheet.headings):
            page.write_string(1, at, heading, self._head)
            page.set_column(at, at, width)
        for row, cells in enumerate(sheet.rows, 2):
            for at, cell in enumerate(cells):
                self._cell(page, row, at, cell)
        if not sheet.rows and sheet.empty:
            page.merge_range(2, 0, 2, last, sheet.empty, self._plain)
        self._dress(page, sheet)

    def close(self) -> bytes:
        """Return the file."""
        self._book.close()
        return self._bytes.getvalue()

    def _cell(self, page: Any, row: int, at: int, cell: Cell) -> None:
        if cell is None or cell == "":
            page.write_blank(row, at, None, self._plain)
        elif isinstance(cell, date):
            page.write_datetime(row, at, datetime(cell.year, cell.month, cell.day), self._day)  # noqa: DTZ001 - a day
        elif isinstance(cell, int):
            page.write_number(row, at, cell, self._plain)
        elif cell.startswith(("http://", "https://")) and len(cell) <= LINK_LIMIT and cell.isprintable():
            page.write_url(row, at, cell, self._link, string=cell[:255])
        else:
            page.write_string(row, at, cell[:CELL_LIMIT], self._plain)

    def _dress(self, page: Any, sheet: Sheet) -> None:
        end = max(len(sheet.rows) + 1, 2)
        page.freeze_panes(2, 0)
        page.repeat_rows(0, 1)
        page.autofilter(1, 0, end, len(sheet.headings) - 1)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.set_footer("&C第 &P 页，共 &N 页")
        for at, (heading, _) in enumerate(sheet.headings):
            if heading == "状态" and sheet.rows:
                page.data_validation(2, at, end, at, {"validate": "list", "source": list(STATES)})
