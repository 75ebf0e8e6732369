"""The weekly letter: numbers and reasons; it names bureaus for what people confirmed, and where we could not see."""

from collections import Counter
from functools import lru_cache, partial
from hashlib import sha256
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from crawler.door.markup import let_out
from monitor.mail.message import AttachedFile, Letter
from monitor.report.rows import problem
from monitor.report.sheets import say_week
from monitor.report.week import WEEK, Weekly, say_share
from monitor.report.words import joined, say
from monitor.review.words import State
from monitor.roots import roots
from monitor.say import glyph, say_reason
from monitor.say_root import say_root
from monitor.verdict import Verdict
from monitor.words import Standing

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMED_ROOTS = 10
NAMED_PROBLEMS = 20  # confirmed problems told in full; the attachment has them all
NAMED = 30  # bureaus that the letter names; it stays below 100 KB, and the attachment has them all
CONFIRMED = "✕"
"""The sign of what two people confirmed."""


FOR_PEOPLE = frozenset(
    {
        "claims_in_time_but_absent",
        "there_before_first_look",
        "straddles",
        "possible_match",
        "page_was_withdrawn",
    }
)
"""Reasons that speak of what a bureau published, not of how well we looked."""


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("monitor.report"),
        autoescape=select_autoescape(["html"]),
        finalize=let_out,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def weekly_letter(weekly: Weekly, base: str, files: tuple[AttachedFile, ...], lang: str = "zh") -> Letter:
    """Return the week's letter, also when nothing is wrong."""
    values = _values(weekly, base.rstrip("/"), lang) | {"lang": lang, "t": partial(say, lang=lang)}
    return Letter(
        key=_key(weekly, base),
        subject=values["subject"],
        text=_templates().get_template("weekly.txt").render(values),
        html=_templates().get_template("weekly.html").render(values),
        files=files,
    )


def _key(weekly: Weekly, base: str) -> str:
    """Return what names the letter; two deployments with the same recipients never share a Message-ID."""
    place = sha256(f"{weekly.now.edition.id}\n{base}".encode()).hexdigest()[:16]
    return f"weekly/{weekly.week.name}/{place}"


def _values(weekly: Weekly, base: str, lang: str) -> dict[str, Any]:
    now = weekly.now
    untold, suspected = len(weekly.of(Standing.CANNOT_TELL)), len(weekly.suspected)
    return {
        "subject": say(
            "[政务公开监测] {week} | 确认{confirmed} 疑似{suspected} 无法判定{untold} | 本周消除{cleared}",
            lang,
            week=say_week(weekly.week, lang),
            confirmed=len(weekly.confirmed),
            suspected=suspected,
            untold=untold,
            cleared=len(weekly.cleared),
        ),
        "sentence": _sentence(weekly, suspected, untold, lang),
        "numbers": _numbers(weekly, lang),
        "confirmed": [_confirmed(one, weekly, base, lang) for one in weekly.confirmed[:NAMED_PROBLEMS]],
        "confirmed_rest": len(weekly.confirmed) - NAMED_PROBLEMS,
        "rectifying": [
            _confirmed(one, weekly, base, lang)
            for one in weekly.rectifying(weekly.day + WEEK)[:NAMED_PROBLEMS]
        ],
        "fixed": len(weekly.fixed),
        "suspected": suspected,
        "new": len(weekly.new),
        "flagged": len(weekly.flagged),
        "cleared": len(weekly.cleared),
        "untold": (bureaus := _untold(weekly, lang))[:NAMED],
        "untold_rest": len(bureaus) - NAMED,
        "roots": _roots(weekly, lang)[:NAMED_ROOTS],
        "roots_total": len(_roots(weekly, lang)),
        "untold_total": untold,
        "for_people": sum(one.reason.key in FOR_PEOPLE for one in weekly.of(Standing.CANNOT_TELL)),
        "total": len(now.verdicts),
        "due": now.coverage().due,
        "judged": now.coverage().judged,
        "coverage": say_share(now.coverage()),
        "columns": sum(len(places) for places in now.places.values()),
        "unread": len(now.unreadable),
        "edition": now.edition.id,
        "rules": _rules(weekly),
        "day": weekly.day.isoformat(),
        "base": base,
        "link": f"{base}/weekly/{weekly.week.name}",
    }


def _numbers(weekly: Weekly, lang: str) -> list[dict[str, Any]]:
    """Return the four numbers of the letter, each with its change."""
    before, confirmed_before = weekly.suspected_before, len(weekly.before.in_state(State.CONFIRMED))
    suspected, confirmed = len(weekly.suspected), len(weekly.confirmed)
    return [
        {
            "name": say("确认问题", lang),
            "value": confirmed,
            "change": confirmed - confirmed_before,
            "glyph": CONFIRMED,
        },
        {
            "name": say("疑似", lang),
            "value": suspected,
            "change": suspected - before,
            "glyph": glyph(Standing.SUSPECTED_MISSING),
        },
        _number(say("无法判定", lang), Standing.CANNOT_TELL, weekly),
        _number(say("已公开", lang), Standing.MET, weekly),
    ]


def _number(name: str, standing: Standing, weekly: Weekly) -> dict[str, Any]:
    value, change = weekly.count(standing)
    return {"name": name, "value": value, "change": change, "glyph": glyph(standing)}


def _confirmed(verdict: Verdict, weekly: Weekly, base: str, lang: str) -> dict[str, Any]:
    """Return what the letter says of one confirmed problem: who, what, when, how it was seen, and what puts it right."""
    line = problem(0, verdict, weekly.now, base, lang)
    return {
        "bureau": line.bureau,
        "duty": line.duty,
        "due": line.due.isoformat() if line.due else "－",
        "description": line.description,
        "reviewers": joined([one for one in (line.first, line.second) if one], lang),
        "remedy": line.clear,
        "rectify_by": line.rectify_by.isoformat() if line.rectify_by else say("待定", lang),
        "overdue": line.rectify_by is not None and line.rectify_by < weekly.day,
        "evidence": line.evidence.address,
    }


def _sentence(weekly: Weekly, suspected: int, untold: int, lang: str) -> str:
    if weekly.newly_confirmed:
        text = "本周新增经复核确认的问题 {new} 项，累计 {confirmed} 项；疑似 {suspected} 项待核实；{untold} 项无法判定。"
    elif not weekly.new:
        text = "本周无新增疑似问题；共判定 {total} 项，{untold} 项无法判定。"
    else:
        text = "本周新增疑似问题 {new} 项，累计 {suspected} 项待核实；{untold} 项无法判定。"
    return say(
        text,
        lang,
        new=len(weekly.newly_confirmed or weekly.new),
        confirmed=len(weekly.confirmed),
        suspected=suspected,
        untold=untold,
        total=len(weekly.now.verdicts),
    )


def _roots(weekly: Weekly, lang: str) -> list[str]:
    """Return what everything that cannot be told comes down to; a site that is down is one line."""
    return [say_root(one, lang) for one in roots(weekly.now) if one.obligations]


def _rules(weekly: Weekly) -> str:
    """Return the versions of the rules that judged, so that a letter can be told from one under other rules."""
    used = {name: version for one in weekly.now.verdicts for name, version in one.rule_versions.items()}
    return sha256(repr(sorted(used.items())).encode()).hexdigest()[:8]


def _untold(weekly: Weekly, lang: str) -> list[dict[str, Any]]:
    """Return, bureau by bureau, how much we could not see and the most frequent reason; the most first.

    What hangs on a notice of the bureau's is for people to decide and names nobody here.
    """
    said: dict[str, Counter[str]] = {}
    for one in weekly.of(Standing.CANNOT_TELL):
        if one.reason.key in FOR_PEOPLE:
            continue
        reason = say_reason(one.reason, lang, weekly.now.edition.zone, weekly.now.edition.english)
        said.setdefault(one.obligation.bureau, Counter())[reason] += 1
    most = sorted(said.items(), key=lambda one: (-one[1].total(), one[0]))
    return [
        {
            "bureau": weekly.now.bureaus[bureau].name,
            "count": reasons.total(),
            "reason": min(reasons.items(), key=lambda one: (-one[1], one[0]))[0],
        }
        for bureau, reasons in most
    ]
