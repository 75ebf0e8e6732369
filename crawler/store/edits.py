"""Facts about edits: what differs between two versions, told and kept when the second is recorded."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, select

from crawler.records import Article, AttachmentLink, EditRecord, FileChange, Passage
from crawler.store.edit_tables import edit
from crawler.store.facts import AttachmentWork, FetchFacts
from crawler.store.fetches import RequestFacts
from crawler.store.tables import attachment, fetch, version
from crawler.store.transaction import storable
from crawler.versions.difference import TELLER, Content, Difference
from crawler.words import EditKind, Outcome


class EditFacts(RequestFacts):
    """Records edits."""

    def record_edit(
        self, notice: int, fetches: tuple[int, int], at: datetime, difference: Difference, version: int | None
    ) -> None:
        """Record what differs between the states that two requests, the earlier first, have brought.

        It is dated when the answer is here: the site may have changed after it was asked, *at* that moment.
        """
        self.connection.execute(
            edit.insert(),
            {
                "notice_id": notice,
                "version_id": version,
                "before_fetch_id": fetches[0],
                "after_fetch_id": fetches[1],
                "at": max(at, self.clock()),
                "kinds": list(difference.kinds),
                "passages": [_plain(one) for one in difference.passages],
                "files": [asdict(one) for one in difference.files],
                "teller": TELLER,
            },
        )

    def record_file_look(self, run_id: int, facts: FetchFacts, work: AttachmentWork) -> int:
        """Record a request for a file; where it was had before and its bytes are others now, an edit, too."""
        fetch_id = self.record_fetch(run_id, facts)
        had, now = work.had, facts.payload_sha256
        if had and now and facts.outcome is Outcome.OK and had.payload_sha256 != now:
            link = AttachmentLink(name=storable(work.name), url=storable(work.url))
            change = FileChange(before=link, after=link, before_sha256=had.payload_sha256, after_sha256=now)
            self.record_edit(work.notice, (had.fetch, fetch_id), facts.at, Difference(files=(change,)), None)
        return fetch_id


def standing_content(connection: Connection, version_id: int) -> tuple[int, Content]:
    """Return what a version says, and the request that brought it."""
    wanted = select(version.c.fetch_id, version.c.title, version.c.published, version.c.body).where(
        version.c.id == version_id
    )
    row = connection.execute(wanted).one()
    links = select(attachment.c.name, attachment.c.url).where(attachment.c.version_id == version_id)
    held = connection.execute(links.order_by(attachment.c.position))
    files = tuple(AttachmentLink(name=one.name, url=one.url) for one in held)
    return row.fetch_id, Content(title=row.title, published=row.published, body=row.body, files=files)


def content_of(article: Article) -> Content:
    """Return what *article* says, as the store would hold it."""
    return Content(
        title=storable(article.title),
        published=article.published,
        body=storable(article.body),
        files=tuple(
            replace(one, name=storable(one.name), url=storable(one.url)) for one in article.attachments
        ),
    )


def edits(chosen: ColumnElement[bool], until: datetime | None) -> Select[Any]:
    """Return the query for the edits of the *chosen* notices that were known by *until*, in the order of the requests."""
    wanted = select(edit, fetch.c.at.label("before_at")).join(fetch, fetch.c.id == edit.c.before_fetch_id)
    wanted = wanted.where(chosen).order_by(edit.c.after_fetch_id, edit.c.id)
    return wanted if until is None else wanted.where(edit.c.at <= until)


def edit_record(row: Row[Any]) -> EditRecord:
    """Return an edit."""
    return EditRecord(
        id=row.id,
        notice=row.notice_id,
        version=row.version_id,
        before=row.before_fetch_id,
        after=row.after_fetch_id,
        before_at=row.before_at,
        at=row.at,
        kinds=tuple(EditKind(one) for one in row.kinds),
        passages=tuple(
            Passage(**{**one, "kinds": tuple(EditKind(kind) for kind in one["kinds"])})
            for one in row.passages
        ),
        files=tuple(
            FileChange(**{**one, "before": _link(one["before"]), "after": _link(one["after"])})
            for one in row.files
        ),
        teller=row.teller,
    )


def _plain(one: Passage) -> dict[str, Any]:
    return {"where": one.where, "kinds": list(one.kinds), "before": one.before, "after": one.after}


def _link(said: dict[str, str] | None) -> AttachmentLink | None:
    return AttachmentLink(**said) if said else None
