"""What changed between two days, one cause a change; ``?from=`` and ``?to=`` name the days."""

from datetime import date, datetime, time, timedelta

from starlette.requests import Request

from monitor.changes import Cause, compare
from monitor.report.week import WEEK
from monitor.show_changes import COLUMNS, change_rows, say_cause, say_side, say_why
from monitor.store import kept_on
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import Missing, View
from monitor.web.views.common import EARLIEST, saying


def changes(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the page of two days; the last week where none is named."""
    second = _day(request, "to") or desk.today()
    first = _day(request, "from") or second - WEEK
    if not EARLIEST <= first < second <= desk.latest():
        raise Missing("day_out_of_reach")
    begins = datetime.combine(first, time(), desk.zone)
    kept = kept_on(desk.engine, begins, begins + timedelta(days=1))
    found = compare(desk.judgement(first), desk.judgement(second), kept)
    listed = [
        {
            "change": one,
            "cause": say_cause(one.cause, book.lang),
            "why": say_why(one.why, book.lang),
            "before": say_side(one.before, book.lang),
            "after": say_side(one.after, book.lang),
        }
        for one in found.changes
    ]
    counts = {say_cause(one, book.lang): count for one, count in found.counts().items()}
    rows = change_rows(found, book.lang)
    return View(
        template="changes.html",
        title=book.say("changes_between", first=first, second=second),
        values={
            "listed": listed,
            "counts": counts,
            "unchanged": found.unchanged,
            "first": first,
            "second": second,
        }
        | saying(found.after, book),
        columns=COLUMNS,
        rows=rows,
        more={"causes": {one.value: found.counts()[one] for one in Cause}, "unchanged": found.unchanged},
        trail=((book.say("overview"), book.link("/")),),
        current="/",
    )


def _day(request: Request, name: str) -> date | None:
    asked = request.query_params.get(name, "")[:10]
    if not asked:
        return None
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise Missing("no_such_day") from None
