"""The lists of the host ``misc``: which rows stand on which page, and how each is written."""

from collections.abc import Mapping
from datetime import date, timedelta
from html import escape

from crawler.practice import view
from crawler.practice.families.furniture import document, foot, menu, metas
from crawler.practice.families.trap import Trap, traps
from crawler.practice.families.trapvalues import coded, fill, of_page, of_row
from crawler.practice.families.values import of_column, of_notice
from crawler.practice.http import Reply
from crawler.practice.model import Bureau, Column, Notice

MOST = 30  # pages that any column may have
ENTRIES = 4  # columns in the menu


def list_path(column: Column) -> str:
    """Return the address by which a column is known."""
    return fill(traps()[column.id].first, of_column(column))


def page_at(column: Column, target: str) -> int:
    """Return which page of *column* stands at *target*, 1 the first; 0 where none does."""
    trap, known = traps()[column.id], of_column(column)
    if target == fill(trap.at or trap.first, known):
        return 1
    before = bool(trap.opening)
    numbers = range(1, MOST)
    return next((one + before for one in numbers if target == fill(trap.page, known | of_page(one))), 0)


def list_page(
    bureau: Bureau, column: Column, day: date, number: int, link: Mapping[int, str], netloc: str
) -> Reply | None:
    """Return page *number* of *column*, or None where there is none; *link* has the address of every notice by its number."""
    trap = traps()[column.id]
    seen = day + timedelta(days=trap.ahead and number > 1)
    sheets = _sheets(trap, column, view.rows(bureau, column, seen))
    count = len(sheets) + trap.promised
    if number > count:
        return None
    if number > len(sheets):
        if trap.beyond not in {"first", "last"}:
            return coded(trap, trap.beyond)
        sheets.append(sheets[0 if trap.beyond == "first" else -1])
    rows = (_row(column, one, link[one.number], day, netloc) for one in sheets[number - 1])
    values = _around(trap, column, number, count) | {"rows": "".join(rows)}
    values["years"] = _years(trap, column, sheets) if trap.by_year else ""
    values["pager"] = fill(trap.more if trap.opening and number == 1 else trap.pager, values)
    body = f"{entries(bureau)}<h2>{escape(column.name)}</h2>{fill(trap.list, values)}{foot(bureau)}"
    title = f"{column.name}-{bureau.name}"
    return coded(trap, document(title=title, head=metas(bureau, column), body=body, charset=trap.coding.meta))


def entries(bureau: Bureau) -> str:
    """Return the head of every page with its menu."""
    return menu(bureau, [(one.name, list_path(one)) for one in bureau.columns[:ENTRIES]])


def _sheets(trap: Trap, column: Column, listed: list[Notice]) -> list[list[Notice]]:
    """Return the rows of every page."""
    listed = listed[::-1] if trap.ascending else listed
    if trap.by_year:
        years = sorted({one.claimed.year for one in listed}, reverse=True)
        return [[one for one in listed if one.claimed.year == year] for year in years]
    top = [one for one in listed if one.pinned] if trap.everywhere else []
    loose = [one for one in listed if one not in top]
    chunks = [loose[at : at + column.page_size] for at in range(0, max(1, len(loose)), column.page_size)]
    opening = [loose[: trap.opening]] if trap.opening else []
    return [[*top, *chunk] for chunk in opening + chunks]


def _around(trap: Trap, column: Column, number: int, count: int) -> dict[str, str]:
    """Return what a page knows beside its rows; an opening counts for no page of the list."""
    before = bool(trap.opening)
    values = of_column(column) | of_page(number - before) | {"count": str(count - before)}
    following = fill(trap.page, values | of_page(number - before + 1))
    onward = fill(trap.onward, values | {"following": escape(following)}) if number < count else ""
    return values | {"next": onward}


def _years(trap: Trap, column: Column, sheets: list[list[Notice]]) -> str:
    """Return the links to every year's page."""
    known = of_column(column)
    addresses = (fill(trap.page if at > 1 else trap.first, known | of_page(at)) for at in range(1, MOST))
    return " ".join(
        f'<a href="{address}">{rows[0].claimed.year}年</a>'
        for address, rows in zip(addresses, sheets, strict=False)
    )


def _row(column: Column, notice: Notice, path: str, day: date, netloc: str) -> str:
    """Return the rows of *notice*, one for every way in which its address is written."""
    trap = traps()[column.id]
    turn = trap.taken(notice.number)
    values = of_column(column) | of_notice(notice, "") | of_row(notice, path, day) | {"netloc": netloc}
    rows = []
    for href in turn.hrefs or ("$path",):
        written = fill(href, values)
        rows.append(fill(turn.row or trap.row, values | {"href": escape(written), "raw": written}))
    return "".join(rows)
