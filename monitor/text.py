"""Brings crawled Chinese text into one spelling: simplified script, half-width signs, nothing invisible."""

import unicodedata
from functools import lru_cache

import opencc

from crawler.plaintext import half_width, visible

__all__ = ["half_width", "normalise", "simplify", "visible"]


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    """Load the traditional-to-simplified tables once; it takes longer than a thousand conversions."""
    return opencc.OpenCC("t2s")


def simplify(text: str) -> str:
    """Return *text* in simplified script; free of characters that the tables cannot take.

    >>> simplify("關于政府信息公開")
    '关于政府信息公开'
    """
    return str(_converter().convert(visible(text)))


def normalise(text: str) -> str:
    r"""Return the spelling in which importer and matcher compare text: simplified, half-width, visible.

    >>> normalise("甬政辦發〔２０１５〕\u200b１０５號")
    '甬政办发〔2015〕105号'
    """
    return unicodedata.normalize("NFC", simplify(half_width(text)))
