"""Leaves out what pages put around and into a text: counters, the date of the day, lists of other things to read."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from crawler.store.transaction import flat
from crawler.strict import read_toml

HEAD, TAIL = 3, 15  # lines at either end of a text where furniture is looked for
SHORT = 80  # characters of the longest line that may be furniture
_PROSE = re.compile("[。；]")
_LEFT = re.compile(r"[\s|｜/·,，\[\]【】()（）-]*")
"""What is left of a line that held nothing but furniture."""


@dataclass(frozen=True, kw_only=True)
class _Patterns:
    inside: tuple[str, ...]
    line: tuple[str, ...]
    heading: tuple[str, ...]


@lru_cache(maxsize=1)
def _book() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns for what stands inside a line, for a line, and for a heading."""
    read = read_toml(Path(str(files("crawler") / "versions" / "furniture.toml")), _Patterns)
    inside, line, heading = (re.compile("|".join(one)) for one in (read.inside, read.line, read.heading))
    return inside, line, heading


def without_furniture(body: str) -> str:
    r"""Return the lines of *body* that are the notice's own, white space made even.

    >>> without_furniture("自公布之日起施行。\n浏览次数：17")
    '自公布之日起施行。'
    """
    inside, line, heading = _book()
    shown = [one for one in map(flat, body.split("\n")) if one]
    kept: list[str] = []
    for at, text in enumerate(shown):
        if not (at < HEAD or at >= len(shown) - TAIL) or len(text) > SHORT or _PROSE.search(text):
            kept.append(text)
            continue
        if heading.search(text) and _only_names(shown[at + 1 :]):
            break
        rest = flat(inside.sub("", text))
        if (rest == text or not _LEFT.fullmatch(rest)) and not line.search(rest):
            kept.append(rest)
    return "\n".join(kept)


def _only_names(lines: list[str]) -> bool:
    """Whether *lines* could be the names of other things to read, none of them a sentence."""
    return all(len(one) <= SHORT and not _PROSE.search(one) for one in lines)
