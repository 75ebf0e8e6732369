"""The page templates; everything goes through the door, and is escaped unless a template is part of this program."""

from datetime import datetime
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from crawler.door.markup import let_out
from monitor.catalogue.model import Edition
from monitor.evidence import Reason
from monitor.review.say import say_act, say_choice, say_claim, say_state, say_waits
from monitor.say import glyph, say_day, say_ending, say_flag, say_moment, say_reason, say_standing
from monitor.say_match import say_match
from monitor.say_spot import say_spot
from monitor.web.outcomes import say_outcome


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Return the templates' environment."""
    environment = Environment(
        loader=PackageLoader("monitor.web", "pages"),
        autoescape=True,
        finalize=let_out,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"moment": _shown, "safe_link": safe_link}
    environment.globals |= {
        "glyph": glyph,
        "say_day": say_day,
        "say_ending": say_ending,
        "say_spot": say_spot,
        "say_flag": say_flag,
        "say_outcome": say_outcome,
        "say_act": say_act,
        "say_choice": say_choice,
        "say_claim": say_claim,
        "phrase": _phrase,
        "say_match": _matched,
        "say_reason": _reason,
        "say_state": say_state,
        "say_waits": say_waits,
        "say_standing": say_standing,
    }
    return environment


@pass_context
def _phrase(context: Context, text: str) -> str:
    """Return a phrase of the edition in the language of the page."""
    edition: Edition = context["judgement"].edition
    return edition.say(text, context["lang"])


@pass_context
def _matched(context: Context, reason: str) -> str:
    """Return why a notice was matched."""
    return say_match(reason, context["lang"], context["judgement"].edition.english)


@pass_context
def _reason(context: Context, reason: Reason) -> str:
    """Return a reason of a verdict, by the clock of the catalogue."""
    return say_reason(reason, context["lang"], context["zone"], context["judgement"].edition.english)


@pass_context
def _shown(context: Context, moment: datetime) -> str:
    """Return *moment* as clocks show it where the catalogue is."""
    return say_moment(moment, context["zone"])


def safe_link(address: str) -> str:
    """Return *address* where it is a web address, and nothing where it is anything else.

    >>> safe_link("javascript:alert(1)")
    ''
    """
    return address if address.lower().startswith(("http://", "https://")) else ""
