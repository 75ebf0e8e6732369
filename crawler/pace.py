"""What a host has told us, in this run and before: whose turn it is, how long it rests, whether it wants us gone."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawler import settings
from crawler.clock import SHANGHAI
from crawler.manners.backoff import LONGEST_SHUT, left_alone_until
from crawler.manners.past import REFUSALS, HostPast
from crawler.outcomes import Judged
from crawler.store.ways import LED, NO_WAY
from crawler.words import Outcome, Purpose

_LEADING = frozenset({Purpose.LIST, Purpose.ROBOTS})
_UNSAID = frozenset({Outcome.ROBOTS, Outcome.FORBIDDEN_ADDRESS})
"""Outcomes without a connection: nothing was sent."""


@dataclass
class Host:
    """One host of a run."""

    refusals: int = 0
    """Refused lists; a host that refuses these is left alone."""
    in_a_row: int = 0
    """Refused notices and files since the last answer: a few refused pages are no refusing host."""
    silent: Counter[str] = field(default_factory=Counter)
    """Address → attempts that had no answer in time, since the last answer."""
    unconnected: set[str] = field(default_factory=set)
    """Addresses for which no connection could be had, or that ended it without a word, since the last answer."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by the one request that is at the host."""
    until: datetime | None = None
    """The moment before which it is not asked, because it refused us or asked for a rest in earlier runs."""
    shut_until: datetime | None = None
    """The moment before which it is not asked, because no connection could be had in earlier runs."""
    asked_for_rest: bool = False
    """Whether it is a rest that it asked for."""
    _rests_until: float = 0.0
    """The moment of the loop's clock before which it asked not to be asked again."""

    @property
    def left_alone(self) -> bool:
        """Whether it gets no further request in this run."""
        return self.refusals + self.in_a_row >= settings.BLOCKS

    @property
    def mute(self) -> bool:
        """Whether it gets no further request in this run because it leaves us waiting, which may be a load on it."""
        enough = settings.SILENCES * (settings.RETRIES + 1)
        return len(self.silent) >= settings.SILENCES and self.silent.total() >= enough

    @property
    def shut(self) -> bool:
        """Whether it gets no further request in this run because no connection can be had."""
        return len(self.unconnected) >= settings.SILENCES

    def remember(self, past: HostPast, now: datetime, gap: timedelta) -> None:
        """Take in what earlier runs have left: refusals, a rest asked for, and the *gap* since it was last asked."""
        self.until = left_alone_until(past.refused)
        self.shut_until = left_alone_until(past.shut, LONGEST_SHUT)
        left = gap - (now - past.last) if past.last else timedelta(0)
        left = left if left <= gap else timedelta(0)
        wanted = past.rests_until or now
        if wanted - now > settings.LONGEST_REST:
            self.asked_for_rest = self.until is None or wanted >= self.until
            self.until = max(wanted, self.until or wanted)
        else:
            left = max(left, wanted - now)
        if left > timedelta(0):
            self._rests_until = asyncio.get_running_loop().time() + left.total_seconds()

    def dismissal(self, now: datetime) -> Judged | None:
        """Return how a request ends that it does not get now, and None where it gets it."""
        if self.mute:
            why = f"left alone after {settings.SILENCES} addresses had no answer in time"
            return Judged(outcome=Outcome.TIMEOUT, detail=why)
        if self.shut:
            why = f"left alone after {settings.SILENCES} addresses had no connection"
            return Judged(outcome=Outcome.REFUSED, detail=why)
        if self.until and now < self.until:
            why = "as it asked" if self.asked_for_rest else "after it refused"
            return Judged(outcome=Outcome.BLOCKED, detail=f"{_until(self.until)} {why}")
        if self.shut_until and now < self.shut_until:
            why = f"{_until(self.shut_until)} after no connection was to be had"
            return Judged(outcome=Outcome.REFUSED, detail=why)
        if self.left_alone:
            return Judged(outcome=Outcome.BLOCKED, detail="left alone after it refused")
        return None

    def note(self, purpose: Purpose, outcome: Outcome, retry_after: timedelta | None) -> None:
        """Take in how a request went, and how long the host wants to rest."""
        refused = outcome in REFUSALS
        if purpose in _LEADING:
            self.refusals += refused
        else:
            self.in_a_row = self.in_a_row + 1 if refused else 0
        if retry_after is None:
            return
        if retry_after > settings.LONGEST_REST:
            self.refusals = settings.BLOCKS
        else:
            self._rests_until = asyncio.get_running_loop().time() + retry_after.total_seconds()

    def waited(self, url: str, judged: Judged) -> None:
        """Take in how an attempt at *url* went; several addresses may be tried by turns.

        Another host's closed door, to which *url* had sent us, is none of this one's, nor is a network that is out.
        """
        if judged.outcome is Outcome.TIMEOUT:
            self.silent[url] += 1
        else:
            self.silent.clear()
        if judged.outcome is Outcome.REFUSED and not judged.detail.startswith((LED, NO_WAY)):
            self.unconnected.add(url)
        elif judged.outcome not in _UNSAID:
            self.unconnected.clear()

    async def rest(self) -> None:
        """Return when the host has had its rest."""
        left = self._rests_until - asyncio.get_running_loop().time()
        if left > 0:
            await asyncio.sleep(left)


def _until(moment: datetime) -> str:
    return f"left alone until {moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
