"""Reads the lists that a bureau publishes of its projects and the like: a register with the passage of every row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.catalogue.model import Edition, Roll
from monitor.elements.searched import Searched, bare
from monitor.elements.spot import Spot
from monitor.known import KnownBureau, KnownNotice
from monitor.leads.texts import texts_of
from monitor.matching.plain import plain

MOST = 2_000  # rows of one list
SHORT = 3  # characters; a shorter name is a number or a mark
CELL = 60  # characters; a longer line on a page is no cell of a table
COLUMNS = 30
_NUMBER = re.compile(r"\d{1,4}")
_NO_NAME = re.compile(r"合计|小计|总计|备注|[\d.,:%/-]*")


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One row of a published list."""

    roll: Roll
    bureau: str
    name: str
    since: date
    """From when on something of it may be expected."""
    passage: str
    spot: Spot
    basis: str
    """Title and address of the list."""


def read_rolls(edition: Edition, bureau: KnownBureau) -> Iterator[Listed]:
    """Yield the rows of the lists that *bureau* published, page and files alike, each name once a list."""
    for notice in bureau.notices.values():
        day = notice.claimed or notice.first.upper_day
        for roll in edition.rolls:
            if is_roll(roll, notice):
                yield from _of_list(roll, bureau.bureau.id, notice, day)


def is_roll(roll: Roll, notice: KnownNotice) -> bool:
    """Return whether the notice calls itself such a list."""
    title = plain(notice.title)
    return any(re.search(one, title) for one in roll.titles)


def _of_list(roll: Roll, bureau: str, notice: KnownNotice, day: date) -> Iterator[Listed]:
    met: set[str] = set()
    for text in texts_of(notice):
        for at, name in names_in(text, roll.heads):
            if name not in met and len(met) < MOST:
                met.add(name)
                yield Listed(
                    roll=roll,
                    bureau=bureau,
                    name=name,
                    since=day + timedelta(days=roll.after),
                    passage=text.passage(at),
                    spot=text.spot(at),
                    basis=f"《{notice.title}》{notice.record.url}",
                )


def names_in(text: Searched, heads: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield place and name of every row: of sheets down their column, of pages by the numbers of the rows."""
    wanted = {bare(one) for one in heads}
    lines = _lines(text)
    for n, (_, line) in enumerate(lines):
        cells = line.split("\t")
        column = next((at for at, cell in enumerate(cells) if bare(cell) in wanted), None)
        if column is None:
            continue
        rows = _of_sheet(lines[n + 1 :], column) if len(cells) > 1 else _of_page(lines, n)
        yield from ((at, name) for at, name in rows if _is_name(name))


def _lines(text: Searched) -> list[tuple[int, str]]:
    found, start = [], 0
    for line in text.shown.split("\n"):
        found.append((start, line))
        start += len(line) + 1
    return found


def _of_sheet(lines: list[tuple[int, str]], column: int) -> Iterator[tuple[int, str]]:
    for start, line in lines:
        cells = line.split("\t")
        if len(cells) == 1:
            return
        if column < len(cells):
            yield start + sum(len(one) + 1 for one in cells[:column]), cells[column].strip()


def _of_page(lines: list[tuple[int, str]], head: int) -> Iterator[tuple[int, str]]:
    """Yield the cells of a table whose rows begin with 1, 2, 3 …; on a page every cell is a line."""
    first = next(
        (n for n in range(head + 1, min(head + COLUMNS, len(lines))) if lines[n][1].strip() == "1"), None
    )
    begin = next((n for n in range(head, max(-1, head - COLUMNS), -1) if lines[n][1].strip() == "序号"), None)
    if first is None or begin is None:
        return
    at: int | None = first
    wanted, number = head - begin, 1
    while at is not None and at + wanted < len(lines):
        start, name = lines[at + wanted]
        if len(name) <= CELL:
            yield start, name.strip()
        number += 1
        ahead = range(at + wanted + 1, min(at + 2 * COLUMNS, len(lines)))
        at = next((n for n in ahead if lines[n][1].strip() == str(number)), None)


def _is_name(name: str) -> bool:
    return len(name) >= SHORT and not _NO_NAME.fullmatch(name) and not _NUMBER.fullmatch(name)
