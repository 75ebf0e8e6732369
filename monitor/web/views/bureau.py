"""One bureau: everything it owes, and how well its columns are read."""

from typing import Any

from starlette.requests import Request

from monitor.evidence import Place
from monitor.judgement import WORST, Judgement
from monitor.report.week import say_share
from monitor.say import say_ending
from monitor.verdict import Verdict
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import Missing, View
from monitor.web.views.common import VERDICT_COLUMNS, asked_day, saying, verdict_rows


def bureau(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the bureau's page; raise Missing for a bureau that is not registered."""
    judgement = desk.judgement(asked_day(desk, request))
    name = request.path_params["bureau"]
    if name not in judgement.bureaus:
        raise Missing("no_such_bureau")
    mine = [one for one in judgement.verdicts if one.obligation.bureau == name]
    coverage = judgement.coverage(name)
    values = {
        "groups": _groups(judgement, mine),
        "places": [_place(judgement, place, book) for place in judgement.places.get(name, ())],
        "coverage": say_share(coverage),
        "due": coverage.due,
        "judged": coverage.judged,
        "counts": [(one, sum(each.standing is one for each in mine)) for one in WORST],
    }
    return View(
        template="bureau.html",
        title=judgement.bureaus[name].name,
        values=values | saying(judgement, book),
        columns=VERDICT_COLUMNS,
        rows=verdict_rows(mine, judgement, book),
        trail=((book.say("matrix"), book.link("/matrix")),),
        current="/matrix",
    )


def _groups(judgement: Judgement, mine: list[Verdict]) -> list[dict[str, Any]]:
    held: dict[str, list[Verdict]] = {}
    for one in sorted(mine, key=lambda one: WORST.index(one.standing)):
        held.setdefault(one.obligation.category, []).append(one)
    return [
        {"category": one, "verdicts": held[one.id]} for one in judgement.edition.categories if one.id in held
    ]


def _place(judgement: Judgement, place: Place, book: Phrasebook) -> dict[str, Any]:
    last = place.readings[-1] if place.readings else None
    complete = [one for one in place.readings if one.complete]
    blind = any((one.site, one.column) == (place.site, place.column) for one in judgement.unreadable)
    return {
        "site": place.site,
        "name": place.name,
        "readable": not blind,
        "last": last.started_at if last else None,
        "ending": say_ending(last.ending.value, book.lang) if last else book.say("no_reading"),
        "last_complete": complete[-1].started_at if complete else None,
        "complete": len(complete),
        "readings": len(place.readings),
    }
