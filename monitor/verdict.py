"""What the evidence says of one obligation on a day: the standing, the flags, and everything behind them."""

import json
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import cache
from hashlib import sha256
from typing import Any

from monitor.clocks import Clock, clocks
from monitor.deadlines import Derivation
from monitor.evidence import Candidate, Evidence, Finding, Reason
from monitor.obligations import Obligation
from monitor.rules.registry import FLAGS, STANDINGS, rule
from monitor.words import Flag, Standing


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """One obligation judged; ``evidence`` is what it was judged by."""

    obligation: Obligation
    as_of: datetime
    standing: Standing
    reason: Reason
    flags: tuple[Flag, ...] = ()
    flag_reasons: dict[str, Reason] = field(default_factory=dict)
    """Flag → why."""
    derivations: tuple[Derivation, ...] = ()
    headline: Derivation | None = None
    clocks: tuple[Clock, ...] = ()
    """What each rule of time says by itself, where a publication counts against a day."""
    late_working_days: int | None = None
    """At least so many."""
    chosen: Candidate | None = None
    readings: tuple[int, ...] = ()
    fetches: tuple[int, ...] = ()
    clear: tuple[Reason, ...] = ()
    """What would clear the standing and each flag."""
    why_not: tuple[Reason, ...] = ()
    rule_versions: dict[str, int] = field(default_factory=dict)
    evidence: Evidence

    @property
    def key(self) -> str:
        """The obligation's name."""
        return self.obligation.key

    @property
    def due(self) -> date | None:
        """The last day that the deciding rule leaves; None where no rule decides."""
        return self.headline.due if self.headline else None

    @property
    def digest(self) -> str:
        """SHA-256 of what the verdict says, not of when it was said; equal digests are no news."""
        said = {
            "key": self.key,
            "standing": self.standing.value,
            "flags": [one.value for one in self.flags],
            "due": self.due.isoformat() if self.due else None,
            "notice": self.chosen.notice if self.chosen else None,
            "rules": self.rule_versions,
        }
        return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def reach(evidence: Evidence) -> Verdict:
    """Return the verdict on *evidence* for the day of its ``as_of``."""
    day = evidence.day
    name = STANDINGS[evidence.obligation.comes]
    found = rule(name).check(evidence, day)
    if found is None or found.standing is None:
        raise TypeError(f"rule {name!r} gave no standing")
    if found.chosen is not None:
        evidence = replace(evidence, chosen=found.chosen)
    flagged: dict[str, Finding] = {}
    for flag_rule in FLAGS:
        if (said := rule(flag_rule).check(evidence, day)) is not None:
            flagged[flag_rule] = said
    every = (found, *flagged.values())
    return Verdict(
        obligation=evidence.obligation,
        as_of=evidence.as_of,
        standing=found.standing,
        reason=found.reason,
        flags=tuple(sorted(one.flag for one in flagged.values() if one.flag)),
        flag_reasons={one.flag.value: one.reason for one in flagged.values() if one.flag},
        derivations=evidence.derivations,
        headline=evidence.headline,
        clocks=clocks(evidence, found) if name == "published_by_due_date" else (),
        late_working_days=found.late_working_days,
        chosen=found.chosen,
        readings=tuple(dict.fromkeys(one for finding in every for one in finding.readings)),
        fetches=_fetches(found.chosen, every),
        clear=tuple(one.clear for one in every if one.clear),
        why_not=found.why_not,
        rule_versions=dict(_versions(name)),
        evidence=evidence,
    )


@cache
def _versions(standing: str) -> dict[str, int]:
    """Return the versions of the rules that speak where *standing* gives the standing."""
    return {one: rule(one).VERSION for one in (standing, *FLAGS)}


def _fetches(chosen: Candidate | None, findings: tuple[Finding, ...]) -> tuple[int, ...]:
    used = [one.fetch for one in chosen.states] if chosen else []
    used += [one for finding in findings for one in finding.fetches]
    return tuple(dict.fromkeys(used))


def plain(value: Any) -> Any:
    """Return *value* as JSON knows it; days and moments in ISO form, zones and spans of time by their name."""
    if value is None or isinstance(value, str | int | float):  # most are
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(plain(key)): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    return str(value) if isinstance(value, tzinfo | timedelta) else value
