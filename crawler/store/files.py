"""Facts about the files of notices: which are still to be read, and what stands in them."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.dialects import postgresql, sqlite

from crawler.store import rows
from crawler.store.facts import FileFacts, FileWork
from crawler.store.tables import attachment, fetch, file_text, notice, segment
from crawler.store.transaction import OpenTransaction, storable
from crawler.words import Outcome, Purpose

_INSERT: dict[str, Callable[..., Any]] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


class FileTextFacts(OpenTransaction):
    """Lists files to be read and records their text; the same bytes are one file, wherever they were linked."""

    def files_to_read(self, *, sites: Collection[str] | None = None, again: bool = False) -> list[FileWork]:
        """Return the files that nobody has read, oldest first; those that were read too where *again* is set.

        Only those of *sites* where these are given: several machines crawl, each its own.
        """
        first = (
            select(func.min(fetch.c.id))
            .join(notice, notice.c.id == fetch.c.notice_id)
            .where(
                fetch.c.purpose == Purpose.ATTACHMENT,
                fetch.c.outcome == Outcome.OK,
                fetch.c.segment_id.is_not(None),
                fetch.c.payload_sha256.is_not(None),
                *([] if again else [~_was_read(fetch.c.payload_sha256)]),
                *([] if sites is None else [notice.c.site.in_(list(sites))]),
            )
            .group_by(fetch.c.payload_sha256)
        )
        wanted = (
            select(fetch, segment.c.name.label("segment_name"), attachment.c.name.label("link"))
            .join(segment, segment.c.id == fetch.c.segment_id)
            .outerjoin(attachment, attachment.c.id == fetch.c.attachment_id)
            .where(fetch.c.id.in_(first))
            .order_by(fetch.c.id)
        )
        return [
            FileWork(evidence=rows.evidence(one), payload_bytes=one.payload_bytes or 0, name=one.link or "")
            for one in self.connection.execute(wanted)
        ]

    def record_file(self, facts: FileFacts) -> int | None:
        """Record what came of reading a file; return its id, or None where that is what we knew."""
        latest = (
            select(file_text)
            .where(file_text.c.payload_sha256 == facts.payload_sha256)
            .order_by(file_text.c.number.desc())
            .limit(1)
        )
        standing = self.connection.execute(latest).one_or_none()
        values = _values(facts)
        if standing is not None and all(getattr(standing, name) == value for name, value in values.items()):
            return None
        number = standing.number + 1 if standing is not None else 1
        added = _INSERT[self.connection.dialect.name](file_text).values(
            **values, number=number, read_at=self.clock()
        )
        found = self.connection.execute(added.on_conflict_do_nothing().returning(file_text.c.id))
        return found.scalar_one_or_none()  # none where another process was faster


_light = [one for one in file_text.c if one.name != "tables"]  # which may be as large as the text again


def _was_read(payload: ColumnElement[Any]) -> ColumnElement[bool]:
    return exists().where(file_text.c.payload_sha256 == payload)


def _values(facts: FileFacts) -> dict[str, Any]:
    return {
        "payload_sha256": facts.payload_sha256,
        "name": storable(facts.name),
        "kind": facts.kind,
        "outcome": facts.outcome,
        "detail": storable(facts.detail),
        "text": storable(facts.text),
        "tables": [[[storable(cell) for cell in row] for row in table] for table in facts.tables],
        "pages": facts.pages,
        "reader": storable(facts.reader),
    }


def file_texts(chosen: ColumnElement[bool], until: datetime | None) -> Select[Any]:
    """Return the query for the files of the *chosen* notices with their newest text by *until*, in the order of the requests."""
    other = file_text.alias()
    newest = select(func.max(other.c.number)).where(other.c.payload_sha256 == file_text.c.payload_sha256)
    known = [] if until is None else [fetch.c.at <= until]
    if until is not None:
        newest = newest.where(other.c.read_at <= until)
    return (
        select(*_light, fetch.c.id.label("fetch_id"), fetch.c.notice_id, fetch.c.url)
        .join(fetch, fetch.c.payload_sha256 == file_text.c.payload_sha256)
        .join(notice, notice.c.id == fetch.c.notice_id)
        .where(
            chosen,
            fetch.c.purpose == Purpose.ATTACHMENT,
            fetch.c.outcome == Outcome.OK,
            file_text.c.number == newest.scalar_subquery(),
            *known,
        )
        .order_by(fetch.c.id)
    )
