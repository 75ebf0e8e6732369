"""How we judge: the standings in words, and every rule with its version."""

from starlette.requests import Request

from monitor.rules.registry import RULES
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import View
from monitor.words import Flag, Standing


def method(desk: Desk, request: Request, book: Phrasebook) -> View:  # noqa: ARG001 - one shape for all views
    """Return the method."""
    rules = [
        {"name": name, "version": module.VERSION, "sentence": book.say(f"rule_{name}")}
        for name, module in RULES.items()
    ]
    judged = desk.workspace.settings.judge
    return View(
        template="method.html",
        title=book.say("method"),
        values={
            "rules": rules,
            "standings": list(Standing),
            "flags": list(Flag),
            "grace": judged.grace_working_days,
            "least": judged.min_readings,
        },
        columns=("rule", "version", "sentence"),
        rows=[[one["name"], one["version"], one["sentence"]] for one in rules],
        current="/method",
    )
