"""What a crawl is to do, and what it works with."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from crawler.browser.browser import Browser
from crawler.group import GroupWriter
from crawler.manners.promises import Promises
from crawler.ourclock import OurClock
from crawler.registry import Column, Site
from crawler.visit import OnProgress, Progress
from crawler.workspace import CrawlSettings


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a crawl is to do and what it works with."""

    sites: Mapping[str, Site]
    progress: Mapping[str, Progress]
    behaviour: CrawlSettings
    agent: str
    writer: GroupWriter
    promises: Promises
    archive: Path
    clock: OurClock
    on_progress: OnProgress | None = None
    stop: asyncio.Event
    max_requests: int = -1
    """Below zero: as many as it takes."""
    due: Mapping[str, Mapping[str, bool]] | None = None
    """Site → column → whether its whole window is due; None is all of everything."""
    browser: Browser | None = None
    """Draws the pages that only scripts draw."""
    lists_only: bool = False
    """Whether notices are left unread; to try a site out."""

    def due_columns(self, site: Site) -> list[tuple[Column, bool]]:
        """Return the columns of *site* to be read, and whether each is to be read whole."""
        if self.due is None:
            return [(one, True) for one in site.column]
        due = self.due.get(site.id, {})
        return [(one, due[one.id]) for one in site.column if one.id in due]
