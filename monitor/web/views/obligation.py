"""One duty of one bureau: law, clause, the count day by day, every reading used, and why not another verdict."""

from typing import Any

from starlette.requests import Request

from crawler.door.door import shown
from crawler.store.reader import FactReader
from monitor.catalogue.describe import say_basis, say_rule
from monitor.catalogue.model import Edition
from monitor.deadlines import Derivation
from monitor.judgement import Judgement
from monitor.review.sight import seen_by
from monitor.review.state import Review
from monitor.verdict import Verdict, plain
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import Missing, View
from monitor.web.views.common import VERDICT_COLUMNS, asked_day, saying, verdict_rows


def obligation(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the page of a bureau's duty, or of one obligation of it where ``?what=`` names it."""
    judgement = desk.judgement(asked_day(desk, request))
    bureau, duty_id = request.path_params["bureau"], request.path_params["duty"]
    if bureau not in judgement.bureaus:
        raise Missing("no_such_bureau")
    try:
        duty = judgement.edition.duty(duty_id)
    except KeyError:
        raise Missing("no_such_duty") from None
    mine = _asked(judgement, bureau, duty_id, request.query_params.get("what"))
    name = judgement.bureaus[bureau].name
    reader = FactReader(desk.engine)
    shown = [
        _shown(one, judgement.edition, reader, book.lang) | _review(judgement.review(one.key)) for one in mine
    ]
    return View(
        template="obligation.html",
        title=f"{name} · {duty.id} {duty.name if book.lang == 'zh' else duty.name_en}",
        values={"verdicts": shown, "category": judgement.edition.category_of(duty_id)}
        | saying(judgement, book),
        columns=VERDICT_COLUMNS,
        rows=verdict_rows(mine, judgement, book),
        more={"evidence": [_evidence(one) for one in shown]},
        trail=((book.say("matrix"), book.link("/matrix")), (name, book.link(f"/bureaus/{bureau}"))),
        current="/matrix",
    )


def _asked(judgement: Judgement, bureau: str, duty: str, what: str | None) -> list[Verdict]:
    return [
        one
        for one in judgement.verdicts
        if (one.obligation.bureau, one.obligation.duty) == (bureau, duty)
        and (what is None or what in {one.obligation.what, shown(one.obligation.what)})
    ]


def _shown(verdict: Verdict, edition: Edition, reader: FactReader, lang: str) -> dict[str, Any]:
    used = set(verdict.readings)
    held = [(place, one) for place in verdict.evidence.places for one in place.readings if one.id in used]
    held.sort(key=lambda pair: (pair[1].started_at, pair[1].id))
    chosen = verdict.chosen
    return {
        "verdict": verdict,
        "derivations": [_derivation(one, verdict, edition, lang) for one in verdict.derivations],
        "candidates": sorted(verdict.evidence.candidates, key=lambda one: one != chosen),
        "readings": [{"name": place.name, "reading": one} for place, one in held],
        "complete": sum(one.complete for _, one in held),
        "fetches": [reader.evidence(one) for one in verdict.fetches],
        "rules": [f"{name} v{version}" for name, version in verdict.rule_versions.items()],
    }


def _review(review: Review) -> dict[str, Any]:
    """Return the review of a verdict; of a round that is half done nobody learns the decision here."""
    entries = seen_by(review, "")
    return {"review": review, "entries": entries, "hidden": len(review.entries) - len(entries)}


def _derivation(derivation: Derivation, verdict: Verdict, edition: Edition, lang: str) -> dict[str, Any]:
    timing = derivation.timing
    said = {one.timing: one.standing for one in verdict.clocks}
    return {
        "headline": derivation == verdict.headline,
        "standing": said.get(timing.id),
        "prompts": not timing.convicts,
        "basis": say_basis(timing, edition, lang),
        "rule": say_rule(timing, lang, edition),
        "trigger": derivation.trigger,
        "due": derivation.due,
        "steps": derivation.steps,
    }


def _evidence(shown: dict[str, Any]) -> Any:
    """Return what lies behind a verdict, as JSON knows it."""
    return plain(
        {
            "key": shown["verdict"].key,
            "derivations": shown["derivations"],
            "readings": [one["reading"] for one in shown["readings"]],
            "fetches": shown["fetches"],
            "rules": shown["verdict"].rule_versions,
            "review": {
                "state": shown["review"].state,
                "waits": shown["review"].waits,
                "claim": shown["review"].claim,
                "rectify_by": shown["review"].rectify_by,
                "entries": shown["entries"],
                "hidden": shown["hidden"],
            },
        }
    )
