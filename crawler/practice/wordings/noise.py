"""Disturbs a text as scanners, converters and clerks do, piece by piece, so that every piece is still known."""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from random import Random

import opencc

from crawler.practice.penalties.make import Piece

LINE = (14, 30)
"""The fewest and the most characters of a line that a converter broke."""
_WIDE = {at: at + 0xFEE0 for at in range(0x21, 0x7F)} | {0x20: 0x3000}
_LONG_NUMBER = re.compile(r"[0-9][0-9Xx]{6,}")
_HAN_PAIR = re.compile(r"(?<=[一-龥])(?=[一-龥])")
_ALIKE = {
    "0": "O",
    "1": "l",
    "5": "S",
    "8": "B",
    "：": " ",
    "，": ",",
    "（": "(",
    "）": ")",
    "〔": "[",
    "〕": "]",
}


class Noise(StrEnum):
    """What happened to the text on its way."""

    CLEAN = "clean"
    TRADITIONAL = "traditional"
    """A mirror wrote it in traditional script."""
    FULL_WIDTH = "full width"
    """Figures and letters as wide as characters."""
    SPACED = "spaced"
    """Spaces and hyphens in numbers, spaces in short names."""
    RUN_ON = "run on"
    """No line break is left."""
    SCANNED = "scanned"
    """Read from a picture: figures like letters, lost colons, stray spaces."""
    BROKEN = "broken"
    """Lines end after so many characters, whatever stands there."""


Segment = tuple[str, Piece | None]
"""A stretch of text; its piece tells kind alone, places are counted when the stretches are joined."""


def disturb(segments: list[Segment], noise: Noise, chance: Random) -> list[Segment]:
    """Return *segments* with *noise*."""
    change = _CHANGES[noise](chance)
    return [(change(text, piece), piece) for text, piece in segments]


Change = Callable[[str, Piece | None], str]


def _clean(_chance: Random) -> Change:
    return lambda text, _: text


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def _traditional(_chance: Random) -> Change:
    return lambda text, _: _converter().convert(text)


def _full_width(_chance: Random) -> Change:
    return lambda text, _: text.translate(_WIDE)


def _spaced(chance: Random) -> Change:
    def change(text: str, piece: Piece | None) -> str:
        joint = chance.choice((" ", " ", "-", "  "))
        text = _LONG_NUMBER.sub(lambda found: _grouped(found[0], joint, chance), text)
        if piece and piece.kind in {"name", "officer"} and len(text) == 2:  # noqa: PLR2004 - short names are stretched
            return chance.choice((" ", "  ", "　")).join(text)
        return text

    return change


def _grouped(number: str, joint: str, chance: Random) -> str:
    size = chance.choice((3, 4, 6))
    return joint.join(number[at : at + size] for at in range(0, len(number), size))


def _run_on(_chance: Random) -> Change:
    return lambda text, _: re.sub(r"[\n\t]+", "", text)


def _scanned(chance: Random) -> Change:
    def change(text: str, piece: Piece | None) -> str:
        odds = 0.06 if piece else 0.5
        text = "".join(_ALIKE[one] if one in _ALIKE and chance.random() < odds else one for one in text)
        return _HAN_PAIR.sub(lambda _: " " if chance.random() < 0.05 else "", text)  # noqa: PLR2004 - one in twenty

    return change


def _broken(chance: Random) -> Change:
    width, at = chance.randint(*LINE), 0

    def change(text: str, _piece: Piece | None) -> str:
        nonlocal at
        out = []
        for one in text:
            at = 0 if one == "\n" else at + 1
            if at > width:
                out.append("\n")
                at = 1
            out.append(one)
        return "".join(out)

    return change


_CHANGES: dict[Noise, Callable[[Random], Change]] = {
    Noise.CLEAN: _clean,
    Noise.TRADITIONAL: _traditional,
    Noise.FULL_WIDTH: _full_width,
    Noise.SPACED: _spaced,
    Noise.RUN_ON: _run_on,
    Noise.SCANNED: _scanned,
    Noise.BROKEN: _broken,
}
