"""One bureau: everything it owes, and how well its columns are read."""

from starlette.requests import Request

from monitor.report.week import say_share
from monitor.say import say_ending
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import Missing, View
from monitor.web.views.common import VERDICT_COLUMNS, asked_day, saying, verdict_rows


def bureau(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the bureau's page; raise Missing for a bureau that is not registered."""
    judgement = desk.judgement(asked_day(request))
    name = request.path_params["bureau"]
    if name not in judgement.bureaus:
        raise Missing(f"no such bureau: {name!r}")
    mine = tuple(one for one in judgement.verdicts if one.obligation.bureau == name)
    groups = [
        {"category": category, "verdicts": held}
        for category in judgement.edition.categories
        if (held := [one for one in mine if one.obligation.category == category.id])
    ]
    places = []
    for place in judgement.places[name]:
        last = place.readings[-1] if place.readings else None
        said = say_ending(last.ending.value, book.lang) if last else "—"
        places.append(
            {"site": place.site, "name": place.name, "last": last and last.ended_at, "ending": said}
        )
    values = {"groups": groups, "places": places, "coverage": say_share(judgement.coverage(name))}
    return View(
        template="bureau.html",
        title=judgement.bureaus[name].name,
        values=values | saying(judgement, book),
        columns=VERDICT_COLUMNS,
        rows=verdict_rows(mine, judgement, book),
        trail=((book.say("matrix"), book.link("/matrix")),),
    )
