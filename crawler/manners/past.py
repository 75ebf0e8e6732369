"""What the stored requests tell of each host: when it was last asked, how often today, whether it refuses us or is shut."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Row, Select, select

from crawler.clock import SHANGHAI, local_day
from crawler.store.tables import fetch, outage, run
from crawler.store.transaction import OpenTransaction
from crawler.store.ways import LED, NO_WAY
from crawler.ways import with_twins
from crawler.words import Outcome, Purpose

REFUSALS = frozenset({Outcome.BLOCKED, Outcome.CHALLENGE})
_UNCONNECTED = frozenset(
    {Outcome.REFUSED, Outcome.DNS, Outcome.TLS, Outcome.TIMEOUT, Outcome.ROBOTS, Outcome.FORBIDDEN_ADDRESS}
)
"""Outcomes that do not show that a connection can be had again."""
_LEADING = frozenset({Purpose.LIST, Purpose.ROBOTS})
_ENOUGH = 2  # refused notices or files, one after the other, that are a refusing host and no strange page
_LOOK_BACK = timedelta(days=3)  # the longest pause is a day; what refused before that says nothing any more
_LONGEST_RUN = timedelta(hours=24)
_LONGEST_REST = timedelta(days=1)
_LONGEST_GAP = timedelta(minutes=10)


@dataclass(kw_only=True)
class HostPast:
    """One host in the stored requests."""

    last: datetime | None = None
    """When it was last asked, where that is not long ago."""
    today: int = 0
    """Requests of this local day."""
    rests_until: datetime | None = None
    """The moment until which it asked to be let rest."""
    refused: list[datetime] = field(default_factory=list)
    """Its refusals since it last answered; empty where they are too few to mean the host."""
    shut: list[datetime] = field(default_factory=list)
    """The connections that could not be had, or ended without a word, since one last could."""


def host_of(url: str) -> str:
    """Return name and port of the host of *url*."""
    return urlsplit(url).netloc


def midnight(moment: datetime) -> datetime:
    """Return the beginning of the local day of *moment*."""
    day = local_day(moment)
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).astimezone(UTC)


def recall_hosts(facts: OpenTransaction, vantage: str = "") -> dict[str, HostPast]:
    """Return what is known of every host that was asked today, or refused us lately where we look from *vantage*.

    What a clock that was ahead dates after now is left out: it would keep us away until then.
    """
    now = facts.clock()
    found: defaultdict[str, HostPast] = defaultdict(HostPast)
    today = midnight(now)
    since = min(today, now - _LONGEST_GAP)
    for one in facts.connection.execute(_asking_for_rest(now)):
        past, until = found[host_of(one.url)], one.at + timedelta(seconds=one.retry_after)
        past.rests_until = max(until, past.rests_until or until)
    lately = (
        select(fetch.c.url, fetch.c.at)
        .join(run, run.c.id == fetch.c.run_id)
        .where(run.c.started_at >= since - _LONGEST_RUN, fetch.c.at.between(since, now))
    )
    for one in facts.connection.execute(lately):
        past = found[host_of(one.url)]
        past.last = max(one.at, past.last or one.at)
        past.today += one.at >= today
    for host, past in _turned_away(_of_refused_sites(facts, now - _LOOK_BACK, vantage)).items():
        found[host].refused, found[host].shut = past.refused, past.shut
    return dict(found)


def _asking_for_rest(now: datetime) -> Select[Any]:
    """Return the query for the answers whose wish for a rest may not be over."""
    since = now - _LONGEST_REST
    return (
        select(fetch.c.url, fetch.c.at, fetch.c.retry_after)
        .join(run, run.c.id == fetch.c.run_id)
        .where(
            run.c.started_at >= since - _LONGEST_RUN,
            fetch.c.at.between(since, now),
            fetch.c.retry_after.is_not(None),
        )
    )


def _of_refused_sites(facts: OpenTransaction, since: datetime, vantage: str) -> Sequence[Row[Any]]:
    """Return the requests since then, from *vantage*, for sites of which one was refused, in order.

    What failed while the network was out for us is left out: it says nothing of a host.
    """
    sites = (
        select(run.c.site)
        .join(fetch, fetch.c.run_id == run.c.id)
        .where(run.c.started_at >= since, fetch.c.outcome.in_(REFUSALS | {Outcome.REFUSED}))
        .distinct()
    )
    ours = (
        select(outage.c.id)
        .where(outage.c.run_id == run.c.id, fetch.c.at.between(outage.c.began_at, outage.c.ended_at))
        .exists()
    )
    wanted: Select[Any] = (
        select(fetch.c.url, fetch.c.at, fetch.c.outcome, fetch.c.purpose, fetch.c.detail)
        .join(run, run.c.id == fetch.c.run_id)
        .where(
            run.c.started_at >= since,
            run.c.vantage == vantage,
            run.c.site.in_(sites),
            fetch.c.at <= facts.clock(),
            ~ours,
        )
        .order_by(fetch.c.id)
    )
    return facts.connection.execute(wanted).all()


def _turned_away(requests: Iterable[Row[Any]]) -> dict[str, HostPast]:
    """Return what of each host came to nothing since it last answered: a list's request, or several in a row."""
    refused, shut = _Failures(), _Failures()
    for one in requests:
        host, outcome = host_of(one.url), Outcome(one.outcome)
        if outcome in REFUSALS:
            refused.add(host, one)
        elif outcome is Outcome.REFUSED and not one.detail.startswith((LED, NO_WAY)):
            shut.add(host, one)
        if one.purpose == Purpose.ROBOTS:
            continue  # what stands before a site often lets this one file through
        if outcome.looked:
            refused.forget(host)
        if outcome not in _UNCONNECTED:
            shut.forget(*with_twins((host,)))
    found: defaultdict[str, HostPast] = defaultdict(HostPast)
    for host, moments in refused.meant():
        found[host].refused = moments
    for host, moments in shut.meant():
        found[host].shut = moments
    return found


class _Failures:
    """Failed requests by host, and which of them mean the host and not one strange page."""

    def __init__(self) -> None:
        self._moments: defaultdict[str, list[datetime]] = defaultdict(list)
        self._leading: set[str] = set()

    def add(self, host: str, request: Row[Any]) -> None:
        """Take in a failed *request*."""
        self._moments[host].append(request.at)
        if request.purpose in _LEADING:
            self._leading.add(host)

    def forget(self, *hosts: str) -> None:
        """Take in that *hosts* answer."""
        for host in hosts:
            self._moments.pop(host, None)
            self._leading.discard(host)

    def meant(self) -> Iterable[tuple[str, list[datetime]]]:
        """Return the hosts that failed and when."""
        return [
            (host, moments)
            for host, moments in self._moments.items()
            if host in self._leading or len(moments) >= _ENOUGH
        ]
