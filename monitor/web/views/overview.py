"""The first page: numbers that are links, and what waits to be looked at."""

from starlette.requests import Request

from monitor.report.week import say_share, week_of
from monitor.say import glyph, say_standing
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import View
from monitor.web.views.common import VERDICT_COLUMNS, asked_day, saying, verdict_rows
from monitor.words import Standing


def overview(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the overview."""
    day = asked_day(request)
    judgement = desk.judgement(day)
    suspected = tuple(one for one in judgement.verdicts if one.standing.accuses)
    flagged = tuple(one for one in judgement.verdicts if one.flags and not one.standing.accuses)
    counts = judgement.counts()
    cards = [
        {
            "glyph": glyph(one),
            "kind": one.value,
            "name": say_standing(one, book.lang),
            "count": counts[one],
            "address": book.link("/matrix", as_of=day),
        }
        for one in Standing
    ]
    values = {
        "cards": cards,
        "suspected": suspected,
        "flagged": flagged,
        "coverage": say_share(judgement.coverage()),
    }
    return View(
        template="overview.html",
        title=book.say("overview"),
        values=values | saying(judgement, book) | {"week": week_of(day or desk.today()).name},
        columns=VERDICT_COLUMNS,
        rows=verdict_rows((*suspected, *flagged), judgement, book),
    )
