"""Can we judge? Sites by days: how the day's readings ended, as a letter, a word and a colour."""

from datetime import date, timedelta
from typing import Any

from starlette.requests import Request

from crawler.clock import local_day
from crawler.records import ReadingRecord
from crawler.store.reader import FactReader
from crawler.words import Ending
from monitor.report.week import end_of
from monitor.say import say_ending
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import Cell, View
from monitor.web.views.common import asked_day

DAYS = 28
LETTERS = {
    Ending.BLOCKED: "B",
    Ending.FORBIDDEN_BY_ROBOTS: "R",
    Ending.UNREACHABLE: "X",
    Ending.PARSE_ZERO: "Z",
    Ending.DRIFT: "D",
    Ending.NOT_FOUND: "N",
}
"""Ending → its letter; other incomplete readings are P, partial."""


def coverage(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the last four weeks, site by site."""
    last = asked_day(request) or desk.today()
    days = [last - timedelta(days=back) for back in reversed(range(DAYS))]
    reader = FactReader(desk.engine)
    lines: list[dict[str, Any]] = []
    rows: list[list[Cell]] = []
    for site in desk.workspace.sites():
        by_day: dict[date, list[ReadingRecord]] = {}
        for one in reader.readings(site, end_of(last)):
            by_day.setdefault(local_day(one.started_at), []).append(one)
        cells = [_cell(by_day.get(day, []), day, book) for day in days]
        looked = [one for one in cells if one["letter"] != "·"]
        good = [one for one in looked if one["letter"] == "✓"]
        lines.append(
            {"site": site, "cells": cells, "share": f"{len(good) / len(looked):.0%}" if looked else "—"}
        )
        rows += [[site, day, cell["letter"], cell["label"]] for day, cell in zip(days, cells, strict=True)]
    legend = [("✓", book.say("complete")), ("P", book.say("partial")), ("·", book.say("no_reading"))]
    legend += [(letter, say_ending(one.value, book.lang)) for one, letter in LETTERS.items()]
    return View(
        template="coverage.html",
        title=book.say("coverage"),
        values={"days": days, "lines": lines, "legend": legend},
        columns=("site", "day", "letter", "label"),
        rows=rows,
    )


def _cell(readings: list[ReadingRecord], day: date, book: Phrasebook) -> dict[str, str]:
    """Return the day's worst reading."""
    if not readings:
        return {"letter": "·", "kind": "not_due", "label": f"{day} {book.say('no_reading')}"}
    bad = [one for one in readings if not one.complete]
    if not bad:
        return {"letter": "✓", "kind": "met", "label": f"{day} {book.say('complete')}"}
    letter = LETTERS.get(bad[0].ending, "P")
    return {
        "letter": letter,
        "kind": "cannot_tell",
        "label": f"{day} {say_ending(bad[0].ending.value, book.lang)}",
    }
