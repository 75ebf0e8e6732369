"""Says what is wrong with the files of an edition beyond their shape: ids, references, days, patterns."""

import re
from collections.abc import Callable, Iterable, Iterator

from crawler.errors import InvalidFile
from monitor.catalogue.documents import Place
from monitor.catalogue.element_checks import check_elements
from monitor.catalogue.expand import Shared
from monitor.catalogue.layout import CategoryRow, DutyRow, InstrumentsFile, TimingRow, UnitsFile
from monitor.catalogue.model import MatchTerms
from monitor.catalogue.patterns import complaint
from monitor.catalogue.sources import instrument_of
from monitor.catalogue.timing_checks import check_timing, check_validity

_CATEGORY = re.compile(r"[A-Z]\d{2}")
_DUTY = re.compile(r"([A-Z]\d{2})\.\d{1,2}")
_UNIT_KINDS = ("unit", "set", "role", "outside", "everyone")
_PRIVACY = ("", "medium", "high")
_SURE = ("high", "medium", "low")


def check_instruments(file: InstrumentsFile) -> Iterator[InvalidFile]:
    """Yield what is wrong with the instruments."""
    yield from _twice(file.at, "instruments", [one.id for one in file.instruments])
    for n, one in enumerate(file.instruments):
        if "#" in one.id or not one.id:
            yield file.at.problem(
                f"instrument id {one.id!r} must be a word without '#'", "instruments", n, "id"
            )
        if one.valid_to and one.valid_to < one.valid_from:
            message = f"{one.id} ends on {one.valid_to}, before it begins on {one.valid_from}"
            yield file.at.problem(message, "instruments", n, "valid_to")


def check_units(file: UnitsFile) -> Iterator[InvalidFile]:
    """Yield what is wrong with the units."""
    known = {one.id for one in file.units}
    yield from _twice(file.at, "units", [one.id for one in file.units])
    for n, one in enumerate(file.units):
        if one.kind not in _UNIT_KINDS:
            message = f"'kind' cannot be {one.kind!r}; it is one of {', '.join(_UNIT_KINDS)}"
            yield file.at.problem(message, "units", n, "kind")
        for m, member in enumerate(one.members):
            if member not in known:
                yield file.at.problem(f"no unit {member!r}", "units", n, "members", m)
        for m, key in enumerate(one.unsure):
            if not getattr(one, key, ()):
                yield file.at.problem(f"{one.id} says nothing of {key!r}", "units", n, "unsure", m)
    yield from _check_successions(file, known)


def _check_successions(file: UnitsFile, known: set[str]) -> Iterator[InvalidFile]:
    for n, one in enumerate(file.successions):
        if one.unit and one.unit not in known:
            yield file.at.problem(f"no unit {one.unit!r}", "successions", n, "unit")
        if one.sure not in _SURE:
            message = f"'sure' cannot be {one.sure!r}; it is one of {', '.join(_SURE)}"
            yield file.at.problem(message, "successions", n, "sure")
        if not one.new:
            yield file.at.problem("a succession names who came after", "successions", n)


def check_category(row: CategoryRow, shared: Shared, categories: Iterable[str]) -> Iterator[InvalidFile]:
    """Yield what is wrong with one category and its duties."""
    known = set(categories)
    at = row.at
    if not _CATEGORY.fullmatch(row.id):
        yield at.problem(f"a category id is a capital and two digits, not {row.id!r}", "id")
    if not at.path.name.startswith(f"{row.id}-"):
        yield at.problem(f"the file's name must start with '{row.id}-'", "id")
    if row.merged_into and row.merged_into not in known:
        yield at.problem(f"no category {row.merged_into!r}", "merged_into")
    for key in ("lead", "others", "supervisors", "in_practice"):
        yield from _unknown(at, key, getattr(row, key), shared.units.__contains__, "unit")
    yield from check_validity(at, row.valid_from, row.valid_to)
    yield from _check_terms(at, row.terms)
    for duty in row.duties:
        if not duty.id.startswith(f"{row.id}."):
            yield duty.at.problem(f"duty {duty.id!r} does not belong to category {row.id!r}", "id")
        yield from _check_duty(duty, shared, known)


def _check_duty(row: DutyRow, shared: Shared, categories: set[str]) -> Iterator[InvalidFile]:
    at = row.at
    if not _DUTY.fullmatch(row.id):
        yield at.problem(f"a duty id is its category's, a point and a number, not {row.id!r}", "id")
    if row.privacy not in _PRIVACY:
        yield at.problem(f"'privacy' cannot be {row.privacy!r}; it is one of medium, high", "privacy")
    if row.same_as and row.same_as not in categories | shared.duties.keys():
        yield at.problem(f"no category or duty {row.same_as!r}", "same_as")
    if row.elements_as and row.elements_as not in shared.duties:
        yield at.problem(f"no duty {row.elements_as!r} to take elements from", "elements_as")
    elif row.elements_as and shared.duties[row.elements_as].elements_as:
        yield at.problem(f"{row.elements_as} takes its elements from elsewhere itself", "elements_as")
    if not row.timings:
        yield at.problem(f"{row.id} has no time rule; write one, or use a shared one")
    yield from _unknown(at, "obliged", row.obliged, shared.units.__contains__, "unit")
    yield from _citations(at, row.cite, shared)
    yield from _twice(at, "elements", [one.key for one in row.elements], field="key")
    yield from _citations(at, row.elements_cite, shared)
    yield from check_elements(at, row.elements, shared.values)
    yield from check_validity(at, row.valid_from, row.valid_to)
    yield from _check_terms(at, row.terms)
    for part in row.element_sets:
        yield from _citations(part.at, part.cite, shared)
        yield from check_validity(part.at, part.valid_from, part.valid_to)
        yield from check_elements(part.at, part.elements, shared.values)
    for timing in row.timings:
        yield from check_rule(timing, shared, row.id)


def check_rule(row: TimingRow, shared: Shared, duty: str) -> Iterator[InvalidFile]:
    """Yield what is wrong with one time rule of *duty* (empty for a template's)."""
    yield from check_timing(row)
    yield from _citations(row.at, row.cite, shared)
    yield from _unknown(row.at, "scope", row.scope, shared.units.__contains__, "unit")
    if row.use and row.use not in shared.templates:
        yield row.at.problem(f"no shared rule {row.use!r}", "use")
    if row.like and row.like not in shared.duties:
        yield row.at.problem(f"no duty {row.like!r} to take time rules from", "like")
    elif row.like and _leads_back(row.like, duty, shared):
        yield row.at.problem(f"time rules of {duty} lead back to themselves", "like")


def _leads_back(like: str, duty: str, shared: Shared) -> bool:
    waiting, seen = [like], set()
    while waiting:
        one = waiting.pop()
        if one == duty:
            return True
        if one not in seen and one in shared.duties:
            seen.add(one)
            waiting.extend(row.like for row in shared.duties[one].timings if row.like)
    return False


def _check_terms(at: Place, terms: MatchTerms) -> Iterator[InvalidFile]:
    for n, pattern in enumerate(terms.titles):
        if why := complaint(pattern):
            yield at.problem(f"pattern {pattern!r} {why}", "terms", "titles", n)


def _citations(at: Place, cite: tuple[str, ...], shared: Shared) -> Iterator[InvalidFile]:
    yield from _unknown(
        at, "cite", cite, lambda one: instrument_of(one) in shared.instruments, "instrument for citation"
    )


def _unknown(
    at: Place, key: str, names: tuple[str, ...], known: Callable[[str], bool], what: str
) -> Iterator[InvalidFile]:
    for n, name in enumerate(names):
        if not known(name):
            yield at.problem(f"no {what} {name!r}", key, n)


def _twice(at: Place, key: str, ids: list[str], field: str = "id") -> Iterator[InvalidFile]:
    seen: set[str] = set()
    for n, one in enumerate(ids):
        if one in seen:
            yield at.problem(f"{field} {one!r} stands twice", key, n, field)
        seen.add(one)
