"""Puts an article that only a script holds where the page leaves room for it, as the script would; nothing is executed.

Some catalogues send ``_CONFIG.DETAIL = {"content": "<p>…"}`` and an empty ``<div class="article-content">``.
"""

import json
import re

from crawler.extract.answer import as_markup
from crawler.extract.menus import fold_menus
from crawler.extract.tree import Document, parse

_CONTENT = re.compile(r"""["']?content["']?\s{0,4}:\s{0,4}(?=")""")
_KEY = re.compile(r"""content["']?\s{0,4}:\s{0,4}\"""")
"""How such content begins: looked for first, for most pages have none and the room is dear to find."""
_ROOM = re.compile(
    r"""<(div|td|section|article)\b[^<>]{0,200}(?:id|class)\s?=\s?["']?[^"'<>]{0,80}(?:content|zoom|detail|article)[^<>]{0,200}>"""
    r"\s{0,200}(?=</\1>)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<(?:p|div|br|table|span)\b", re.IGNORECASE)
_DECODER = json.JSONDecoder(strict=False)
_TRIES = 20  # scripts with more "content" than this hold lists, not an article


def read_markup(html: str, *, menus: bool = False) -> Document:
    """Return the page as a Document, its scripted content in its place; an answer in JSON as the page made of it.

    Of menus only the texts are there, unless they are asked for: an article needs no more.
    """
    whole = as_markup(html)
    return parse(with_scripted(whole if menus else fold_menus(whole)))


def with_scripted(html: str) -> str:
    """Return *html* with the longest scripted content inside the first empty container; unchanged where either is absent."""
    room = _ROOM.search(html) if _KEY.search(html) else None
    if room is None:
        return html
    content = max(_contents(html), key=len, default="")
    return f"{html[: room.end()]}{content}{html[room.end() :]}" if content else html


def _contents(html: str) -> list[str]:
    """Return the marked-up strings that scripts call their content."""
    found: list[str] = []
    for tried, key in enumerate(_CONTENT.finditer(html)):
        if tried == _TRIES:
            return []
        if html.rfind("<script", 0, key.start()) <= html.rfind("</script", 0, key.start()):
            continue
        try:
            value, _ = _DECODER.raw_decode(html, key.end())
        except ValueError:
            continue
        if isinstance(value, str) and _MARKUP.search(value):
            found.append(value)
    return found
