"""Writes sheets as supervision staff print and forward them: A4 across, frozen headings, text that stays text.

Every cell goes through the door.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter
from rich.cells import cell_len

from crawler.door.door import shown
from monitor.report.states import states
from monitor.report.words import say

FONT, FONT_EN = "仿宋", "Times New Roman"
CELL_LIMIT = 32_767  # characters that a cell may hold
LINK_LIMIT = 2_000  # characters; Excel refuses addresses longer than 2,079
LINE = 16.5  # points that a line of 12 pt takes
TALLEST = 408.75  # points; Excel knows no taller row than 409
WIDER = 1.15  # a sign of 12 pt is so much wider than the sign that column widths are counted in
SPARE = 200  # rows below the list that get the drop-down too, for lines that people add
BORN = datetime(2015, 6, 24)  # noqa: DTZ001 - a file's date would make the same data another file; XLSX has no zones
STATE = "状态"
"""The heading whose cells get the drop-down."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """An address that may be clicked; one that is no web address stays text."""

    address: str
    text: str = ""
    """What the cell shows; the address itself where empty."""

    @property
    def safe(self) -> bool:
        """Whether a workbook may hold it as a link."""
        web = self.address.startswith(("http://", "https://"))
        return web and len(self.address) <= LINK_LIMIT and self.address.isprintable()


Cell = str | int | float | date | datetime | Link | None
"""What a cell may be; a float is a share between 0 and 1."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: headings with widths, rows of cells."""

    name: str
    title: str
    headings: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]
    empty: str = ""
    """What the sheet says when it has no row."""
    choices: Mapping[str, Sequence[str]] = field(default_factory=lambda: {STATE: states()})
    """Heading → what its cells offer to choose from."""


class Book:
    """Collects sheets and gives the file's bytes; the same sheets always give the same bytes."""

    def __init__(self, title: str, zone: ZoneInfo, lang: str = "zh") -> None:
        """Begin a workbook whose moments are shown as clocks in *zone* show them."""
        self._zone = zone
        self._lang = lang
        self._bytes = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._bytes, options)
        self._book.set_properties({"title": title, "created": BORN})
        base: dict[str, Any] = {
            "font_name": FONT if lang == "zh" else FONT_EN,
            "font_size": 12,
            "text_wrap": True,
            "valign": "top",
        }
        framed = base | {"border": 1}
        head = {"bold": True, "bg_color": "#D9E2F3", "align": "center", "valign": "vcenter"}
        self._plain = self._book.add_format(framed | {"num_format": "@"})
        self._number = self._book.add_format(framed | {"num_format": "#,##0"})
        self._share = self._book.add_format(framed | {"num_format": "0%"})
        self._day = self._book.add_format(framed | {"num_format": "yyyy-mm-dd", "align": "left"})
        self._moment = self._book.add_format(framed | {"num_format": "yyyy-mm-dd hh:mm"})
        self._link = self._book.add_format(framed | {"font_color": "#0B5394", "underline": 1})
        self._head = self._book.add_format(framed | head)
        self._title = self._book.add_format(base | {"bold": True, "font_size": 16, "align": "center"})

    def add(self, sheet: Sheet) -> None:
        """Write *sheet*."""
        page = self._book.add_worksheet(sheet.name)
        last = len(sheet.headings) - 1
        page.merge_range(0, 0, 0, last, sheet.title, self._title)
        page.set_row(0, 30)
        for at, (heading, width) in enumerate(sheet.headings):
            page.write_string(1, at, heading, self._head)
            page.set_column(at, at, width)
        widths = [width for _, width in sheet.headings]
        page.set_row(1, _height([heading for heading, _ in sheet.headings], widths))
        for row, cells in enumerate(sheet.rows, 2):
            page.set_row(row, _height(cells, widths))
            for at, cell in enumerate(cells):
                self._cell(page, row, at, cell)
        if not sheet.rows and sheet.empty:
            page.merge_range(2, 0, 2, last, sheet.empty, self._plain)
            page.set_row(2, 2 * LINE)
        _dress(page, sheet, self._lang)

    def close(self) -> bytes:
        """Return the file."""
        self._book.close()
        return self._bytes.getvalue()

    def _cell(self, page: Any, row: int, at: int, cell: Cell) -> None:
        if cell is None or cell == "":
            page.write_blank(row, at, None, self._plain)
        elif isinstance(cell, datetime):
            local = cell.astimezone(self._zone).replace(second=0, microsecond=0, tzinfo=None)
            page.write_datetime(row, at, local, self._moment)
        elif isinstance(cell, date):
            page.write_datetime(row, at, datetime(cell.year, cell.month, cell.day), self._day)  # noqa: DTZ001 - a day
        elif isinstance(cell, float):
            page.write_number(row, at, cell, self._share)
        elif isinstance(cell, int):
            page.write_number(row, at, cell, self._number)
        elif isinstance(cell, Link) and cell.safe:
            page.write_url(row, at, shown(cell.address), self._link, string=shown(cell.text or cell.address))
        else:
            # a string whatever it looks like: a title that begins with = must not compute
            text = cell.address if isinstance(cell, Link) else cell
            page.write_string(row, at, shown(text)[:CELL_LIMIT], self._plain)


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> float:
    """Return how tall a row must be to show every cell; office programs do not all work it out by themselves."""
    lines = 1
    for cell, width in zip(cells, widths, strict=True):
        text = (cell.text or cell.address) if isinstance(cell, Link) else cell
        if isinstance(text, str):
            parts = shown(text)[:CELL_LIMIT].split("\n")
            lines = max(lines, sum(max(ceil(cell_len(one) * WIDER / width), 1) for one in parts))
    return min(lines * LINE + 3, TALLEST)


def _dress(page: Any, sheet: Sheet, lang: str) -> None:
    """Prepare *page* for people: what stays in sight, how it prints, what may be chosen."""
    end = max(len(sheet.rows) + 1, 2)
    page.freeze_panes(2, 0)
    page.repeat_rows(0, 1)
    page.autofilter(1, 0, end, len(sheet.headings) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(left=0.25, right=0.25, top=0.4, bottom=0.5)
    page.fit_to_pages(1, 0)
    page.set_footer("&C" + say("第 &P 页，共 &N 页", lang))
    for at, (heading, _) in enumerate(sheet.headings):
        if heading in sheet.choices:
            offered = {"validate": "list", "source": list(sheet.choices[heading])}
            page.data_validation(2, at, end + SPARE, at, offered)
