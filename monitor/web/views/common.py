"""What several views share: the day asked for, the stamp, and the table of verdicts."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from starlette.requests import Request

from monitor.judgement import Judgement
from monitor.report.week import end_of, say_share
from monitor.say import say_reason
from monitor.verdict import Verdict
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import Cell, Missing

EARLIEST = date(2008, 5, 1)  # the regulation on disclosure took effect; nothing was owed before
VERDICT_COLUMNS = (
    "bureau",
    "bureau_name",
    "category",
    "duty",
    "what",
    "due",
    "standing",
    "flags",
    "late_working_days",
    "reason",
    "notice",
    "url",
    "review",
)


def asked_day(desk: Desk, request: Request) -> date | None:
    """Return the day of ``?as_of=``; raise Missing for what is no day that can be judged."""
    asked = request.query_params.get("as_of", "")[:10]
    if not asked:
        return None
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        raise Missing("no_such_day") from None
    if not EARLIEST <= day <= desk.latest():
        raise Missing("day_out_of_reach")
    return day


def known_until(desk: Desk, request: Request) -> datetime | None:
    """Return the last moment of the day asked for, or of the day that the desk stands on; None is now."""
    day = asked_day(desk, request) or desk.day
    return end_of(day, desk.zone) if day else None


def saying(judgement: Judgement, book: Phrasebook) -> dict[str, Any]:
    """Return what every page that shows verdicts needs."""
    stamp = book.say(
        "stamp",
        day=judgement.day.isoformat(),
        share=say_share(judgement.coverage()),
        edition=judgement.edition.id,
    )
    return {"judgement": judgement, "stamp": stamp}


def counted(judgement: Judgement) -> dict[str, Any]:
    """Return the numbers of a judgement for JSON, as ``gongkai check --json`` has them."""
    said = judgement.as_json()
    return {key: said[key] for key in ("as_of", "edition", "counts", "flags", "coverage")}


def verdict_rows(verdicts: Iterable[Verdict], judgement: Judgement, book: Phrasebook) -> list[list[Cell]]:
    """Return the table of *verdicts* that JSON and CSV carry."""
    return [_row(one, judgement, book) for one in verdicts]


def _row(one: Verdict, judgement: Judgement, book: Phrasebook) -> list[Cell]:
    owed = one.obligation
    zone = judgement.edition.zone
    said = [
        say_reason(reason, book.lang, zone, judgement.edition.english)
        for reason in (one.reason, *one.flag_reasons.values())
    ]
    return [
        owed.bureau,
        judgement.bureaus[owed.bureau].name,
        owed.category,
        owed.duty,
        owed.what,
        one.due,
        one.standing.value,
        " ".join(flag.value for flag in one.flags),
        one.late_working_days,
        " ".join(said),
        one.chosen.notice if one.chosen else None,
        one.chosen.url if one.chosen else None,
        judgement.review(one.key).state.value,
    ]
