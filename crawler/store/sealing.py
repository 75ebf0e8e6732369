"""Takes notices down from every view and back, and writes down who looked at an original, before anything is shown."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, func, or_, select

from crawler.errors import UsageError
from crawler.store.seal_tables import original_access, takedown
from crawler.store.tables import attachment, fetch, notice, sighting, version
from crawler.store.transaction import OpenTransaction, storable


@dataclass(frozen=True, kw_only=True)
class Takedown:
    """One word about a notice; the last one holds."""

    id: int
    notice: int
    at: datetime
    down: bool
    who: str
    reason: str
    seal: str
    payloads: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Access:
    """One look at an original."""

    id: int
    notice: int
    fetch: int | None
    """The request whose archived answer was given out; None where the stored text was."""
    version: int | None
    at: datetime
    who: str
    reason: str


class SealFacts(OpenTransaction):
    """Records and recalls what people did with originals."""

    def notice_named(self, said: str) -> int:
        """Return the notice of that number, or of that address: its own, a row's or a file's; raise UsageError for none."""
        if said.isdecimal():
            found = self.connection.scalar(select(notice.c.id).where(notice.c.id == int(said)))
            if found is None:
                raise UsageError(f"no notice has the number {said}")
            return int(found)
        files = select(version.c.notice_id).join(attachment, attachment.c.version_id == version.c.id)
        rows = select(sighting.c.notice_id).where(sighting.c.url == said)
        wanted = select(notice.c.id).where(
            or_(
                notice.c.url == said,
                notice.c.id.in_(rows),
                notice.c.id.in_(files.where(attachment.c.url == said)),
            )
        )
        found = list(self.connection.scalars(wanted.order_by(notice.c.id)))
        if len(found) != 1:
            hint = (
                f"say which: {', '.join(map(str, found))}"
                if found
                else "its number stands in its page's address"
            )
            raise UsageError(f"{len(found)} notices have the address {said!r}", hint=hint)
        return int(found[0])

    def take_down(self, identity: int, who: str, reason: str, *, down: bool) -> Takedown:
        """Record that a notice leaves every view from now on, or comes back; the archive keeps what it has."""
        wanted = select(fetch.c.payload_sha256).where(_belongs(identity), fetch.c.payload_sha256 != "")
        payloads = tuple(sorted(set(self.connection.scalars(wanted))))
        values = {
            "notice_id": identity,
            "at": self.clock(),
            "down": down,
            "who": storable(who),
            "reason": storable(reason),
            "seal": sha256("\n".join(payloads).encode()).hexdigest(),
            "payloads": list(payloads),
        }
        key = self.insert(takedown, **values)
        return next(one for one in self.takedowns(identity) if one.id == key)

    def takedowns(self, identity: int | None = None) -> list[Takedown]:
        """Return every word about one notice, or about all, oldest first."""
        wanted = select(takedown).order_by(takedown.c.id)
        if identity is not None:
            wanted = wanted.where(takedown.c.notice_id == identity)
        return [
            Takedown(
                id=one.id,
                notice=one.notice_id,
                at=one.at,
                down=one.down,
                who=one.who,
                reason=one.reason,
                seal=one.seal,
                payloads=tuple(one.payloads),
            )
            for one in self.connection.execute(wanted)
        ]

    def same_text(self, identity: int) -> list[int]:
        """Return the other notices one of whose versions has the same text as one of this."""
        mine = select(version.c.text_sha256).where(version.c.notice_id == identity)
        wanted = select(version.c.notice_id).where(
            version.c.text_sha256.in_(mine), version.c.notice_id != identity
        )
        return list(self.connection.scalars(wanted.distinct().order_by(version.c.notice_id)))

    def record_access(
        self, identity: int, who: str, reason: str, *, fetch_id: int | None, number: int | None
    ) -> int:
        """Record that somebody is about to see an original, and why."""
        return self.insert(
            original_access,
            notice_id=identity,
            fetch_id=fetch_id,
            version=number,
            at=self.clock(),
            who=storable(who),
            reason=storable(reason),
        )

    def accesses(self) -> list[Access]:
        """Return every look at an original, oldest first."""
        return [
            Access(
                id=one.id,
                notice=one.notice_id,
                fetch=one.fetch_id,
                version=one.version,
                at=one.at,
                who=one.who,
                reason=one.reason,
            )
            for one in self.connection.execute(select(original_access).order_by(original_access.c.id))
        ]

    def newest_answer(self, identity: int) -> int | None:
        """Return the newest request for the page of a notice whose answer the archive holds."""
        wanted = select(func.max(fetch.c.id)).where(
            fetch.c.notice_id == identity, fetch.c.purpose == "notice", fetch.c.segment_id.is_not(None)
        )
        found: int | None = self.connection.scalar(wanted)
        return found


def _belongs(identity: int) -> ColumnElement[bool]:
    """Return what chooses the requests for the page of a notice and for its files."""
    mine = select(version.c.id).where(version.c.notice_id == identity)
    files = select(attachment.c.id).where(attachment.c.version_id.in_(mine))
    return or_(fetch.c.notice_id == identity, fetch.c.attachment_id.in_(files))
