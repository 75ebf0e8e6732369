"""Text without what nobody sees, and full-width signs as their half-width twins, sign for sign."""

import re
import unicodedata
from functools import lru_cache

_HALF_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    "\u3000": " ",
    "\u00a0": " ",
}
"""Full-width ASCII and the two wide spaces; Chinese full stops and quotation marks have no half-width twin."""

_WIDE = re.compile("[\uff01-\uff5e\u3000\u00a0]")
_KEPT_CONTROLS = "\t\n"
_SURROGATES = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


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


def half_width(text: str) -> str:
    """Return *text* with full-width letters, digits and signs as ASCII; every sign keeps its place.

    >>> half_width("（２０１５）：ＡＢ。")
    '(2015):AB。'
    """
    # each sign is looked for once: what stands before the first of the next is read already
    at = 0
    while found := _WIDE.search(text, at):
        at = found.start()
        text = text.replace(found[0], _HALF_WIDTH[found[0]])
    return text
