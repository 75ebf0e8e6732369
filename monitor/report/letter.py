"""The weekly letter: numbers and reasons; names of bureaus only where it says what we could not see."""

from collections import Counter
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from monitor.mail.message import AttachedFile, Letter
from monitor.report.week import Weekly, say_share
from monitor.say import glyph, say_reason
from monitor.words import Standing

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("monitor.report"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def weekly_letter(weekly: Weekly, base: str, files: tuple[AttachedFile, ...]) -> Letter:
    """Return the week's letter, also when nothing is wrong."""
    values = _values(weekly, base.rstrip("/"))
    return Letter(
        key=f"weekly/{weekly.now.edition.id}/{weekly.week.name}",
        subject=values["subject"],
        text=_templates().get_template("weekly.txt").render(values),
        html=_templates().get_template("weekly.html").render(values),
        files=files,
    )


def _values(weekly: Weekly, base: str) -> dict[str, Any]:
    now = weekly.now
    untold, untold_change = weekly.count(Standing.CANNOT_TELL)
    suspected = len(weekly.suspected)
    before = sum(one.standing.accuses for one in weekly.before.verdicts)
    return {
        "subject": f"[政务公开监测] {weekly.week.year}年第{weekly.week.number:02}周 | "
        f"确认0 疑似{suspected} 无法判定{untold} | 本周消除{len(weekly.cleared)}",
        "sentence": _sentence(weekly, suspected, untold),
        "numbers": [
            {"name": "确认问题", "value": 0, "change": 0, "glyph": "✕"},
            {
                "name": "疑似",
                "value": suspected,
                "change": suspected - before,
                "glyph": glyph(Standing.SUSPECTED_MISSING),
            },
            {
                "name": "无法判定",
                "value": untold,
                "change": untold_change,
                "glyph": glyph(Standing.CANNOT_TELL),
            },
            _number("已公开", Standing.MET, weekly),
        ],
        "suspected": suspected,
        "new": len(weekly.new),
        "flagged": len(weekly.flagged),
        "cleared": len(weekly.cleared),
        "untold": _untold(weekly),
        "untold_total": untold,
        "total": len(now.verdicts),
        "due": now.coverage().due,
        "coverage": say_share(now.coverage()),
        "edition": now.edition.id,
        "day": weekly.day.isoformat(),
        "base": base,
        "link": f"{base}/weekly/{weekly.week.name}",
    }


def _sentence(weekly: Weekly, suspected: int, untold: int) -> str:
    if not weekly.new:
        return f"本周无新增疑似问题；共判定 {len(weekly.now.verdicts)} 项，{untold} 项无法判定。"
    return f"本周新增疑似问题 {len(weekly.new)} 项，累计 {suspected} 项待核实；{untold} 项无法判定。"


def _number(name: str, standing: Standing, weekly: Weekly) -> dict[str, Any]:
    value, change = weekly.count(standing)
    return {"name": name, "value": value, "change": change, "glyph": glyph(standing)}


def _untold(weekly: Weekly) -> list[dict[str, Any]]:
    """Return, bureau by bureau, how much cannot be told and its most frequent reason."""
    said: dict[str, Counter[str]] = {}
    for one in weekly.of(Standing.CANNOT_TELL):
        said.setdefault(one.obligation.bureau, Counter())[say_reason(one.reason)] += 1
    return [
        {
            "bureau": weekly.now.bureaus[bureau].name,
            "count": reasons.total(),
            "reason": min(reasons, key=lambda one, reasons=reasons: (-reasons[one], one)),  # type: ignore[misc]  # bound now
        }
        for bureau, reasons in said.items()
    ]
