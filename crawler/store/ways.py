"""Facts about the form of an address by which a site answers where the one of its file does not."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from crawler.store.tables import fetch, run, way
from crawler.store.transaction import OpenTransaction, storable
from crawler.words import Outcome, Purpose

TLS_INVALID = "tls_invalid"
"""Begins what a fetch says of a connection that proves nothing."""

LED = "led to"
"""Begins what a fetch says of an address that another had sent us to, and that could not be visited."""
NO_WAY = "no way there"
"""Begins what a fetch says of a host that no network of ours led to: it may be our own that was out."""

HELD = timedelta(days=7)  # then the form of the site's file is tried first again


@dataclass(frozen=True, kw_only=True)
class KnownWay:
    """The form that answered in another's stead."""

    asked: str
    """Scheme, host and port of the form that did not answer."""
    used: str
    at: datetime
    reason: str


class WayFacts(OpenTransaction):
    """Records and recalls by which form a site answers; the last word about a form holds for some days."""

    def record_way(self, run_id: int, site: str, asked: str, used: str, reason: str) -> None:
        """Record that *used* answered in *asked*'s stead, and why that was tried; both equal: it answers again."""
        self.insert(
            way,
            run_id=run_id,
            site=site,
            asked=storable(asked),
            used=storable(used),
            at=self.clock(),
            reason=storable(reason),
        )

    def ways(self, site: str) -> list[KnownWay]:
        """Return the forms by which *site* answers now in another's stead."""
        last = select(func.max(way.c.id)).where(way.c.site == site).group_by(way.c.asked)
        wanted = select(way).where(
            way.c.id.in_(last), way.c.used != way.c.asked, way.c.at > self.clock() - HELD
        )
        found = self.connection.execute(wanted.order_by(way.c.id))
        return [KnownWay(asked=one.asked, used=one.used, at=one.at, reason=one.reason) for one in found]

    def distrust(self, site: str) -> str:
        """Return why the connections of the last good list of *site* prove nothing, or an empty text."""
        wanted = (
            select(fetch.c.detail)
            .join(run, run.c.id == fetch.c.run_id)
            .where(run.c.site == site, fetch.c.purpose == Purpose.LIST, fetch.c.outcome == Outcome.OK)
            .order_by(fetch.c.id.desc())
            .limit(1)
        )
        detail = self.connection.execute(wanted).scalar() or ""
        return detail.removeprefix(f"{TLS_INVALID}: ") if detail.startswith(TLS_INVALID) else ""
