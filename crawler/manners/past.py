"""What the stored requests tell of each host: when it was last asked, how often today, and whether it refuses us."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Row, Select, select

from crawler.clock import SHANGHAI, local_day
from crawler.store.tables import fetch, run
from crawler.store.transaction import OpenTransaction
from crawler.words import Outcome, Purpose

REFUSALS = frozenset({Outcome.BLOCKED, Outcome.CHALLENGE})
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
    for host, moments in _refusing(_of_refused_sites(facts, now - _LOOK_BACK, vantage)).items():
        found[host].refused = moments
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
    """Return the requests since then, from *vantage*, for sites of which one was refused, in order."""
    sites = (
        select(run.c.site)
        .join(fetch, fetch.c.run_id == run.c.id)
        .where(run.c.started_at >= since, fetch.c.outcome.in_(REFUSALS))
        .distinct()
    )
    wanted: Select[Any] = (
        select(fetch.c.url, fetch.c.at, fetch.c.outcome, fetch.c.purpose)
        .join(run, run.c.id == fetch.c.run_id)
        .where(
            run.c.started_at >= since,
            run.c.vantage == vantage,
            run.c.site.in_(sites),
            fetch.c.at <= facts.clock(),
        )
        .order_by(fetch.c.id)
    )
    return facts.connection.execute(wanted).all()


def _refusing(requests: Iterable[Row[Any]]) -> dict[str, list[datetime]]:
    """Return the refusals of each host since its last answer: a list's, or several in a row."""
    refused: defaultdict[str, list[datetime]] = defaultdict(list)
    leading: set[str] = set()
    for one in requests:
        host, outcome = host_of(one.url), Outcome(one.outcome)
        if outcome in REFUSALS:
            refused[host].append(one.at)
            if one.purpose in _LEADING:
                leading.add(host)
        elif outcome.looked and one.purpose != Purpose.ROBOTS:
            refused.pop(host, None)
            leading.discard(host)
    return {host: moments for host, moments in refused.items() if host in leading or len(moments) >= _ENOUGH}
