"""Who owes what: ties the units of an edition to the bureaus of a workspace."""

from collections.abc import Mapping

from crawler.errors import UsageError
from crawler.registry import Bureau
from monitor.catalogue.model import Category, Duty, Edition

EVERYONE = "everyone"


def owes(edition: Edition, category: Category, duty: Duty, bureau: Bureau) -> bool:
    """Return whether *bureau* owes *duty* by itself.

    A duty that names units binds those; otherwise its category's lead and participants. A set binds its members, a role
    (the drafter) binds nobody until an event names the bureau, and ``everyone`` is whoever the workspace watches.
    """
    if duty.level and duty.level != bureau.level:
        return False
    named = duty.obliged or (*category.lead, *category.others)
    if any(one in edition.units and edition.units[one].kind == EVERYONE for one in named):
        return True
    return bool(bureau.unit) and any(bureau.unit in members(edition, unit) for unit in named)


def check_places(edition: Edition, bureaus: Mapping[str, Bureau]) -> None:
    """Raise UsageError for a bureau of a place that *edition* does not know, because no rule would bind it."""
    known = {edition.jurisdiction, *(one.id for one in edition.places)}
    for one in bureaus.values():
        if one.place and one.place not in known:
            raise UsageError(
                f"bureau {one.id!r} is in {one.place!r}, which {edition.id} does not know",
                hint=f"places: {', '.join(sorted(known))}",
            )


def members(edition: Edition, unit: str) -> frozenset[str]:
    """Return the units that *unit* stands for, itself among them; a set's members are resolved.

    A bureau that has no unit of its own in the edition may name the set that it belongs to.
    """
    found: set[str] = set()
    waiting = [unit]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += edition.units[one].members if one in edition.units else ()
    return frozenset(found)


def owners(edition: Edition, bureaus: Mapping[str, Bureau], duty_id: str) -> tuple[str, ...]:
    """Return the ids of the bureaus that owe the duty, in the order of the register."""
    duty, category = edition.duty(duty_id), edition.category_of(duty_id)
    return tuple(one.id for one in bureaus.values() if owes(edition, category, duty, one))
