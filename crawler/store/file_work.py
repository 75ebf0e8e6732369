"""Which files are to be asked for again: those that a notice still links to, and that cost little to ask for."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select

from crawler.store.facts import AttachmentWork, FileHad
from crawler.store.tables import attachment, fetch, version
from crawler.store.transaction import OpenTransaction
from crawler.words import Outcome, Purpose

SMALL = 1 << 20  # bytes of the largest file that is fetched again where its server gave no validators
_AT_ONCE = 500  # ids in one statement; SQLite allows 32,766, short statements are planned faster


class FileWorkFacts(OpenTransaction):
    """Lists files that were had before."""

    def file_rechecks(self, site: str, notices: Sequence[int]) -> list[AttachmentWork]:
        """Return the files of the last versions of *notices* that were had, each with its last good answer.

        One whose server gives no validators would have to be sent whole again, so it is left out unless it is small.
        """
        return [
            one
            for start in range(0, len(notices), _AT_ONCE)
            for one in self._again(site, notices[start : start + _AT_ONCE])
        ]

    def _again(self, site: str, notices: Sequence[int]) -> Iterator[AttachmentWork]:
        newest = (
            select(func.max(version.c.id))
            .where(version.c.notice_id.in_(notices))
            .group_by(version.c.notice_id)
        )
        linked = (
            select(attachment, version.c.notice_id)
            .join(version, version.c.id == attachment.c.version_id)
            .where(version.c.id.in_(newest))
            .order_by(attachment.c.id)
        )
        had = self._had(notices)
        for one in self.connection.execute(linked):
            if found := had.get((one.notice_id, one.url)):
                yield AttachmentWork(
                    attachment=one.id,
                    notice=one.notice_id,
                    version=one.version_id,
                    site=site,
                    name=one.name,
                    url=one.url,
                    had=found,
                )

    def _had(self, notices: Sequence[int]) -> dict[tuple[int, str], FileHad]:
        """Return the last good answer for every file of *notices* that may be asked for again, by notice and link."""
        wanted = (
            select(fetch, attachment.c.url.label("linked"))
            .join(attachment, attachment.c.id == fetch.c.attachment_id)
            .where(
                fetch.c.notice_id.in_(notices),
                fetch.c.purpose == Purpose.ATTACHMENT,
                fetch.c.outcome == Outcome.OK,
                fetch.c.payload_sha256.is_not(None),
            )
            .order_by(fetch.c.id)
        )
        last = {(one.notice_id, one.linked): one for one in self.connection.execute(wanted)}
        return {
            key: FileHad(
                fetch=one.id,
                payload_sha256=one.payload_sha256,
                etag=one.etag,
                last_modified=one.last_modified,
            )
            for key, one in last.items()
            if one.etag or one.last_modified or (one.payload_bytes or 0) <= SMALL
        }
