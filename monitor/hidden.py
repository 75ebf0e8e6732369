"""Takes the words of notices that were taken down out of verdicts; what the verdicts say stays, on what was sealed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from crawler.door.taken import Taken
from monitor.evidence import Candidate, Reason
from monitor.history.say import Line
from monitor.verdict import Verdict

LEAST = 2  # characters of a value that may quote a notice


def hidden(verdicts: Iterable[Verdict], taken: Taken) -> tuple[Verdict, ...]:
    """Return *verdicts* with a tombstone for every word that comes of a notice in *taken*; digests stay what they were."""
    return tuple(_hidden(one, taken) if taken.seal else one for one in verdicts)


def hidden_line(line: Line, taken: Taken) -> Line:
    """Return what became of a notice without its words, where it was taken down; that it happened stays."""
    gone = [one for one in line.notices if one in taken]
    if not gone:
        return line
    return replace(line, title=taken.tombstone(gone[0]), details=(), passages=())


def _hidden(verdict: Verdict, taken: Taken) -> Verdict:
    gone = [one for one in verdict.evidence.candidates if one.notice in taken]
    owed = verdict.obligation
    quoted: dict[str, str] = {}
    for one in gone:
        quoted |= dict.fromkeys(_words(one), taken.tombstone(one.notice))
    if owed.notice in taken and owed.notice is not None:
        quoted |= dict.fromkeys(
            (word for word in (owed.passage, owed.basis) if word), taken.tombstone(owed.notice)
        )
    if not quoted:
        return verdict
    candidates = tuple(_without(one, taken) for one in verdict.evidence.candidates)
    owed = replace(
        owed, passage=quoted.get(owed.passage, owed.passage), basis=quoted.get(owed.basis, owed.basis)
    )
    evidence = replace(
        verdict.evidence,
        candidates=candidates,
        obligation=owed,
        chosen=_without(verdict.evidence.chosen, taken) if verdict.evidence.chosen else None,
    )
    return replace(
        verdict,
        obligation=owed,
        evidence=evidence,
        chosen=_without(verdict.chosen, taken) if verdict.chosen else None,
        reason=_reason(verdict.reason, quoted),
        flag_reasons={flag: _reason(one, quoted) for flag, one in verdict.flag_reasons.items()},
        clear=tuple(_reason(one, quoted) for one in verdict.clear),
        why_not=tuple(_reason(one, quoted) for one in verdict.why_not),
    )


def _words(one: Candidate) -> list[str]:
    """Return what reasons may quote of a notice."""
    passages = (*(each.passage for each in one.elements), *(each.passage for each in one.exposed))
    return [word for word in (one.title, one.url, *passages, *one.outdated) if len(word) >= LEAST]


def _without(one: Candidate, taken: Taken) -> Candidate:
    """Return a candidate without words of its notice, where that was taken down."""
    if one.notice not in taken:
        return one
    stone = taken.tombstone(one.notice)
    return replace(
        one,
        title=stone,
        url="",
        reasons=(),
        outdated=(stone,) * bool(one.outdated),
        elements=tuple(replace(each, passage=stone if each.passage else "") for each in one.elements),
        exposed=tuple(replace(each, passage=stone) for each in one.exposed),
    )


def _reason(reason: Reason, quoted: dict[str, str]) -> Reason:
    return replace(reason, values={key: _value(one, quoted) for key, one in reason.values.items()})


def _value(value: Any, quoted: dict[str, str]) -> Any:
    if isinstance(value, str):
        return quoted.get(value, value)
    if isinstance(value, list | tuple):
        return type(value)(_value(one, quoted) for one in value)
    return value
