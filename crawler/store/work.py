"""What is still to be done, read from the facts themselves: the archive is the frontier."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select

from crawler.clock import SHANGHAI, local_day
from crawler.store.facts import AttachmentWork, NoticeWork
from crawler.store.parts import in_parts, partial_notices
from crawler.store.tables import attachment, fetch, notice, run, sighting, version
from crawler.store.transaction import OpenTransaction
from crawler.words import Outcome, Purpose

SETTLED = timedelta(
    days=60
)  # silent corrections come in the first weeks; later ones are found a month late at most
LATER = 14  # days; the ages from here on count for everything

REST = timedelta(hours=1)  # for which what refused us is not asked for again
_AT_ONCE = 500  # ids in one statement; SQLite allows 32,766, short statements are planned faster
_GONE = (Outcome.NOT_FOUND, Outcome.SOFT_404)
_REFUSED = (Outcome.BLOCKED, Outcome.CHALLENGE)
_GOT = (Outcome.OK, Outcome.NOT_MODIFIED)
_ANSWERED = tuple(one for one in Outcome if one.looked)


class WorkFacts(OpenTransaction):
    """Lists what is to be fetched, oldest first."""

    def pending_notices(self, site: str, vantage: str = "") -> list[NoticeWork]:
        """Return the notices of *site* without a version, or with one that lacks a page.

        One that was not there for *vantage* waits for the next local day, one that was refused for an hour.
        """
        unread = select(notice.c.id, notice.c.url).where(
            notice.c.site == site,
            or_(~exists().where(version.c.notice_id == notice.c.id), notice.c.id.in_(partial_notices())),
            ~exists().where(fetch.c.notice_id == notice.c.id, *self._in_vain(vantage)),
        )
        found = self.connection.execute(unread.order_by(notice.c.id))
        return [NoticeWork(notice=one.id, site=site, url=one.url) for one in found]

    def pending_attachments(self, site: str, vantage: str = "") -> list[AttachmentWork]:
        """Return the files of *site* that were never had; the same address in a later version counts once."""
        sibling, its_version = attachment.alias(), version.alias()
        had = exists().where(
            fetch.c.attachment_id == sibling.c.id,
            fetch.c.outcome.in_([*_GOT, Outcome.TOO_LARGE]),
            sibling.c.url == attachment.c.url,
            sibling.c.version_id == its_version.c.id,
            its_version.c.notice_id == version.c.notice_id,
        )
        missing = (
            select(attachment, version.c.notice_id)
            .join(version, version.c.id == attachment.c.version_id)
            .join(notice, notice.c.id == version.c.notice_id)
            .where(
                notice.c.site == site,
                ~had,
                ~exists().where(fetch.c.attachment_id == attachment.c.id, *self._in_vain(vantage)),
            )
            .order_by(attachment.c.id)
        )
        return _once(site, self.connection.execute(missing).all())

    def due_rechecks(self, site: str, ages: Sequence[int], file_ages: Sequence[int] = ()) -> list[NoticeWork]:
        """Return the notices of *site* to be looked at again, and of each whether its files are.

        One is due when one of *ages*, in days since it was first seen, has passed since the site last answered for it;
        its files where one of *file_ages* has. What was long out when we first saw it has settled, and only the later
        ages count for it.
        """
        now = self.clock()
        due = [
            one
            for one in self.connection.execute(_looked_at(site, now - timedelta(days=min(ages, default=0))))
            if _passed(one.first_seen_at, _ages(one, ages), now) > one.last_look
        ]
        validators = self._validators([one.id for one in due])
        return [
            NoticeWork(
                notice=one.id,
                site=site,
                url=one.url,
                etag=validators.get(one.id, (None, None))[0],
                last_modified=validators.get(one.id, (None, None))[1],
                files=_passed(one.first_seen_at, _ages(one, file_ages), now) > one.last_look,
            )
            for one in due
        ]

    def _in_vain(self, vantage: str) -> tuple[ColumnElement[bool], ...]:
        """Return the conditions on a request from *vantage* that found nothing today, or was refused just now."""
        now = self.clock()
        day = local_day(now)
        midnight = datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).astimezone(UTC)
        missing = and_(fetch.c.outcome.in_(_GONE), fetch.c.at >= midnight)
        refused = and_(fetch.c.outcome.in_(_REFUSED), fetch.c.at > now - REST)
        return or_(missing, refused), run.c.id == fetch.c.run_id, run.c.vantage == vantage

    def _validators(self, notices: list[int]) -> dict[int, tuple[str | None, str | None]]:
        """Return etag and last-modified of the last good answer of each of *notices*.

        Of one in parts none: that its first page has not changed says nothing of the others.
        """
        found: dict[int, tuple[str | None, str | None]] = {}
        for start in range(0, len(notices), _AT_ONCE):
            chosen = notices[start : start + _AT_ONCE]
            latest = (
                select(func.max(fetch.c.id))
                .where(
                    fetch.c.notice_id.in_(chosen),
                    fetch.c.purpose == Purpose.NOTICE,
                    fetch.c.outcome == Outcome.OK,
                )
                .group_by(fetch.c.notice_id)
            )
            wanted = select(fetch.c.notice_id, fetch.c.etag, fetch.c.last_modified).where(
                fetch.c.id.in_(latest)
            )
            found |= {one.notice_id: (one.etag, one.last_modified) for one in self.connection.execute(wanted)}
            for one in self.connection.execute(in_parts(chosen)):
                found.pop(one.notice_id, None)
        return found


def _looked_at(site: str, seen_by: datetime) -> Select[Any]:
    """Return the query for notices with a version, first seen by then, each with its last look.

    Where its text has no date, as a file has none, that of its row says how long it has been out.
    """
    return (
        select(
            notice.c.id,
            notice.c.url,
            notice.c.first_seen_at,
            func.max(fetch.c.at).label("last_look"),
            func.coalesce(
                select(func.min(version.c.published))
                .where(version.c.notice_id == notice.c.id)
                .scalar_subquery(),
                select(func.min(sighting.c.claimed))
                .where(sighting.c.notice_id == notice.c.id)
                .scalar_subquery(),
            ).label("published"),
        )
        .join(
            fetch,
            and_(
                fetch.c.notice_id == notice.c.id,
                fetch.c.purpose == Purpose.NOTICE,
                fetch.c.outcome.in_(_ANSWERED),
            ),
        )
        .where(
            notice.c.site == site,
            notice.c.first_seen_at <= seen_by,
            exists().where(version.c.notice_id == notice.c.id),
        )
        .group_by(notice.c.id, notice.c.url, notice.c.first_seen_at)
        .order_by(notice.c.id)
    )


def _ages(row: Row[Any], ages: Sequence[int]) -> Sequence[int]:
    """Return the ages that count for a notice."""
    out_for = local_day(row.first_seen_at) - row.published if row.published else timedelta(0)
    return [one for one in ages if one >= LATER] if out_for >= SETTLED else ages


def _passed(first_seen: datetime, ages: Sequence[int], now: datetime) -> datetime:
    """Return the last moment at which a notice came of one of *ages*; long ago where it has not yet."""
    moments = [first_seen + timedelta(days=age) for age in ages]
    return max((one for one in moments if one <= now), default=datetime.min.replace(tzinfo=UTC))


def _once(site: str, rows: Sequence[Row[Any]]) -> list[AttachmentWork]:
    """Return one piece of work for every file of a notice: that of the first version which linked to it."""
    found: dict[tuple[int, str], AttachmentWork] = {}
    for one in rows:
        work = AttachmentWork(
            attachment=one.id,
            notice=one.notice_id,
            version=one.version_id,
            site=site,
            name=one.name,
            url=one.url,
        )
        found.setdefault((one.notice_id, one.url), work)
    return list(found.values())
