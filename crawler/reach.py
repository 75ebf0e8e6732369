"""Whether the network is there for us: when host after host is silent and none answers, the outage is ours, not theirs."""

import errno
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from crawler.errors import FetchFailed
from crawler.words import Outcome

HOSTS = 2  # silent one after the other from which it is no accident
WITHOUT_WAY = frozenset(
    {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.ETIMEDOUT}
)
_NO_ANSWER = frozenset({Outcome.ROBOTS, Outcome.FORBIDDEN_ADDRESS})
"""Outcomes that say nothing of the network: nothing was sent."""


@dataclass(frozen=True, kw_only=True)
class Outage:
    """A time in which nothing answered us."""

    began: datetime
    ended: datetime
    runs: tuple[int, ...]
    """The runs whose requests went nowhere."""
    hosts: tuple[str, ...]


@dataclass(kw_only=True)
class _Silence:
    """Hosts that were silent one after the other."""

    began: datetime
    ended: datetime
    runs: set[int] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)


class Reach:
    """Follows the requests of a crawl in the order in which they ended."""

    def __init__(self) -> None:
        self._answered: set[str] = set()
        self._silence: _Silence | None = None
        self._outages: list[Outage] = []

    def answered(self, url: str) -> None:
        """Take in that the host of *url* answered, whatever it said: the network is there."""
        self._settle(_known_again(self._silence, self._answered))
        self._answered.add(_name(url))

    def failed(self, run: int, url: str, at: datetime, error: FetchFailed) -> None:
        """Take in that a request of *run* came to nothing."""
        if error.outcome in _NO_ANSWER:
            return
        if not is_silence(error):
            self.answered(url)
            return
        silence = self._silence = self._silence or _Silence(began=at, ended=at)
        silence.ended = at
        silence.runs.add(run)
        silence.hosts.add(_name(url))

    def outages(self) -> tuple[Outage, ...]:
        """Return the outages of the crawl, now that it is over."""
        nobody = self._silence is not None and not self._answered and len(self._silence.hosts) >= HOSTS
        self._settle(nobody or _known_again(self._silence, self._answered))
        return tuple(self._outages)

    def _settle(self, ours: bool) -> None:
        """End a silence; keep it where it was *ours*."""
        if self._silence and ours:
            self._outages.append(
                Outage(
                    began=self._silence.began,
                    ended=self._silence.ended,
                    runs=tuple(sorted(self._silence.runs)),
                    hosts=tuple(sorted(self._silence.hosts)),
                )
            )
        self._silence = None


def is_silence(error: FetchFailed) -> bool:
    """Whether nothing at all came back: no name, no way, no sign; a closed port is a sign of life."""
    if error.outcome in {Outcome.DNS, Outcome.TIMEOUT}:
        return True
    return error.outcome is Outcome.REFUSED and errno_of(error.__cause__) in WITHOUT_WAY


def is_closed(error: FetchFailed) -> bool:
    """Whether nobody listens at the port, as for the moment in which a server starts anew."""
    return error.outcome is Outcome.REFUSED and errno_of(error.__cause__) == errno.ECONNREFUSED


def errno_of(error: BaseException | None) -> int | None:
    """Return the number that the system gave *error*, also where a library has wrapped it."""
    number = getattr(getattr(error, "os_error", error), "errno", None)
    return number if isinstance(number, int) else None


def _known_again(silence: _Silence | None, answered: Iterable[str]) -> bool:
    """Whether several hosts fell silent together that had answered in this crawl before."""
    return silence is not None and len(silence.hosts.intersection(answered)) >= HOSTS


def _name(url: str) -> str:
    """Return what tells one host from another: its name without ``www.``, and its port."""
    return urlsplit(url).netloc.lower().removeprefix("www.")
