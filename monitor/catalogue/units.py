"""Who can be responsible, by which names, and what became of offices and territories, as frozen values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class UnitEntry:
    """A responsible unit: names it went by, or a set or role that a register resolves."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    """Names that it goes by after a restructuring."""
    district: tuple[str, ...] = ()
    """Names of its counterpart one level down."""
    kind: str = "unit"
    """``unit``, ``set`` (all departments), ``role`` (the drafter), ``outside`` (owes, but is no bureau) or ``everyone``."""
    members: tuple[str, ...] = ()
    """Unit ids that a set holds, or that are known to play a role."""
    moved_in: tuple[str, ...] = ()
    """Tasks that it took over in the restructuring."""
    moved_out: tuple[str, ...] = ()
    """Tasks that it gave away, and to whom."""
    unsure: tuple[str, ...] = ()
    """Keys of this entry that are known from memory only."""


@dataclass(frozen=True, kw_only=True)
class Locality:
    """A place of the edition, and the one that it lies in: a city in its province, a province in its country."""

    id: str
    within: str = ""


@dataclass(frozen=True, kw_only=True)
class Succession:
    """An office that went up in others; ``unit`` names the unit of the edition that carries its duties on."""

    old: tuple[str, ...]
    """Empty for offices that were founded anew."""
    new: tuple[str, ...]
    since: date | None = None
    """First day under the new name; None where it is not verified."""
    unit: str = ""
    sure: str = "high"
    """``high``, ``medium`` or ``low``."""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class TerritoryChange:
    """A change of territory; what happened before it belongs to whoever held the place then."""

    day: date
    what: str
    doc_no: str = ""
    ended: tuple[str, ...] = ()
    """Territories that are no more from that day on."""
    into: tuple[str, ...] = ()
    """Those that hold their ground since."""
