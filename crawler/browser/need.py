"""Tells a list page that holds no rows because scripts draw them; whether they do, only a browser can show."""

import re

from selectolax.lexbor import LexborHTMLParser

from crawler.cms.nextlink import LINKED
from crawler.cms.numbered import PRESETS
from crawler.outcomes import LITTLE, SHELL
from crawler.reading import Ended
from crawler.visible import visible_text
from crawler.words import Ending

_READ_FROM_PAGES = frozenset({"", *(one.name for one in (*PRESETS, *LINKED))})
"""Adapters that find rows in the page itself; the others ask a service, and a service that is silent needs no browser."""
_WORDS = re.compile(
    r"new Vue\b|createApp\(|ReactDOM|ng-app|ng-repeat|v-for\b|type=[\"']module[\"']|\baxios\b|\bfetch\("
    r"|\.ajax\(|getJSON\(|XMLHttpRequest|\$\.(?:get|post)\("
)
_EMPTY_PLACES = ":is(div, ul, ol, tbody, section, main)[id]"


def need(text: str, ended: Ended, adapter: str = "") -> str:
    """Return why the page *text*, whose reading *ended* so, seems to need a browser, or an empty text."""
    shell = ended.ending is Ending.BLOCKED and SHELL in ended.detail
    if not shell and ended.ending is not Ending.PARSE_ZERO:
        return ""
    if adapter not in _READ_FROM_PAGES or "<script" not in text.lower():
        return ""
    if shell or len(visible_text(text, LITTLE)) < LITTLE:
        return "hardly any text without its scripts"
    if found := _WORDS.search(text):
        return f"no rows, and a script that says {found[0]!r}"
    if place := empty_place(text):
        return f"no rows, and an empty place that a script may fill: {place!r}"
    return ""


def empty_place(text: str) -> str:
    """Return the id of the first element of *text* that has nothing in it, or an empty text."""
    for node in LexborHTMLParser(text).css(_EMPTY_PLACES):
        if node.first_child is None or not (node.text().strip() or node.css_first("img, iframe, input")):
            return node.attributes.get("id") or ""
    return ""
