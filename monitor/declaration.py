"""What a bureau, or a person who decided so, declares: that for a time there was nothing to publish."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crawler.errors import InvalidFile
from crawler.strict import read_toml


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """Nothing to publish under one duty or category, from ``first`` to ``last``, both included."""

    bureau: str
    duty: str
    """Id of a duty or of a whole category."""
    first: date
    last: date
    basis: str
    """Who decided it and why; for a notice its title and address."""
    passage: str = ""
    """The bureau's own words, where a notice says it."""
    notice: int | None = None

    def __post_init__(self) -> None:
        """Refuse one that covers no day or that nobody could check."""
        if self.last < self.first:
            raise ValueError(f"last {self.last} is before first {self.first}")
        if not self.basis.strip():
            raise ValueError("basis must not be empty")

    def covers(self, category: str, duty: str, first: date, last: date) -> bool:
        """Return whether it speaks of that duty for every day of the period."""
        return self.duty in {category, duty} and self.first <= first and last <= self.last


@dataclass(frozen=True, kw_only=True)
class _Written:
    duty: str
    bureau: str
    first: date
    last: date
    author: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class _File:
    nothing: tuple[_Written, ...] = ()


def read_declarations(path: Path) -> tuple[Declaration, ...]:
    """Return the declarations of ``nothing.toml`` at *path*; none when there is no such file.

    Raises InvalidFile for an unknown key, a wrong value, or a declaration that covers no day or has no author or basis.
    """
    written = read_toml(path, _File).nothing if path.exists() else ()
    try:
        return tuple(_of(one) for one in written)
    except ValueError as error:
        raise InvalidFile(path, None, str(error)) from error


def _of(one: _Written) -> Declaration:
    if not one.author.strip():
        raise ValueError("author must not be empty")
    basis = f"{one.basis}（{one.author}）" if one.basis.strip() else ""
    return Declaration(bureau=one.bureau, duty=one.duty, first=one.first, last=one.last, basis=basis)
