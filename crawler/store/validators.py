"""What a list's first page was marked with when it was last read, so that it can be asked for only if it has changed."""

from typing import Any

from sqlalchemy import Select, func, or_, select

from crawler.store.tables import fetch, reading
from crawler.store.transaction import OpenTransaction
from crawler.words import Ending, Outcome, Purpose


def list_validators(facts: OpenTransaction, site: str, column: str, url: str) -> dict[str, str]:
    """Return the conditional headers for page one of *column* at *url*; none where a shell stands before the list.

    They are those of the last reading down to known ground that brought bytes.
    """
    last = (
        select(reading.c.run_id, reading.c.pages)
        .where(
            reading.c.site == site,
            reading.c.column == column,
            reading.c.pages > 0,
            or_(reading.c.complete, reading.c.ending == Ending.GLANCED),
        )
        .order_by(reading.c.id.desc())
        .limit(1)
    )
    looked = facts.connection.execute(last).one_or_none()
    if looked is None:
        return {}
    came = (
        fetch.c.run_id == looked.run_id,
        fetch.c.purpose == Purpose.LIST,
        fetch.c.column == column,
        fetch.c.outcome == Outcome.OK,
    )
    first: Select[Any] = select(fetch.c.url, fetch.c.etag, fetch.c.last_modified).where(*came)
    page = facts.connection.execute(first.order_by(fetch.c.id).limit(1)).one_or_none()
    pages = facts.connection.execute(select(func.count()).select_from(fetch).where(*came)).scalar_one()
    if page is None or page.url != url or pages != looked.pages:
        return {}
    marks = {"If-None-Match": page.etag, "If-Modified-Since": page.last_modified}
    return {name: value for name, value in marks.items() if value}
