"""One week: what is new, what was cleared, what cannot be told."""

import re
from typing import Any

from starlette.requests import Request

from monitor.report.week import WEEK, Week, Weekly, say_share, week_of
from monitor.say import glyph
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import Missing, View
from monitor.web.views.common import EARLIEST, VERDICT_COLUMNS, counted, saying, verdict_rows
from monitor.words import Standing

_NAME = re.compile(r"([0-9]{4})-W([0-9]{2})")


def weekly(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the week named ``2015-W26``; a week that is not over is told as of today."""
    week = _week(request.path_params["week"])
    day = min(week.sunday, desk.today())
    if not EARLIEST < week.monday <= desk.today():
        raise Missing("no_such_week")
    found = Weekly(week=week, now=desk.judgement(day), before=desk.judgement(day - WEEK))
    untold = found.of(Standing.CANNOT_TELL)
    coverage = found.now.coverage()
    said = book.say("week_says", new=len(found.new), suspected=len(found.suspected), untold=len(untold))
    values = {
        "weekly": found,
        "untold": untold,
        "sentence": said,
        "around": _around(week, desk, book),
        "numbers": _numbers(found, book),
        "coverage": say_share(coverage),
        "due": coverage.due,
        "judged": coverage.judged,
    }
    return View(
        template="weekly.html",
        title=f"{book.say('weekly')} {week.name}",
        values=values | saying(found.now, book),
        columns=VERDICT_COLUMNS,
        rows=verdict_rows((*found.confirmed, *found.suspected, *found.cleared, *untold), found.now, book),
        more=counted(found.now)
        | {"new": len(found.new), "cleared": len(found.cleared), "confirmed": len(found.confirmed)},
        current="/",
    )


def _numbers(found: Weekly, book: Phrasebook) -> list[dict[str, Any]]:
    before = found.suspected_before
    suspected = len(found.suspected)
    told = [("suspected", Standing.SUSPECTED_MISSING, suspected, suspected - before)]
    told += [
        (name, standing, *found.count(standing))
        for name, standing in (("untold", Standing.CANNOT_TELL), ("published", Standing.MET))
    ]
    return [
        {
            "name": book.say(name),
            "glyph": glyph(standing),
            "kind": standing.value,
            "value": value,
            "change": book.say("since_last_week", change=f"{change:+d}")
            if change
            else book.say("as_last_week"),
        }
        for name, standing, value, change in told
    ]


def _around(week: Week, desk: Desk, book: Phrasebook) -> list[tuple[str, str]]:
    """Return the weeks before and after that there are."""
    near = (week_of(week.monday - WEEK), week_of(week.monday + WEEK))
    there = [one for one in near if EARLIEST < one.monday <= desk.today()]
    return [(book.link(f"/weekly/{one.name}"), one.name) for one in there]


def _week(name: str) -> Week:
    found = _NAME.fullmatch(name)
    if found is None:
        raise Missing("no_such_week")
    week = Week(year=int(found[1]), number=int(found[2]))
    try:
        return week_of(week.monday)
    except ValueError:
        raise Missing("no_such_week") from None
