"""How we judge: the standings in words, and every rule with its version."""

from starlette.requests import Request

from monitor.rules.registry import RULES
from monitor.say import glyph, say_standing
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import View
from monitor.words import Standing


def method(desk: Desk, request: Request, book: Phrasebook) -> View:  # noqa: ARG001 - one shape for all views
    """Return the method."""
    rules = [
        {"name": name, "version": module.VERSION, "sentence": (module.__doc__ or "").splitlines()[0]}
        for name, module in RULES.items()
    ]
    return View(
        template="method.html",
        title=book.say("method"),
        values={"rules": rules, "standings": list(Standing), "say_standing": say_standing, "glyph": glyph},
        columns=("rule", "version", "sentence"),
        rows=[[one["name"], one["version"], one["sentence"]] for one in rules],
    )
