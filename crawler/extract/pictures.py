"""Tells pictures that may show a text from signs that only decorate one."""

import re

from crawler.extract.tree import Node

SMALL = 60  # pixels; no table and no paragraph is legible in less
_SIGN = re.compile(
    r"icon|filetype|/ico|logo|qrcode|ewm|share|weixin|weibo|blank|space|print|arrow|dot|line\.", re.IGNORECASE
)
_PIXELS = re.compile(r"\s*(\d{1,5})")


def shows_something(node: Node) -> bool:
    """Return whether the ``img`` at *node* may show words that the text lacks."""
    source = node.get("src")
    sizes = [int(found[1]) for name in ("width", "height") if (found := _PIXELS.match(node.get(name)))]
    return bool(source) and not _SIGN.search(source[-200:]) and not any(size < SMALL for size in sizes)
