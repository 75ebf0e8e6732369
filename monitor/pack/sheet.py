"""The provenance sheet: on one page of A4, in Chinese, what was found, where, when, how, and how it is checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.metadata import version
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from crawler.door.markup import let_out
from monitor.catalogue.model import Edition
from monitor.evidence import FirstSeen
from monitor.say import say_ending, say_flag, say_moment, say_reason, say_standing
from monitor.verdict import Verdict

ROWS = 14
"""Records that the sheet names; the others are in the list beside it."""
_NEWEST = 8  # readings that it names, the newest of those that the verdict used


@dataclass(frozen=True, kw_only=True)
class Bytes:
    """One archived record, as the sheet names it."""

    name: str
    """Of its file in the pack."""
    at: datetime
    url: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Proof:
    """How far the archive proves what the pack holds."""

    segments: int
    signer: str = ""
    """Beginning of the fingerprint of the key that signed; empty where nobody did."""
    stamped: bool = False


@dataclass(frozen=True, kw_only=True)
class Taking:
    """Who takes the pack out, why and when."""

    who: str
    why: str
    at: datetime


def draw_sheet(
    verdict: Verdict,
    edition: Edition,
    bureau: str,
    records: Sequence[Bytes],
    proof: Proof,
    taking: Taking,
) -> str:
    """Return the sheet as a page of its own; every text in it goes through the door and is escaped."""
    zone, duty = verdict.evidence.zone, edition.duty(verdict.obligation.duty)
    category = edition.category(verdict.obligation.category)
    sheet: str = _template().render(
        key=verdict.key,
        standing=say_standing(verdict.standing),
        flags=[say_flag(one) for one in verdict.flags],
        bureau=bureau,
        as_of=say_moment(verdict.as_of, zone=zone),
        duty=f"{duty.id} {duty.name}",
        what=verdict.obligation.what,
        basis=f"《{edition.document}》{category.place}：{category.passage}",
        reason=say_reason(verdict.reason, "zh", zone),
        digest=verdict.digest,
        notices=[
            {"title": one.title, "url": one.url, "first": _interval(one.first, zone)}
            for one in verdict.evidence.candidates
            if one.certain
        ],
        readings=_readings(verdict, zone),
        absent=_absent(verdict),
        zone=zone.key,
        records=[
            {"name": one.name, "at": say_moment(one.at, zone=zone), "url": one.url, "sha256": one.sha256}
            for one in records[:ROWS]
        ],
        more=max(0, len(records) - ROWS),
        software=version("gongkai"),
        segments=proof.segments,
        signed=proof.signer,
        stamped=proof.stamped,
        who=taking.who,
        why=taking.why,
        made=say_moment(taking.at, zone=zone),
    )
    return sheet


def _absent(verdict: Verdict) -> bool:
    """Whether the readings show that it was not there: none was broken off, and nothing was found."""
    used = set(verdict.readings)
    found = [one for place in verdict.evidence.places for one in place.readings if one.id in used]
    certain = any(one.certain for one in verdict.evidence.candidates)
    return bool(found) and not certain and all(one.complete for one in found)


def _readings(verdict: Verdict, zone: ZoneInfo) -> list[dict[str, object]]:
    """Return the readings that the verdict used, the newest first."""
    used = set(verdict.readings)
    found = [(place, one) for place in verdict.evidence.places for one in place.readings if one.id in used]
    found.sort(key=lambda each: each[1].started_at, reverse=True)
    return [
        {
            "column": place.name,
            "began": say_moment(one.started_at, zone=zone),
            "pages": one.pages,
            "range": f"{one.oldest or '-'} ～ {one.newest or '-'}",
            "ending": say_ending(one.ending),
        }
        for place, one in found[:_NEWEST]
    ]


def _interval(first: FirstSeen, zone: ZoneInfo) -> str:
    since = say_moment(first.lower, zone=zone) if first.lower else "首次读取之前"
    return f"{since} 之后，不晚于 {say_moment(first.upper, zone=zone)}"


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("monitor.pack", "."),
        autoescape=True,
        finalize=let_out,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("sheet.html")
