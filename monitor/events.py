"""Reads ``events.toml``: what people know to have happened, so that something fell due."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crawler.strict import read_toml


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened and that makes a bureau owe a publication."""

    duty: str
    bureau: str
    what: str
    """Its name; with bureau and duty it names the obligation."""
    day: date
    """The day of the trigger."""
    find: tuple[str, ...]
    """Texts of which any identifies the notice, in its title, document number or body."""
    basis: str
    """Where this is known from."""

    def __post_init__(self) -> None:
        """Refuse an event that could never be recognised or shown to anybody."""
        for name in ("duty", "bureau", "what", "basis"):
            if not getattr(self, name).strip():
                raise ValueError(f"{name} must not be empty")
        if not any(one.strip() for one in self.find):
            raise ValueError("find needs at least one text that identifies the notice")


@dataclass(frozen=True, kw_only=True)
class _Events:
    event: tuple[Event, ...] = ()


def read_events(path: Path) -> tuple[Event, ...]:
    """Return the events of the file at *path*; none when there is no such file.

    Raises InvalidFile with file and line for an unknown key or a wrong value.
    """
    return read_toml(path, _Events).event if path.exists() else ()
