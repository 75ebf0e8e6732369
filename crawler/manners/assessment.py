"""The impact sheet of a site: what we ask of it, when, who we are, and how to make us stop; ready to be sent."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

from sqlalchemy import Row, Select, select

from crawler import settings
from crawler.clock import SHANGHAI, local_day
from crawler.manners.past import REFUSALS, host_of
from crawler.registry import Site
from crawler.store.tables import fetch, run
from crawler.store.ways import KnownWay, WayFacts
from crawler.words import Outcome, Purpose
from crawler.workspace import CrawlSettings

DAYS = 30  # days that are looked back upon
_KB = 1024
_ROBOTS = {
    Outcome.OK: "已读取并遵守",
    Outcome.NOT_FOUND: "网站未设 robots.txt",
    Outcome.SOFT_404: "网站未设 robots.txt",
}


@dataclass(frozen=True, kw_only=True)
class Traffic:
    """What we asked of a site in the days looked back upon."""

    requests: Counter[date]
    volume: Counter[date]
    """Bytes of the bodies."""
    refused: Counter[str]
    robots: tuple[datetime, Outcome] | None = None
    ways: Sequence[KnownWay] = ()
    distrust: str = ""
    """Why its connections prove nothing, where they do not."""


def traffic(facts: WayFacts, site: str) -> Traffic:
    """Return what the stored requests for *site* amount to."""
    since = facts.clock() - timedelta(days=DAYS)
    wanted: Select[Any] = (
        select(fetch.c.at, fetch.c.outcome, fetch.c.purpose, fetch.c.detail, fetch.c.payload_bytes)
        .join(run, run.c.id == fetch.c.run_id)
        .where(run.c.site == site, run.c.started_at >= since)
        .order_by(fetch.c.id)
    )
    found = Traffic(requests=Counter(), volume=Counter(), refused=Counter())
    robots: Row[Any] | None = None
    for one in facts.connection.execute(wanted):
        day = local_day(one.at)
        found.requests[day] += 1
        found.volume[day] += one.payload_bytes or 0
        if one.outcome in REFUSALS:
            found.refused[one.detail or one.outcome] += 1
        robots = one if one.purpose == Purpose.ROBOTS else robots
    seen = (robots.at, Outcome(robots.outcome)) if robots else None
    return replace(found, robots=seen, ways=facts.ways(site), distrust=facts.distrust(site))


def sheet(site: Site, behaviour: CrawlSettings, agent: str, seen: Traffic, today: date) -> str:
    """Return the sheet of *site* in Chinese."""
    template = (files("crawler.manners") / "assessment.txt").read_text(encoding="utf-8")
    days = max(len(seen.requests), 1)
    lines = [f"  {at}. {one.name} {site.address(one)}" for at, one in enumerate(site.column, 1)]
    limit = site.daily_requests or (0 if site.allow_private else behaviour.daily_requests)
    return template.format(
        name=site.name,
        site=site.id,
        base=site.base,
        host=host_of(site.base),
        form=_form(site, seen),
        columns=len(site.column),
        column_lines="\n".join(lines),
        pace=f"两次访问间隔不少于 {site.gap:g} 秒",
        limit=f"每日不超过 {limit} 次" if limit else "本机或内网站点，不设每日上限",
        days=DAYS,
        requests=seen.requests.total(),
        daily=seen.requests.total() / days,
        most=max(seen.requests.values(), default=0),
        total=_size(seen.volume.total()),
        daily_bytes=_size(seen.volume.total() // days),
        most_bytes=_size(max(seen.volume.values(), default=0)),
        hours=site.hours or "不限（可按主办单位要求改为夜间）",
        agent=agent,
        contact=behaviour.contact,
        robots="遵守，每日重读；无法读取时视为禁止。"
        if site.obey_robots
        else "本站点文件写明不适用 robots.txt。",
        robots_seen=_robots(seen),
        page_mb=settings.LIST_BYTES // 2**20,
        file_mb=settings.FILE_BYTES // 2**20,
        refusals="\n".join(f"  {what}：{times} 次" for what, times in seen.refused.items()) or "  无",
        today=today,
    )


def _form(site: Site, seen: Traffic) -> str:
    """Return by which form of its address the site is visited, and what its certificate is worth."""
    said = [f"{one.used}（{one.asked} 未能访问：{one.reason}）" for one in seen.ways]
    if site.tls == "strict":
        said.append("证书无效时不访问")
    elif seen.distrust:
        said.append(f"证书无效（{seen.distrust}），仍访问并逐次记录")
    return "；".join(said) or "同首页地址"


def _robots(seen: Traffic) -> str:
    if seen.robots is None:
        return "尚未读取"
    at, outcome = seen.robots
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M} {_ROBOTS.get(outcome, '无法读取，视为禁止')}"


def _size(count: int) -> str:
    """Return *count* bytes for people."""
    size = float(count)
    for unit in ("B", "KB", "MB"):
        if size < _KB:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= _KB
    return f"{size:.1f} GB"
