"""What sibling hosts have in common: a city's bureaus sit on its platform, so what one was found to be another is."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from crawler.cms.detect import GENERIC, Scored, detect
from crawler.cms.page import Adapter, Page
from crawler.errors import PageChanged

_LEAST = 3  # labels of a domain that one operator runs; with fewer it is a whole country's


def parent(url: str) -> str:
    """Return the domain that the host of *url* shares with its siblings, or an empty text.

    >>> parent("http://czj.harbour.gov.cn/tzgg/")
    'harbour.gov.cn'
    >>> parent("http://harbour.gov.cn/")
    ''
    """
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    above = host.partition(".")[2]
    if host.replace(".", "").isdecimal() or above.count(".") + 1 < _LEAST:
        return ""
    return above


class Siblings:
    """What was found in this run, by parent domain."""

    def __init__(self, adapters: Mapping[str, Adapter]) -> None:
        self.adapters = adapters
        self._found: dict[str, tuple[str, Scored]] = {}

    def detect(self, page: Page) -> Scored:
        """Return the adapter of *page*: its own, or where it shows none that of a sibling that reads it."""
        scored = detect(page, frozenset(self.adapters))
        family = parent(page.url)
        if scored.adapter != GENERIC:
            if family:
                self._found.setdefault(family, (urlsplit(page.url).netloc, scored))
            return scored
        inherited = self._found.get(family)
        if inherited is None or not self._reads(inherited[1].adapter, page):
            return scored
        host, theirs = inherited
        reason = f"inherited from {host!r}, which has {theirs.score} points"
        return replace(scored, adapter=theirs.adapter, reasons=(reason, *scored.reasons))

    def _reads(self, name: str, page: Page) -> bool:
        """Whether the adapter finds in *page* what it looks for."""
        try:
            read = self.adapters[name].read(page)
        except PageChanged:
            return False
        return bool(read.rows or read.following)
