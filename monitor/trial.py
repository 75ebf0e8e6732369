"""Compares two judgements of the same facts by different catalogues: every verdict that would change, with both reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from monitor.judgement import Judgement
from monitor.say import NO_ENGLISH, say_flag, say_reason, say_standing
from monitor.verdict import Verdict


@dataclass(frozen=True, kw_only=True)
class Altered:
    """One obligation whose verdict differs; None where the catalogue owes no such thing."""

    key: str
    before: Verdict | None
    after: Verdict | None

    def as_json(self) -> dict[str, Any]:
        """Return both verdicts as JSON knows them."""
        return {"key": self.key, "before": _plain(self.before), "after": _plain(self.after)}


def altered(before: Judgement, after: Judgement) -> tuple[Altered, ...]:
    """Return the verdicts that differ in standing, flags, due day, notice or reason, in the order of their keys."""
    old = {one.key: one for one in before.verdicts}
    new = {one.key: one for one in after.verdicts}
    return tuple(
        Altered(key=key, before=old.get(key), after=new.get(key))
        for key in sorted(old.keys() | new.keys())
        if _said(old.get(key)) != _said(new.get(key))
    )


def say_verdict(
    verdict: Verdict | None, lang: str, english: Mapping[str, str] = NO_ENGLISH
) -> tuple[str, str]:
    """Return the standing with its flags and due day, and the reasons; two empty texts for none; *english* are the phrases of its edition."""
    if verdict is None:
        return "", ""
    words = [say_standing(verdict.standing, lang), *(say_flag(one, lang) for one in verdict.flags)]
    due = f" ≤{verdict.due}" if verdict.due else ""
    reasons = (verdict.reason, *verdict.flag_reasons.values())
    return " +".join(words) + due, "\n".join(
        say_reason(one, lang, verdict.evidence.zone, english) for one in reasons
    )


def _said(verdict: Verdict | None) -> tuple[Any, ...]:
    if verdict is None:
        return ()
    due: date | None = verdict.due
    notice = verdict.chosen.notice if verdict.chosen else None
    return verdict.standing, verdict.flags, due, notice, say_verdict(verdict, "en")[1]


def _plain(verdict: Verdict | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {
        "standing": verdict.standing.value,
        "flags": [one.value for one in verdict.flags],
        "due": verdict.due.isoformat() if verdict.due else None,
        "reasons": say_verdict(verdict, "en")[1].split("\n"),
    }
