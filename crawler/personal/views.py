"""Other ways to read a text in which scanners, converters and clerks left their marks, each sign with its place in it.

What finds personal data reads a text as it stands, and once more without the spaces and line breaks inside of words.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import opencc

from crawler.personal.words import HAN
from crawler.plaintext import half_width

_BLANK = re.compile(rf"(?<=[{HAN}·])  ?(?=[{HAN}·])")
_SCATTERED = 0.12
"""Blanks between characters, to a character, up to which they are a scanner's and no columns'."""
_FEWEST = 2
"""Lines of one width from which it is known where a converter breaks them."""
_WIDEST, _NARROWEST = 120, 12
_OPEN = re.compile(rf"[{HAN}0-9A-Za-z、,(《“:;·〔-]$")
"""How a line ends whose sentence goes on."""
_READ_WRONG = re.compile(r"(?<![A-Za-z0-9])[0-9OolISBZ]{9,22}[Xx]?(?![A-Za-z])")
_FIGURES = str.maketrans("OolISBZ", "0011582")
_LETTERS = 4
"""Letters at most in what is a number that a scanner read wrong."""


@dataclass(frozen=True, kw_only=True)
class View:
    """A way to read a text; ``places`` says of each sign where it stands there, and is empty where nothing moved."""

    text: str
    places: tuple[int, ...] = ()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text a stretch of the view stands."""
        if not self.places:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def views(text: str) -> Iterator[View]:
    """Yield the ways to read *text*: in half width and simplified script, and without what cuts its words."""
    flat = _figures(_simplified(half_width(text)))
    yield View(text=flat)
    cuts = [*_wraps(flat), *_scattered(flat)]
    if cuts:
        edges = [0, *(edge for cut in sorted(cuts) for edge in cut), len(flat)]
        kept = list(zip(edges[::2], edges[1::2], strict=True))
        places = tuple(chain.from_iterable(range(start, end) for start, end in kept))
        yield View(text="".join(flat[start:end] for start, end in kept), places=places)


def _figures(text: str) -> str:
    """Return *text* with the letters in its long numbers as the figures that they were."""

    def read(found: re.Match[str]) -> str:
        letters = sum(sign in "OolISBZ" for sign in found[0])
        return found[0].translate(_FIGURES) if 0 < letters <= _LETTERS else found[0]

    return _READ_WRONG.sub(read, text)


@lru_cache(maxsize=1)
def _traditional() -> dict[str, str]:
    """Return the characters of traditional script that one of simplified script stands for."""
    signs = [chr(code) for code in range(0x4E00, 0xA000)]
    simple = opencc.OpenCC("t2s").convert("\n".join(signs)).split("\n")
    return {sign: one for sign, one in zip(signs, simple, strict=True) if sign != one and len(one) == 1}


def _simplified(text: str) -> str:
    """Return *text* in simplified script, sign for sign.

    >>> _simplified("當事人：陳國")
    '当事人：陈国'
    """
    table = _traditional()
    if table.keys().isdisjoint(text):
        return text
    return text.translate({ord(sign): table[sign] for sign in set(text) if sign in table})


def _scattered(text: str) -> list[tuple[int, int]]:
    """Return the blanks inside of words, where there are few enough to be a scanner's."""
    found = [one.span() for one in _BLANK.finditer(text)]
    return found if found and len(found) <= max(2, _SCATTERED * len(text)) else []


def _wraps(text: str) -> list[tuple[int, int]]:
    """Return the line breaks that a converter put wherever its line was full."""
    if text.count("\n") < _FEWEST:
        return []
    lines = text.split("\n")
    counts = Counter(len(line) for line in lines[:-1] if _NARROWEST <= len(line) <= _WIDEST)
    full = max(counts, key=lambda width: (counts[width], width), default=0)
    if counts[full] < _FEWEST or any(full < len(line) <= _WIDEST for line in lines):
        full = 0
    wide = [_width(line) for line in lines]
    most = max(wide)
    near = sum(most - 2 <= one for one in wide[:-1])
    found, at = [], 0
    for line, width in zip(lines[:-1], wide, strict=False):
        at += len(line)
        reached = (
            len(line) == full
            if full
            else near >= _FEWEST and most - 2 <= width and 2 * near >= len(lines) - 1
        )
        if reached and _OPEN.search(line):
            found.append((at, at + 1))
        at += 1
    return found


def _width(line: str) -> int:
    return len(line) + sum("\u2e80" <= sign <= "\uffef" for sign in line)
