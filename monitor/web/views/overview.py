"""The first page: numbers that are links, and what waits to be looked at."""

from typing import Any

from starlette.requests import Request

from monitor.judgement import Judgement
from monitor.report.week import say_share, week_of
from monitor.review.words import State
from monitor.say import glyph, say_ending, say_standing
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import View
from monitor.web.views.common import VERDICT_COLUMNS, asked_day, counted, saying, verdict_rows
from monitor.words import Standing


def overview(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the overview."""
    judgement = desk.judgement(asked_day(desk, request))
    found = [one for one in judgement.findings() if not judgement.review(one.key).state.settled]
    suspected = [one for one in found if one.standing.accuses]
    flagged = [one for one in found if not one.standing.accuses]
    values = {
        "cards": _cards(judgement, book),
        "suspected": suspected,
        "confirmed": judgement.in_state(State.CONFIRMED),
        "flagged": flagged,
        "coverage": say_share(judgement.coverage()),
        "due": judgement.coverage().due,
        "judged": judgement.coverage().judged,
        "unreadable": _unreadable(judgement, book),
        "week": week_of(judgement.day).name,
    }
    return View(
        template="overview.html",
        title=book.say("overview"),
        values=values | saying(judgement, book),
        columns=VERDICT_COLUMNS,
        rows=verdict_rows((*judgement.in_state(State.CONFIRMED), *found), judgement, book),
        more=counted(judgement),
        current="/",
    )


def _cards(judgement: Judgement, book: Phrasebook) -> list[dict[str, Any]]:
    counts = judgement.counts()
    return [
        {
            "glyph": glyph(one),
            "kind": one.value,
            "name": say_standing(one, book.lang),
            "count": counts[one],
            "address": book.link("/matrix", standing=one.value),
        }
        for one in Standing
    ]


def _unreadable(judgement: Judgement, book: Phrasebook) -> list[dict[str, Any]]:
    """Return the columns that cannot be judged by, a line a bureau and ending."""
    held: dict[tuple[str, str], list[str]] = {}
    for one in judgement.unreadable:
        ending = say_ending(one.ending, book.lang) or book.say("no_reading")
        held.setdefault((one.bureau, ending), []).append(one.name)
    return [
        {
            "bureau": judgement.bureaus[bureau].name,
            "address": book.link(f"/bureaus/{bureau}"),
            "ending": ending,
            "names": names,
        }
        for (bureau, ending), names in held.items()
    ]
