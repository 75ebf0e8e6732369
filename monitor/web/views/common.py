"""What several views share: the day asked for, the stamp, and the words that templates say verdicts with."""

from datetime import date
from typing import Any

from starlette.requests import Request

from monitor.judgement import Judgement
from monitor.report.week import say_share
from monitor.say import glyph, say_ending, say_flag, say_reason, say_standing
from monitor.verdict import Verdict
from monitor.web.language import Phrasebook
from monitor.web.templates import masked
from monitor.web.view import Cell, Missing

VERDICT_COLUMNS = (
    "bureau",
    "bureau_name",
    "category",
    "duty",
    "what",
    "due",
    "standing",
    "flags",
    "late",
    "reason",
    "url",
)


def asked_day(request: Request) -> date | None:
    """Return the day of ``?as_of=``; raise Missing for what is no day."""
    asked = request.query_params.get("as_of", "")[:10]
    if not asked:
        return None
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise Missing(f"{asked!r} is no day such as 2015-06-24") from None


def saying(judgement: Judgement, book: Phrasebook) -> dict[str, Any]:
    """Return what every page that shows verdicts needs."""
    return {
        "judgement": judgement,
        "stamp": book.say(
            "stamp",
            day=judgement.day.isoformat(),
            share=say_share(judgement.coverage()),
            edition=judgement.edition.id,
        ),
        "say_standing": say_standing,
        "say_flag": say_flag,
        "say_reason": say_reason,
        "say_ending": say_ending,
        "glyph": glyph,
    }


def verdict_rows(verdicts: tuple[Verdict, ...], judgement: Judgement, book: Phrasebook) -> list[list[Cell]]:
    """Return the table of *verdicts* that JSON and CSV carry."""
    rows: list[list[Cell]] = []
    for one in verdicts:
        owed = one.obligation
        said = [
            say_reason(one.reason, book.lang),
            *(say_reason(reason, book.lang) for reason in one.flag_reasons.values()),
        ]
        rows.append(
            [
                owed.bureau,
                judgement.bureaus[owed.bureau].name,
                owed.category,
                owed.duty,
                masked(owed.what),
                one.due,
                one.standing.value,
                " ".join(flag.value for flag in one.flags),
                one.late_working_days,
                masked(" ".join(said)),
                one.chosen.url if one.chosen else "",
            ]
        )
    return rows
