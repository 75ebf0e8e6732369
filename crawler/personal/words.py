"""The words that tell names from other words, read from the files beside this one and made into patterns once."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import ahocorasick_rs

from crawler.strict import read_toml

HAN = "\u4e00-\u9fff"


class Role(StrEnum):
    """As whom a word introduces a name."""

    PARTY = "party"
    STAFF = "staff"
    OFFICIAL = "official"
    EITHER = "either"


@dataclass(frozen=True, kw_only=True)
class Roles:
    """The lists of ``roles.toml``; what each is for is said there."""

    party: tuple[str, ...]
    staff: tuple[str, ...]
    official: tuple[str, ...]
    either: tuple[str, ...]
    own: tuple[str, ...]
    posts: tuple[str, ...]
    follows: tuple[str, ...]
    kin: str
    takes: tuple[str, ...]
    duties: tuple[str, ...]
    titles: tuple[str, ...]
    others: tuple[str, ...]
    common: str
    business: tuple[str, ...]
    places: tuple[str, ...]
    penal: tuple[str, ...]
    helped: tuple[str, ...]
    need: tuple[str, ...]
    tender: tuple[str, ...]
    sounds: str


@lru_cache(maxsize=1)
def roles() -> Roles:
    """Return the lists, read once."""
    return read_toml(Path(__file__).parent / "roles.toml", Roles)


@lru_cache(maxsize=1)
def surnames() -> tuple[str, str]:
    """Return the single surnames as one text, and the compound ones as alternatives."""
    rows = _lines("surnames.txt")
    compound = [row for row in rows if len(row) == 2]  # noqa: PLR2004 - a compound surname has two characters
    return "".join(row for row in rows if row not in compound), "|".join(compound)


@lru_cache(maxsize=1)
def given() -> str:
    """Return the characters of given names."""
    return "".join(_lines("given.txt"))


@lru_cache(maxsize=1)
def sounds() -> frozenset[str]:
    """Return the characters by which names of other languages are written."""
    return frozenset(roles().sounds)


@lru_cache(maxsize=1)
def ordinary() -> frozenset[str]:
    """Return the ordinary words that could be taken for a name."""
    rows = (line.split() for line in _lines("ordinary.txt"))
    return frozenset(first + rest for first, *others in rows for rest in others)


@lru_cache(maxsize=1)
def crossing() -> frozenset[str]:
    """Return the ordinary words of two characters that end with a surname."""
    rows = (line.split() for line in _lines("crossing.txt"))
    return frozenset(sign + surname for surname, before in rows for sign in before)


def _lines(name: str) -> list[str]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


class Labels:
    """Finds the words that introduce a name, the longest where several begin or overlap."""

    def __init__(self) -> None:
        held = roles()
        self.known = {word: role for role in Role for word in getattr(held, role.value)}
        self._words = list(self.known)
        kind = ahocorasick_rs.MatchKind.LeftmostLongest
        self._finder = ahocorasick_rs.AhoCorasick(self._words, matchkind=kind)

    def begins(self, text: str) -> bool:
        """Return whether *text* begins with a label."""
        found = self.find(text)
        return bool(found) and found[0][1] == 0

    def find(self, text: str) -> list[tuple[Role, int, int]]:
        """Return role, start and end of every label in *text*."""
        found = self._finder.find_matches_as_indexes(text)
        return [(self.known[self._words[which]], start, end) for which, start, end in found]


@lru_cache(maxsize=1)
def labels() -> Labels:
    """Return the finder of labels, made once."""
    return Labels()


def either(words: tuple[str, ...]) -> str:
    """Return *words* as alternatives of a pattern, the longest first."""
    return "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
