"""The form in which words are compared: simplified, half-width, without spaces and quotation marks."""

from monitor.text import normalise

TITLE_LIMIT = 300
"""Characters of a title, column or name that are read; the longest real title seen had 130."""

BODY_LIMIT = 20_000
"""Characters of a body that are read: what a notice is stands at its beginning, lists of names fill the rest."""

_QUOTES = "\"'“”‘’「」『』"


def plain(text: str, limit: int = TITLE_LIMIT) -> str:
    """Return the first *limit* characters of *text* as they are compared.

    >>> plain("「三公」經費 決算")
    '三公经费决算'
    """
    if not text:
        return ""
    kept = "".join(normalise(text[:limit]).split())
    # a notice has few of them, and looking for each is a third of what one expression for all costs
    for mark in _QUOTES:
        if mark in kept:
            kept = kept.replace(mark, "")
    return kept.lower()
