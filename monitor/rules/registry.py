"""Which rules there are: those that give the standing by how an obligation came to be owed, then those that flag."""

from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import Protocol, cast

from monitor.evidence import Evidence, Finding
from monitor.obligations import Comes
from monitor.rules import (
    dates_agree,
    has_required_elements,
    in_the_right_column,
    no_personal_data,
    not_edited_silently,
    not_withdrawn,
    published_by_due_date,
    published_often_enough,
    shown_long_enough,
    site_inspected,
    standing_page_exists,
    up_to_date,
)


class Rule(Protocol):
    """What the verdict needs of a rule's module."""

    VERSION: int
    check: Callable[[Evidence, date], Finding | None]


STANDINGS: dict[Comes, str] = {
    Comes.YEARLY: "published_by_due_date",
    Comes.ONCE: "published_by_due_date",
    Comes.EVENT: "published_by_due_date",
    Comes.NOTICE: "published_by_due_date",
    Comes.STANDING: "standing_page_exists",
    Comes.RECURRING: "published_often_enough",
    Comes.EXPECTED: "published_often_enough",
    Comes.SHOWN: "shown_long_enough",
    Comes.LINKED: "published_by_due_date",
    Comes.INSPECTED: "site_inspected",
}
"""How an obligation comes → the rule that gives its standing."""

RULES: dict[str, ModuleType] = {
    # standing
    "published_by_due_date": published_by_due_date,
    "standing_page_exists": standing_page_exists,
    "published_often_enough": published_often_enough,
    "shown_long_enough": shown_long_enough,
    "site_inspected": site_inspected,
    # content
    "has_required_elements": has_required_elements,
    "no_personal_data": no_personal_data,
    "up_to_date": up_to_date,
    # place
    "in_the_right_column": in_the_right_column,
    # what happened afterwards
    "not_edited_silently": not_edited_silently,
    "not_withdrawn": not_withdrawn,
    "dates_agree": dates_agree,
}
"""Name → module; the name is the module's."""

FLAGS: tuple[str, ...] = tuple(name for name in RULES if name not in set(STANDINGS.values()))


def rule(name: str) -> Rule:
    """Return the rule of that name."""
    return cast("Rule", RULES[name])
