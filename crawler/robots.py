"""What robots.txt allows, by RFC 9309: a missing file allows all, a failing one forbids all until it answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from crawler.words import Outcome

KEPT = timedelta(days=1)  # the longest that the standard lets a copy be used
KEPT_FAILURE = timedelta(hours=1)  # a failing file is asked for again, but not at every request
TOKEN = "gongkai"  # noqa: S105 - the name by which a file may address us
LONGEST_DELAY = timedelta(seconds=60)  # a Crawl-delay beyond it would make a crawl endless
_LARGEST = 512_000  # bytes that the standard asks to read


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What one origin's file says."""

    read_at: datetime
    parsed: Protego | None = None
    forbids: str = ""
    """Why everything is forbidden, where it is."""
    behind: Outcome = Outcome.ROBOTS
    """What kept the file from being read."""

    def refusal(self, url: str) -> str:
        """Return why *url* may not be fetched, or an empty text."""
        if self.forbids:
            return self.forbids
        if self.parsed is not None and not self.parsed.can_fetch(url, TOKEN):
            return f"robots.txt forbids {urlsplit(url).path or '/'!r}"
        return ""

    @property
    def delay(self) -> float:
        """Seconds between two requests that the file asks for."""
        asked = self.parsed.crawl_delay(TOKEN) if self.parsed is not None else None
        return min(float(asked or 0), LONGEST_DELAY.total_seconds())

    def fresh(self, now: datetime) -> bool:
        """Whether the rules may still be used; not where a clock that was ahead has read them long after *now*."""
        return abs(now - self.read_at) < (KEPT_FAILURE if self.forbids else KEPT)


def read_rules(outcome: Outcome, body: bytes, at: datetime) -> Rules:
    """Return the rules that an answer for robots.txt stands for."""
    if outcome in {Outcome.NOT_FOUND, Outcome.SOFT_404}:
        return Rules(read_at=at)
    if outcome is not Outcome.OK:
        return Rules(read_at=at, forbids=f"robots.txt could not be read: {outcome}", behind=outcome)
    text = body[:_LARGEST].decode("utf-8", "replace").removeprefix("\ufeff")
    if "<html" in text[:2000].lower():
        return Rules(read_at=at)
    return Rules(read_at=at, parsed=Protego.parse(text))


def origin(url: str) -> str:
    """Return scheme, host and port of *url*: the ground that one robots.txt rules."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
