"""Says where else a notice stands: its reposts in other columns and on other sites, and which of them stands for all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, func, select

from crawler.store.database import reading
from crawler.store.tables import notice, version
from crawler.store.takedowns import down_now
from monitor.matching.notice import NoticeText
from monitor.reposts import Document, groups

COMPARED = 500
"""Notices of the titles asked for that are compared; thousands of one title are forms, and a form is no repost."""


@dataclass(frozen=True, kw_only=True)
class Posted:
    """One place where a document stands."""

    notice: int
    site: str
    url: str
    first_seen_at: datetime


Group = tuple[Posted, ...]
"""The places of one document, the first seen first: that notice stands for the group."""


def groups_of(
    engine: Engine, notices: Iterable[int], *, until: datetime | None = None
) -> Mapping[int, Group]:
    """Return the group of each of *notices* whose document stands in more than one place, of those first seen *until* then.

    Compared is what bears exactly the same title now; what was taken down is in no group.
    """
    wanted = tuple(dict.fromkeys(notices))
    filed = _alike(engine, wanted) if wanted else []
    if until is not None:
        filed = [one for one in filed if one[0].first_seen_at <= until]
    found = (held for held in groups(filed) if len(held) > 1)
    asked = frozenset(wanted)
    return {one.notice: held for held in found for one in held if one.notice in asked}


def _alike(engine: Engine, wanted: tuple[int, ...]) -> list[tuple[Posted, Document]]:
    newest = select(func.max(version.c.id)).group_by(version.c.notice_id)
    titles = select(version.c.title).where(version.c.notice_id.in_(wanted), version.c.id.in_(newest))
    alike = (
        select(
            notice.c.id,
            notice.c.site,
            notice.c.url,
            notice.c.first_seen_at,
            version.c.title,
            version.c.body,
            version.c.doc_number,
        )
        .join(version, version.c.notice_id == notice.c.id)
        .where(version.c.id.in_(newest), version.c.title.in_(titles), notice.c.id.not_in(down_now()))
        .order_by(notice.c.first_seen_at, notice.c.id)
        .limit(COMPARED)
    )
    with reading(engine) as connection:
        rows = connection.execute(alike).all()
    return [
        (
            Posted(notice=key, site=site, url=url, first_seen_at=at),
            Document(NoticeText(id=str(key), title=title, body=body, doc_number=number)),
        )
        for key, site, url, at, title, body, number in rows
    ]


def say_group(group: Group, own: int, lang: str) -> str:
    """Return in one line which notice stands for the group of *own*, and where else it was posted."""
    first, *others = group
    also = [f"{one.site} #{one.notice}" for one in others]
    if lang == "zh":
        told = (
            "本条最先见到，代表本组"
            if first.notice == own
            else f"以最先见到的 {first.site} #{first.notice} 为代表"
        )
        return f"同文 {len(group)} 处：{told}；另见 {'、'.join(also)}"
    told = "this one" if first.notice == own else f"{first.site} #{first.notice}"
    return f"one document in {len(group)} places: {told} was seen first and stands for all; also {', '.join(also)}"
