"""One week: what is new, what was cleared, what cannot be told."""

import re
from datetime import date, timedelta

from starlette.requests import Request

from monitor.report.week import WEEK, Week, Weekly, week_of
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import Missing, View
from monitor.web.views.common import VERDICT_COLUMNS, saying, verdict_rows
from monitor.words import Standing

_NAME = re.compile(r"(\d{4})-W(\d{2})")


def weekly(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the week named ``2015-W26``; a week that is not over is told as of today."""
    week = _week(request.path_params["week"])
    day = min(week.sunday, desk.today())
    found = Weekly(week=week, now=desk.judgement(day), before=desk.judgement(day - WEEK))
    untold = found.of(Standing.CANNOT_TELL)
    around = [
        (book.link(f"/weekly/{one.name}"), one.name)
        for one in (week_of(week.monday - WEEK), week_of(week.monday + WEEK))
    ]
    said = book.say("week_says", new=len(found.new), suspected=len(found.suspected), untold=len(untold))
    return View(
        template="weekly.html",
        title=f"{book.say('weekly')} {week.name}",
        values={"weekly": found, "untold": untold, "sentence": said, "around": around}
        | saying(found.now, book),
        columns=VERDICT_COLUMNS,
        rows=verdict_rows((*found.suspected, *found.cleared, *untold), found.now, book),
    )


def _week(name: str) -> Week:
    found = _NAME.fullmatch(name)
    if found is None:
        raise Missing(f"{name!r} is no week such as 2015-W26")
    week = Week(year=int(found[1]), number=int(found[2]))
    try:
        latest = week.monday + timedelta(days=6)
    except ValueError:
        raise Missing(f"there is no week {name!r}") from None
    if latest < date(2000, 1, 1):
        raise Missing(f"nothing is known of week {name!r}")
    return week
