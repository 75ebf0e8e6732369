"""Brings crawled Chinese text into one spelling: simplified script, half-width signs, nothing invisible."""

import re
import unicodedata
from functools import lru_cache

import opencc

_HALF_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    "\u3000": " ",
    "\u00a0": " ",
}
"""Full-width ASCII and the two wide spaces; Chinese full stops and quotation marks have no half-width twin."""

_WIDE = re.compile("[\uff01-\uff5e\u3000\u00a0]")

_KEPT_CONTROLS = "\t\n"
_SURROGATES = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    """Load the traditional-to-simplified tables once; it takes longer than a thousand conversions."""
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=1 << 16)
def _invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cn"} and character not in _KEPT_CONTROLS


def visible(text: str) -> str:
    """Return *text* without control, format and unassigned characters; every line break is a newline."""
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    text = _SURROGATES.sub("", _BREAKS.sub("\n", text))
    hidden = {character for character in set(text) if _invisible(character)}
    return text.translate(dict.fromkeys(map(ord, hidden))) if hidden else text


def simplify(text: str) -> str:
    """Return *text* in simplified script; free of characters that the tables cannot take.

    >>> simplify("關于政府信息公開")
    '关于政府信息公开'
    """
    return str(_converter().convert(visible(text)))


def half_width(text: str) -> str:
    """Return *text* with full-width letters, digits and signs as ASCII.

    >>> half_width("（２０１５）：ＡＢ。")
    '(2015):AB。'
    """
    return _WIDE.sub(lambda found: _HALF_WIDTH[found[0]], text)


def normalise(text: str) -> str:
    r"""Return the spelling in which importer and matcher compare text: simplified, half-width, visible.

    >>> normalise("甬政辦發〔２０１５〕\u200b１０５號")
    '甬政办发〔2015〕105号'
    """
    return half_width(unicodedata.normalize("NFC", simplify(half_width(text))))
