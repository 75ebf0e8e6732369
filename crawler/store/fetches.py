"""Facts about single requests."""

from typing import Any

from crawler.store.facts import FetchFacts
from crawler.store.tables import fetch
from crawler.store.transaction import OpenTransaction, storable, storable_or_none


class RequestFacts(OpenTransaction):
    """Records requests."""

    def record_fetch(self, run_id: int, facts: FetchFacts) -> int:
        """Record one request and how it went; return its id."""
        return self.insert(fetch, run_id=run_id, **fetch_values(facts))


def fetch_values(facts: FetchFacts) -> dict[str, Any]:
    """Return *facts* as the columns of its row."""
    placed = facts.placed
    return {
        "purpose": facts.purpose,
        "column": facts.column,
        "notice_id": facts.notice,
        "attachment_id": facts.attachment,
        "url": storable(facts.url),
        "at": facts.at,
        "outcome": facts.outcome,
        "status": facts.status,
        "detail": storable(facts.detail),
        "etag": storable_or_none(facts.etag),
        "last_modified": storable_or_none(facts.last_modified),
        "payload_sha256": facts.payload_sha256,
        "payload_bytes": facts.payload_bytes,
        "segment_id": placed.segment if placed else None,
        "offset": placed.offset if placed else None,
        "length": placed.length if placed else None,
        "retry_after": facts.retry_after,
    }
