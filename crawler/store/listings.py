"""Facts that a list page holds: its notices, its rows, and how far the reading has come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from crawler.records import Row
from crawler.store.addresses import url_key
from crawler.store.facts import FetchFacts, SeenRow
from crawler.store.fetches import RequestFacts
from crawler.store.listed import record_listed
from crawler.store.tables import notice, reading, sighting
from crawler.store.transaction import digest, flat, storable


class ListFacts(RequestFacts):
    """Records list pages."""

    def record_list_page(self, reading_id: int, fetch: FetchFacts, rows: Sequence[Row]) -> list[SeenRow]:
        """Record a page of a list: the request, notices and rows not known yet, the reading's progress.

        The same row in the same column is one sighting for ever; the answer has the *rows* in their order.
        """
        wanted = select(reading).where(reading.c.id == reading_id).with_for_update()
        standing = self.connection.execute(wanted).one()
        self.record_fetch(standing.run_id, replace(fetch, column=standing.column))
        notices = self._notices(standing.site, fetch.at, rows)
        record_listed(self.connection, rows, notices)
        seen = self._sightings(standing, fetch.at, rows, notices)
        met = [one.sighting for one in seen]
        dates = [one.claimed for one in rows if one.claimed and not one.pinned]
        self.connection.execute(
            update(reading)
            .where(reading.c.id == reading_id)
            .values(
                pages=standing.pages + 1,
                sightings=list(dict.fromkeys([*standing.sightings, *met])),
                oldest=min(_known(standing.oldest, dates), default=None),
                newest=max(_known(standing.newest, dates), default=None),
            )
        )
        return seen

    def _notices(self, site: str, at: datetime, rows: Sequence[Row]) -> dict[str, int]:
        """Return the notice of every row by its key, adding those not known."""
        urls = {url_key(one.url): one.url for one in reversed(rows)}
        stored = select(notice.c.url_key, notice.c.id).where(
            notice.c.site == site, notice.c.url_key.in_(urls)
        )
        known = {one.url_key: one.id for one in self.connection.execute(stored)}
        fresh = [key for key in reversed(urls) if key not in known]
        values = [
            {"site": site, "url_key": key, "url": storable(urls[key]), "first_seen_at": at} for key in fresh
        ]
        return known | self.insert_keyed(notice, values, "url_key")

    def _sightings(
        self, standing: Any, at: datetime, rows: Sequence[Row], notices: dict[str, int]
    ) -> list[SeenRow]:
        """Return every row with its sighting, adding those that the column never showed."""
        keys = [_row_digest(one) for one in rows]
        by_key = dict(zip(reversed(keys), reversed(rows), strict=True))
        stored = select(sighting.c.row_sha256, sighting.c.id).where(
            sighting.c.site == standing.site,
            sighting.c.column == standing.column,
            sighting.c.row_sha256.in_(by_key),
        )
        known = {one.row_sha256: one.id for one in self.connection.execute(stored)}
        fresh = [key for key in reversed(by_key) if key not in known]
        values = [
            {
                "reading_id": standing.id,
                "notice_id": notices[url_key(by_key[key].url)],
                "site": standing.site,
                "column": standing.column,
                "seen_at": at,
                "title": storable(by_key[key].title),
                "url": storable(by_key[key].url),
                "claimed": by_key[key].claimed,
                "pinned": by_key[key].pinned,
                "row_sha256": key,
            }
            for key in fresh
        ]
        ids = known | self.insert_keyed(sighting, values, "row_sha256")
        return [
            SeenRow(row=row, notice=notices[url_key(row.url)], sighting=ids[key], new=key not in known)
            for row, key in zip(rows, keys, strict=True)
        ]


def _row_digest(row: Row) -> str:
    """Return the identity of a row in its column; a pin comes and goes without making it another."""
    return digest(flat(row.title), url_key(row.url), row.claimed.isoformat() if row.claimed else "")


def _known(standing: date | None, dates: list[date]) -> list[date]:
    return [standing, *dates] if standing else dates
