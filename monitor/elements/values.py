"""Looks for the value that has to follow a name: behind it on its line, or in the cells below and beside it."""

import re

from monitor.elements.searched import Searched

REACH = (
    80  # characters behind a name in a sentence; a value that stands farther off belongs to something else
)
CELL = 40  # characters; on a page every cell of a table is a line of its own, and a longer line is no cell
CELLS = 40  # lines below the head of a column in which its first value stands
_LABEL = re.compile(r"[^\s:,，。;；]{0,6}:")
"""A name may be the beginning of a label only, as 开工 is of 开工日期:."""


def value_after(text: Searched, end: int, pattern: re.Pattern[str]) -> int | None:
    """Return the place in ``text.shown`` of the value that belongs to the name ending before *end*; None without one.

    A name with a colon has its value on its line or on the next; one without may be the head of a row or a column.
    """
    begin, stop = text.line_at(max(0, end - 1))
    if found := pattern.search(text.shown, end, min(stop, end + REACH)):
        return found.start()
    label = _LABEL.match(text.shown, end, stop)
    row = text.shown[begin:stop]
    if "\t" in row:
        return _below(text, row[: end - begin].count("\t"), stop, pattern)
    if label:
        return _in_line(text, stop, pattern) if not text.shown[label.end() : stop].strip() else None
    return _in_cells(text, stop, pattern) if len(row) <= CELL else None


def _in_line(text: Searched, stop: int, pattern: re.Pattern[str]) -> int | None:
    """Look in the line that follows an empty label, unless it has a label of its own."""
    if stop >= len(text.shown):
        return None
    begin, end = text.line_at(stop + 1)
    found = pattern.search(text.shown, begin, min(end, begin + REACH))
    if found is None or ":" in text.shown[begin : found.start()]:
        return None
    return found.start()


def _in_cells(text: Searched, stop: int, pattern: re.Pattern[str]) -> int | None:
    """Look through the short lines that follow, each a cell."""
    for _ in range(CELLS):
        if stop >= len(text.shown):
            break
        begin, stop = text.line_at(stop + 1)
        if stop - begin > CELL:
            break
        if found := pattern.search(text.shown, begin, stop):
            return found.start()
    return None


def _below(text: Searched, cell: int, stop: int, pattern: re.Pattern[str]) -> int | None:
    """Look down the column of a table whose rows are lines."""
    for _ in range(CELLS):
        if stop >= len(text.shown):
            break
        begin, stop = text.line_at(stop + 1)
        cells = text.shown[begin:stop].split("\t")
        if len(cells) == 1:
            break
        start = begin + sum(len(one) + 1 for one in cells[:cell])
        if cell < len(cells) and (found := pattern.search(text.shown, start, start + len(cells[cell]))):
            return found.start()
    return None
