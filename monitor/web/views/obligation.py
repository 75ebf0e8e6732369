"""One duty of one bureau: law, clause, the count day by day, every reading used, and why not another verdict."""

from typing import Any

from starlette.requests import Request

from crawler.store.facts import Evidence
from crawler.store.reader import FactReader
from monitor.catalogue.describe import say_basis, say_rule
from monitor.catalogue.model import Edition
from monitor.deadlines import Derivation
from monitor.verdict import Verdict
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import Missing, View
from monitor.web.views.common import VERDICT_COLUMNS, asked_day, saying, verdict_rows


def obligation(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the page of a bureau's duty, or of one obligation of it where ``?what=`` names it."""
    judgement = desk.judgement(asked_day(request))
    bureau, duty_id = request.path_params["bureau"], request.path_params["duty"]
    try:
        duty = judgement.edition.duty(duty_id)
        name = judgement.bureaus[bureau].name
    except KeyError:
        raise Missing(f"no such bureau or duty: {bureau!r}, {duty_id!r}") from None
    mine = tuple(
        one for one in judgement.verdicts if (one.obligation.bureau, one.obligation.duty) == (bureau, duty_id)
    )
    if "what" in request.query_params:
        mine = tuple(one for one in mine if one.obligation.what == request.query_params["what"])
    reader = FactReader(desk.engine)
    return View(
        template="obligation.html",
        title=f"{name} · {duty.id} {duty.name if book.lang == 'zh' else duty.name_en}",
        values={"verdicts": [_shown(one, judgement.edition, reader, book.lang) for one in mine]}
        | saying(judgement, book),
        columns=VERDICT_COLUMNS,
        rows=verdict_rows(mine, judgement, book),
        trail=((book.say("matrix"), book.link("/matrix")), (name, book.link(f"/bureaus/{bureau}"))),
    )


def _shown(verdict: Verdict, edition: Edition, reader: FactReader, lang: str) -> dict[str, Any]:
    used = set(verdict.readings)
    readings = [one for place in verdict.evidence.places for one in place.readings if one.id in used]
    return {
        "verdict": verdict,
        "derivations": [_derivation(one, verdict, edition, lang) for one in verdict.derivations],
        "readings": sorted(readings, key=lambda one: (one.started_at, one.id)),
        "evidence": _evidence(verdict, reader),
    }


def _derivation(derivation: Derivation, verdict: Verdict, edition: Edition, lang: str) -> dict[str, Any]:
    timing = derivation.timing
    count = (
        f" {timing.n} {timing.unit.value}"
        if timing.n is not None and timing.unit
        else f" {timing.due}".rstrip()
    )
    return {
        "headline": derivation == verdict.headline,
        "basis": say_basis(timing, edition) or timing.strength.value,
        "rule": say_rule(timing, lang),
        "due": derivation.due,
        "steps": derivation.steps,
    }


def _evidence(verdict: Verdict, reader: FactReader) -> list[Evidence]:
    return [reader.evidence(one) for one in verdict.fetches]
