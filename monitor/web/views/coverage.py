"""Can we judge? Sites by days: how the day's readings ended, as a letter, a word and a colour."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from starlette.requests import Request

from crawler.clock import local_day
from crawler.records import ReadingRecord
from crawler.registry import Site
from crawler.store.reader import FactReader
from crawler.vantage import divided
from crawler.words import Ending
from monitor.judgement import Judgement
from monitor.report.week import end_of
from monitor.say import say_ending
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import Cell, View
from monitor.web.views.common import asked_day

DAYS = 28
COMPLETE, NONE, PARTIAL, OURS, DIVIDED = "✓", "·", "P", "O", "V"
LETTERS = {
    Ending.BLOCKED: "B",
    Ending.FORBIDDEN_BY_ROBOTS: "R",
    Ending.UNREACHABLE: "X",
    Ending.PARSE_ZERO: "Z",
    Ending.DRIFT: "D",
    Ending.NOT_FOUND: "N",
}
"""Ending → its letter; other incomplete readings are partial."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One site over the days."""

    site: Site
    cells: list[dict[str, str]]
    share: str


def coverage(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the last four weeks, site by site."""
    last = asked_day(desk, request) or desk.today()
    days = [last - timedelta(days=back) for back in reversed(range(DAYS))]
    read = _read(desk.judgement(last), FactReader(desk.engine))
    lines = [
        _line(site, _by_day(read(site, last), desk.zone), days, book)
        for site in desk.workspace.sites().values()
    ]
    rows: list[list[Cell]] = [
        [line.site.id, day, cell["letter"], cell["said"]]
        for line in lines
        for day, cell in zip(days, line.cells, strict=True)
    ]
    legend = [
        (COMPLETE, book.say("complete"), "met"),
        (PARTIAL, book.say("partial"), "cannot_tell"),
        *((letter, say_ending(one.value, book.lang), "cannot_tell") for one, letter in LETTERS.items()),
        (DIVIDED, book.say("vantage_conflict"), "cannot_tell"),
        (OURS, say_ending(Ending.SELF_OUTAGE, book.lang), "not_due"),
        (NONE, book.say("no_reading"), "not_due"),
    ]
    return View(
        template="coverage.html",
        title=book.say("coverage"),
        values={"days": days, "lines": lines, "legend": legend},
        columns=("site", "day", "letter", "label"),
        rows=rows,
        current="/coverage",
    )


def _line(site: Site, held: dict[date, list[ReadingRecord]], days: list[date], book: Phrasebook) -> Line:
    cells = [_cell(held.get(day, []), day, book) for day in days]
    looked = [one for one in cells if one["letter"] not in {NONE, OURS}]
    good = sum(one["letter"] == COMPLETE for one in looked)
    share = book.say("days_of", good=good, all=len(looked)) if looked else "—"
    return Line(site=site, cells=cells, share=share)


def _read(judgement: Judgement, reader: FactReader) -> Callable[[Site, date], list[ReadingRecord]]:
    """Return who knows a site's readings: the judgement, or the store where no bureau of ours has the site."""
    held: dict[str, list[ReadingRecord]] = {}
    for places in judgement.places.values():
        for place in places:
            held.setdefault(place.site, []).extend(place.readings)
    return lambda site, last: (
        held[site.id] if site.id in held else reader.readings(site.id, end_of(last, judgement.edition.zone))
    )


def _by_day(readings: list[ReadingRecord], zone: ZoneInfo) -> dict[date, list[ReadingRecord]]:
    held: dict[date, list[ReadingRecord]] = {}
    for one in readings:
        held.setdefault(local_day(one.started_at, zone), []).append(one)
    return held


def _divided(readings: list[ReadingRecord]) -> bool:
    """Whether a column of the day was readable from one vantage and not from another."""
    columns: dict[str, list[ReadingRecord]] = {}
    for one in readings:
        columns.setdefault(one.column, []).append(one)
    return any(divided(held, held[-1].started_at) for held in columns.values())


def _cell(readings: list[ReadingRecord], day: date, book: Phrasebook) -> dict[str, str]:
    """Return the day's worst reading, those left out that only our own outage or clock spoiled."""
    theirs = [one for one in readings if not one.ending.ours]
    bad = [one for one in theirs if not one.complete]
    if not readings:
        letter, kind, said = NONE, "not_due", book.say("no_reading")
    elif not theirs:
        letter, kind, said = OURS, "not_due", say_ending(readings[-1].ending, book.lang)
    elif _divided(theirs):
        letter, kind, said = DIVIDED, "cannot_tell", book.say("vantage_conflict")
    elif not bad:
        letter, kind, said = COMPLETE, "met", book.say("complete")
    else:
        named = [one for one in bad if one.ending in LETTERS]
        worst = (named or bad)[0].ending
        letter, kind, said = LETTERS.get(worst, PARTIAL), "cannot_tell", say_ending(worst.value, book.lang)
    return {"letter": letter, "kind": kind, "said": said, "label": f"{day} {said}"}
