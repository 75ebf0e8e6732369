"""What a text must contain, and for how long that was owed, as frozen values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Element:
    """Something the text must contain; any synonym counts."""

    key: str
    name: str
    synonyms: tuple[str, ...] = ()
    applies: str = ""
    """``单位`` where it is only owed for organisations."""
    value: str = ""
    """Id of the kind of value that has to follow its name; empty: its name is enough."""
    shapes: tuple[str, ...] = ()
    """Ids of kinds of value that show it without its name."""
    least: int = 1
    """How many different ones of such a shape it takes."""
    files: tuple[str, ...] = ()
    """Expressions over the names of attached files of which each is the element itself."""
    soft: bool = False
    """Whether it is only recalled or practised, so that nobody is incomplete without it."""


@dataclass(frozen=True, kw_only=True)
class ValueKind:
    """What a value looks like: an amount, a day, a document number."""

    id: str
    name: str
    pattern: str
    """Expression over simplified, half-width text; line by line where it begins with ``^``."""
    example: str
    """One such value, which the expression has to find."""


@dataclass(frozen=True, kw_only=True)
class ElementSet:
    """Further elements that were owed for a time, such as the chapters of one year's report format."""

    elements: tuple[Element, ...]
    cite: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
