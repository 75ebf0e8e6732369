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


@dataclass(frozen=True, kw_only=True)
class ElementSet:
    """Further elements that were owed for a time, such as the chapters of one year's report format."""

    elements: tuple[Element, ...]
    cite: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
