"""Writes out what the files of an edition share: templates, references between duties, sets of units."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from string import ascii_lowercase

from monitor.catalogue.layout import CategoryRow, DutyRow, TimingRow
from monitor.catalogue.model import (
    Category,
    Duty,
    Element,
    ElementSet,
    Instrument,
    Timing,
    UnitEntry,
)
from monitor.catalogue.sources import cut_at_what_was_read, from_memory, instrument_of
from monitor.catalogue.units import Locality
from monitor.words import Strength, TimeRule

_FOLD = re.compile("(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
"""The space that folding a line leaves, where Chinese has none."""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """All that one file may take from the others."""

    instruments: Mapping[str, Instrument]
    units: Mapping[str, UnitEntry]
    templates: Mapping[str, tuple[TimingRow, ...]]
    duties: Mapping[str, DutyRow]
    places: tuple[Locality, ...] = ()
    values: frozenset[str] = frozenset()
    """Ids of the kinds of value."""


def members(unit: str, units: Mapping[str, UnitEntry]) -> Iterator[str]:
    """Yield *unit* and, when it is a set, everything in it."""
    waiting, seen = [unit], set()
    while waiting:
        one = waiting.pop(0)
        if one not in seen:
            seen.add(one)
            yield one
            waiting.extend(units[one].members if one in units else ())


def inside(jurisdiction: str, places: tuple[Locality, ...]) -> tuple[str, ...]:
    """Return *jurisdiction* and all *places* that lie in it.

    >>> inside("ZJ", (Locality(id="NB", within="ZJ"), Locality(id="ZJ", within="CN")))
    ('ZJ', 'NB')
    """
    found = [jurisdiction]
    for one in found:
        found += [each.id for each in places if each.within == one and each.id not in found]
    return tuple(found)


def written_out(row: TimingRow, shared: Shared, path: tuple[str, ...] = ()) -> tuple[TimingRow, ...]:
    """Return the rules that *row* stands for; nothing for a reference that leads back to itself."""
    if row.use:
        return shared.templates.get(row.use, ())
    if row.like:
        if row.like in path or row.like not in shared.duties:
            return ()
        rows = shared.duties[row.like].timings
        return tuple(one for each in rows for one in written_out(each, shared, (*path, row.like)))
    return (row,)


def _timings(duty: DutyRow, shared: Shared) -> Iterator[Timing]:
    for n, row in enumerate(duty.timings, 1):
        written = written_out(row, shared, (duty.id,))
        rows = tuple(one for each in written for one in cut_at_what_was_read(each, shared.instruments))
        marks: Iterable[str] = ascii_lowercase if len(rows) > 1 else ("",)
        for mark, one in zip(marks, rows, strict=False):
            if timing := timing_of(f"{duty.id}/t{n}{mark}", one, shared):
                yield timing


def timing_of(timing_id: str, row: TimingRow, shared: Shared) -> Timing | None:
    """Return the rule that *row* states by itself; None where it only refers to others."""
    return _timing(timing_id, row, row.rule, row.strength, shared) if row.rule and row.strength else None


def _timing(timing_id: str, row: TimingRow, rule: TimeRule, strength: Strength, shared: Shared) -> Timing:
    scope = dict.fromkeys(one for unit in row.scope for one in members(unit, shared.units))
    return Timing(
        id=timing_id,
        rule=rule,
        trigger=row.trigger,
        strength=strength,
        jurisdiction=row.jurisdiction,
        cite=row.cite,
        n=row.n,
        unit=row.unit,
        grace=row.grace,
        due=row.due,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        scope=tuple(scope),
        only_for=row.only_for,
        derived=row.derived,
        unverified=row.unverified,
        recalled_only=row.strength is Strength.RECALLED
        or from_memory(row.cite, shared.instruments, row.valid_to),
        channel=row.channel,
        about=row.about,
        years_back=row.years_back,
        places=inside(row.jurisdiction, shared.places),
        placeholder=row.placeholder,
        titles=row.titles,
    )


def _elements(row: DutyRow, shared: Shared, *, firm: bool) -> tuple[Element, ...]:
    """Return the elements of *row*, soft where no source of theirs, or else of the duty, binds, or each stands by itself."""
    owner = shared.duties[row.elements_as] if row.elements_as else row
    found = (*(owner.elements if row.elements_as else ()), *row.elements)
    if row.elements_apart or owner.elements_apart:
        return _sourced(found, (), shared, None, firm=False)
    return _sourced(found, row.elements_cite or owner.elements_cite, shared, None, firm=firm)


def _sourced(
    elements: Iterable[Element], cite: tuple[str, ...], shared: Shared, last: date | None, *, firm: bool
) -> tuple[Element, ...]:
    binds = not from_memory(cite, shared.instruments, last) if cite else firm
    return tuple(one if binds else replace(one, soft=True) for one in elements)


def _bound(row: DutyRow, shared: Shared) -> bool:
    """Return whether the duty itself cites a source that binds and that somebody has read."""
    binding = (one for one in row.cite if instrument_of(one) in shared.instruments)
    return any(
        shared.instruments[instrument_of(one)].strength.convicts
        and not from_memory((one,), shared.instruments, row.valid_to)
        for one in binding
    )


def _duty(row: DutyRow, shared: Shared) -> Duty:
    timings = tuple(_timings(row, shared))
    firm = any(one.convicts for one in timings) or _bound(row, shared)
    sets = tuple(
        ElementSet(
            elements=_sourced(one.elements, one.cite, shared, one.valid_to, firm=firm),
            cite=one.cite,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
        )
        for one in row.element_sets
    )
    taken = {
        name: getattr(row, name)
        for name in (
            *("id", "name", "name_en", "kind", "checkability", "denominator", "obliged", "cite", "channel"),
            *(
                "venue",
                "privacy",
                "redact",
                "exempt",
                "stale_terms",
                "stale_since",
                "fresh_terms",
                "later",
                "same_as",
                "terms",
            ),
            *("elements_as", "elements_apart", "elements_cite", "inspects", "valid_from", "valid_to"),
        )
    }
    return Duty(
        **taken,
        level=row.level or "",
        timings=timings,
        firm=firm,
        elements=_elements(row, shared, firm=firm),
        element_sets=sets,
    )


def category_of(row: CategoryRow, shared: Shared) -> Category:
    """Return the category that *row* says, with everything shared written out."""
    taken = {
        name: getattr(row, name)
        for name in (
            *("id", "number", "name", "name_en", "mode", "lead", "others", "passage", "terms", "supervisors"),
            *("in_practice", "merged_into", "place", "valid_from", "valid_to"),
        )
    }
    taken["passage"] = _FOLD.sub("", row.passage)
    return Category(**taken, duties=tuple(_duty(one, shared) for one in row.duties))
