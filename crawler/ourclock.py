"""Our own clock: never goes back within a crawl, and learns how far it is off from what many servers say of the time.

One server alone tells nothing, and neither does an answer out of a cache.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from statistics import median

from crawler.clock import Clock

HOSTS = 3  # servers from which it is no single wrong clock of theirs
NOTABLE = timedelta(seconds=5)  # more is worth a word to whoever runs the crawl
TOO_FAR = timedelta(seconds=60)  # more, and no deadline is judged by what was seen meanwhile
_AGAIN = timedelta(minutes=1)  # how often a server is listened to
_KEPT = 3  # answers of a server; a stale one among them says nothing
_SECOND = timedelta(seconds=1)  # headers tell the time to the second
_ZERO = timedelta(0)


@dataclass(frozen=True, kw_only=True)
class ClockFacts:
    """What is known of our own clock in a run."""

    offset: timedelta | None = None
    """How far it was ahead of the servers, below zero behind them; None where too few told."""
    behind: timedelta | None = None
    """How far it stood behind the last stored moment when the crawl began; None where it did not."""

    @property
    def notable(self) -> bool:
        """Whether anybody should be told."""
        return max(abs(self.offset or _ZERO), self.behind or _ZERO) > NOTABLE

    @property
    def wrong(self) -> bool:
        """Whether moments of the run are no ground for a deadline, as far as the run itself can tell."""
        return (abs(self.offset) if self.offset is not None else self.behind or _ZERO) > TOO_FAR


UNKNOWN = ClockFacts()


class OurClock:
    """The clock of one crawl."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = clock()
        self._back = _ZERO
        """How far it went back at worst since the crawl began."""
        self._behind = _ZERO
        self._listened: dict[str, datetime] = {}
        self._said: dict[str, deque[timedelta]] = {}

    def __call__(self) -> datetime:
        """Return the present moment, never one before the last."""
        now = self._clock()
        if now >= self._last:
            self._last = now
        else:
            self._back = max(self._back, self._last - now)
        return self._last

    def begins_after(self, newest: datetime | None) -> None:
        """Take in the newest stored moment, as the crawl begins."""
        self._behind = max(newest - self(), _ZERO) if newest else _ZERO

    def listens(self, host: str) -> bool:
        """Whether the next answer of *host* is worth listening to; at most one a minute is."""
        last = self._listened.get(host)
        return last is None or self._last - last >= _AGAIN

    def heard(self, host: str, server: str, headers: Mapping[str, str], took: timedelta) -> None:
        """Take in what an answer of *host* says of the time, which just came, *took* after it was asked for.

        *server* tells who answers for the host, and has one voice; *headers* have names in lower case. What may be
        the way of the answer is not held against the clock.
        """
        said = None if "age" in headers else _moment(headers.get("date", ""))
        if said is None:
            return
        self._listened[host] = self._last
        latest = self._last - said
        earliest = latest - took - _SECOND
        offset = earliest if earliest > _ZERO else min(latest, _ZERO)
        self._said.setdefault(server, deque(maxlen=_KEPT)).append(offset)

    @property
    def known(self) -> ClockFacts:
        """What is known by now; a clock that was set back meanwhile was off by at least that much."""
        offset = _offset(self._said.values())
        if self._back > abs(offset or _ZERO):
            offset = self._back
        return ClockFacts(offset=offset, behind=self._behind or None)


def _offset(said: Iterable[Iterable[timedelta]]) -> timedelta | None:
    """Return how far we are off for the server in the middle, or None where there are too few."""
    each = [min(one, key=abs).total_seconds() for one in said]
    return timedelta(seconds=median(each)) if len(each) >= HOSTS else None


def _moment(text: str) -> datetime | None:
    """Return the moment of a header, or None where it is none."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
