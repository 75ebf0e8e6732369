"""Where several rules of time bind at once: what each of them says by itself, beside the one that decides."""

from dataclasses import dataclass
from datetime import date

from monitor.deadlines import Derivation
from monitor.evidence import Evidence, Finding
from monitor.rules.published_by_due_date import published
from monitor.words import Standing


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One rule of time and what it says; a rule that only prompts never says late or missing."""

    timing: str
    """Id of the rule."""
    due: date
    binds: bool
    """Whether breaking it may count against anybody."""
    standing: Standing


def clocks(evidence: Evidence, decided: Finding) -> tuple[Clock, ...]:
    """Return a clock for every rule that leads to a day, where *decided* is what the standing rests on."""
    return tuple(
        Clock(
            timing=one.timing.id,
            due=one.due,
            binds=one.convicts,
            standing=_standing(evidence, decided, one, one.due),
        )
        for one in evidence.derivations
        if one.due is not None
    )


def _standing(evidence: Evidence, decided: Finding, one: Derivation, due: date) -> Standing:
    if one is evidence.headline and decided.standing is not None:
        return decided.standing
    if decided.chosen is not None:
        said = published(evidence, decided.chosen, due).standing or Standing.CANNOT_TELL
    elif evidence.day <= due:
        said = Standing.NOT_DUE
    elif decided.standing is Standing.SUSPECTED_MISSING and evidence.due is not None and due <= evidence.due:
        # what was absent after the later day was absent after the earlier one, too
        said = Standing.SUSPECTED_MISSING
    else:
        said = Standing.CANNOT_TELL
    return Standing.CANNOT_TELL if said.accuses and not one.convicts else said
