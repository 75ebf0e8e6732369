"""What sibling hosts have in common: a city's bureaus sit on its platform, so what most were found to be another is.

Every site says what its first page shows before any takes over anything, and only these first words count, so that the
order in which sites answer decides nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
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
    """What the sites of this run showed first, by parent domain."""

    def __init__(self, adapters: Mapping[str, Adapter]) -> None:
        self.adapters = adapters
        self._said: dict[str, dict[str, Scored]] = {}
        """Parent domain → host → what its first page shows."""

    def detect(self, page: Page) -> Scored:
        """Return what *page* itself shows."""
        return detect(page, frozenset(self.adapters))

    def say(self, url: str, scored: Scored) -> None:
        """Note what the first page of a site shows, where it shows anything."""
        if (family := parent(url)) and scored.adapter != GENERIC:
            self._said.setdefault(family, {}).setdefault(urlsplit(url).netloc.lower(), scored)

    def inherit(self, page: Page, scored: Scored) -> Scored:
        """Return *scored*, or where *page* shows nothing of its own what most of its siblings are, if that reads it."""
        said = self._said.get(parent(page.url), {})
        if scored.adapter != GENERIC or not said:
            return scored
        for name, host in _ranked(said):
            if self._reads(name, page):
                reason = f"inherited from {host!r}, which has {said[host].score} points"
                return replace(scored, adapter=name, reasons=(reason, *scored.reasons))
        return scored

    def _reads(self, name: str, page: Page) -> bool:
        """Whether the adapter finds in *page* what it looks for."""
        try:
            read = self.adapters[name].read(page)
        except PageChanged:
            return False
        return bool(read.rows or read.following)


def _ranked(said: Mapping[str, Scored]) -> Iterable[tuple[str, str]]:
    """Return every adapter with the host that shows it best: the one that most hosts have first, then by points."""
    counts = Counter(one.adapter for one in said.values())
    best: dict[str, str] = {}
    for host in sorted(said, key=lambda one: (-said[one].score, one)):
        best.setdefault(said[host].adapter, host)
    return sorted(best.items(), key=lambda one: (-counts[one[0]], -said[one[1]].score, one[0]))
