"""Which notices stand in the columns whose pages a browser has to draw."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from crawler.store.tables import sighting


def notices_in(connection: Connection, site: str, columns: Sequence[str]) -> frozenset[int]:
    """Return the notices that any of the *columns* of *site* has shown."""
    wanted = select(sighting.c.notice_id).where(sighting.c.site == site, sighting.c.column.in_(columns))
    return frozenset(connection.execute(wanted.distinct()).scalars())
