"""What lies behind everything that cannot be told: a site that is down is one finding for whoever keeps it, not 23."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from monitor.evidence import Reason
from monitor.judgement import Judgement
from monitor.words import Standing


class Root(StrEnum):
    """Where the fault lies, and so who has to act."""

    OURS = "ours"
    """Our own network or clock."""
    SITE = "site"
    """The site: down, blocked, redesigned; its ending says which."""
    VANTAGE = "vantage"
    """Networks disagree about it."""
    LOOKING = "looking"
    """We did not look often, long or far enough."""
    REGISTER = "register"
    """Our files: no site, or nobody vouches for its columns."""
    CALENDAR = "calendar"
    """The working days are not announced."""


_OF: dict[str, Root] = {
    "self_outage": Root.OURS,
    "not_readable": Root.SITE,
    "vantage_conflict": Root.VANTAGE,
    "never_looked": Root.LOOKING,
    "never_to_the_end": Root.LOOKING,
    "not_looked_lately": Root.LOOKING,
    "too_few_readings": Root.LOOKING,
    "unread_notices": Root.LOOKING,
    "unsteady": Root.SITE,
    "not_all_places": Root.REGISTER,
    "no_site": Root.REGISTER,
    "calendar_unknown": Root.CALENDAR,
}
"""Reason of what cannot be told → where its root lies; other reasons hang on a notice and are for people."""
_PLACED = frozenset({Root.SITE, Root.VANTAGE, Root.LOOKING, Root.REGISTER})


@dataclass(frozen=True, kw_only=True)
class RootCause:
    """One cause with everything that hangs on it."""

    root: Root
    site: str = ""
    """Empty for what concerns every site."""
    ending: str = ""
    """How the readings of the site end."""
    columns: tuple[str, ...] = ()
    bureaus: tuple[str, ...] = ()
    obligations: tuple[str, ...] = field(default=())
    """What cannot be told because of it."""


def roots(judged: Judgement) -> tuple[RootCause, ...]:
    """Return the causes, the one first on which most hangs; also of columns on which nothing hangs yet."""
    hanging: dict[tuple[Root, str, str], list[str]] = {}
    bureaus: dict[tuple[Root, str, str], list[str]] = {}
    columns: dict[tuple[Root, str, str], list[str]] = {}
    for one in judged.verdicts:
        root = _OF.get(one.reason.key) if one.standing is Standing.CANNOT_TELL else None
        for place in _places(root, one.reason, one.obligation.bureau, judged) if root else ():
            hanging.setdefault(place, []).append(one.key)
            bureaus.setdefault(place, []).append(one.obligation.bureau)
            columns.setdefault(place, []).extend(_named(one.reason))
    for blind in judged.unreadable:
        place = (Root.SITE if blind.ending else Root.LOOKING, blind.site, blind.ending)
        if blind.ending != "self_outage":
            columns.setdefault(place, []).append(blind.name)
            bureaus.setdefault(place, []).append(blind.bureau)
            hanging.setdefault(place, [])
    found = [
        RootCause(
            root=place[0],
            site=place[1],
            ending=place[2],
            columns=tuple(dict.fromkeys(columns.get(place, ()))),
            bureaus=tuple(dict.fromkeys(bureaus[place])),
            obligations=tuple(keys),
        )
        for place, keys in hanging.items()
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.obligations), one.root, one.site, one.ending)))


def _places(root: Root, reason: Reason, bureau: str, judged: Judgement) -> Iterator[tuple[Root, str, str]]:
    """Yield where the cause lies; one that lies nowhere in particular is one for all."""
    if root not in _PLACED:
        yield root, "", ""
        return
    site = reason.values.get("site") or next(_sites(reason, bureau, judged), bureau)
    yield root, str(site), str(reason.values.get("ending") or "") if root is Root.SITE else ""


def _sites(reason: Reason, bureau: str, judged: Judgement) -> Iterator[str]:
    named = reason.values.get("sites")
    if isinstance(named, list | tuple):
        yield from (str(one) for one in named)
    yield from (place.site for place in judged.places.get(bureau, ()))


def _named(reason: Reason) -> list[str]:
    name = reason.values.get("name")
    return [str(name)] if name else []
