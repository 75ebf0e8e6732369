"""Who lives in the grown city: the small city's offices, those beside them, and the same again in every district."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, count, islice, zip_longest

from crawler.errors import UsageError
from crawler.practice.grown.plan import Condition, Office, Plan
from crawler.practice.model import Trouble
from crawler.practice.script import Cast, ColumnPlan, Offence, Part

TOWN = "U_TOWN"
OFFICES = "offices"
FIRST_CODE, CODES_APART = 1100, 10
_COLUMNS = (
    ColumnPlan(id="tzgg", name="通知公告", code=0, history=14, rhythm=30),
    ColumnPlan(id="gzdt", name="工作动态", code=1, history=8, rhythm=45),
    ColumnPlan(id="xxgk", name="政府信息公开", code=2, history=5, rhythm=120),
)
_FINES = ColumnPlan(id="xzcf", name="行政处罚", code=3, history=2)


def parts(plan: Plan, cast: Cast, bureaus: int) -> tuple[Part, ...]:
    """Return so many bureaus, each with its kind of site and what is wrong with it; raise UsageError for too many."""
    every = list(_ordered(plan, cast))
    if not 1 <= bureaus <= len(every):
        raise UsageError(f"a city cannot have {bureaus} bureaus", hint=f"1 to {len(every)}")
    return tuple(
        _housed(plan, one, at, fines(cast, one) is not None) for at, one in enumerate(every[:bureaus])
    )


def offences(cast: Cast, people: tuple[Part, ...]) -> tuple[Offence, ...]:
    """Return what each of *people* fines: what its office in the small city does."""
    return tuple(
        replace(one, bureau=part.id)
        for part in people
        for one in cast.offence
        if one.bureau == fines(cast, part)
    )


def fines(cast: Cast, part: Part) -> str | None:
    """Return the office of the small city that fines for what *part* does; None where none does."""
    fining = {one.bureau for one in cast.offence}
    return next((one.id for one in cast.bureau if one.unit == part.unit and one.id in fining), None)


def _ordered(plan: Plan, cast: Cast) -> Iterator[Part]:
    """Yield all bureaus: after so many offices a town, until there are no more towns."""
    town = next(one for one in plan.office if one.unit == TOWN)
    offices = [*cast.bureau, *(_part(one) for one in plan.office if one.unit != TOWN)]
    placed = chain(
        offices, *([_of_district(one, cast.name, each) for one in offices] for each in plan.districts)
    )
    towns = (_of_town(_part(town), each, at) for at, each in enumerate(plan.towns))
    groups = iter(lambda: tuple(islice(placed, plan.town_every)), ())
    for group, further in zip_longest(groups, towns):
        yield from group or ()
        if further:
            yield further


def _part(office: Office) -> Part:
    return Part(
        id=office.id,
        unit=office.unit,
        name=office.name,
        short=office.short,
        code=office.code,
        family="",
        topics=office.topics,
        columns=(),
    )


def _of_district(part: Part, city: str, district: str) -> Part:
    return replace(
        part,
        id=f"{part.id}-{ord(district[0]):x}",
        name=part.name.replace(city, district),
        short=f"{district}{part.short.removeprefix('市')}",
        code=f"{district[0]}{part.code[1:]}",
        level="district",
        here=district,
    )


def _of_town(part: Part, town: str, at: int) -> Part:
    return replace(
        part,
        id=f"{part.id}-{at + 1}",
        name=town + part.name.removeprefix("镇"),
        short=town,
        code=town[:2] + part.code[1:],
        level="town",
        here=town,
    )


def _housed(plan: Plan, part: Part, at: int, fining: bool) -> Part:
    family, _, dialect = plan.families[at % len(plan.families)].partition(":")
    condition = plan.condition[at % len(plan.condition)]
    codes = count(FIRST_CODE + at * CODES_APART)
    columns = tuple(
        replace(one, code=next(codes), moved="tzgg_109374" if family == "trs" and not one.code else "")
        for one in (*_COLUMNS, *([_FINES] if fining else []))
    )
    return replace(
        part,
        family=family,
        dialect=dialect,
        columns=columns,
        topics=tuple(one for one in part.topics if one not in plan.idle_topics),
        troubles=tuple(_troubles(condition, plan.last)),
        whole=not condition.unvouched,
    )


def _troubles(condition: Condition, last: date) -> Iterator[Trouble]:
    if condition.kind:
        yield Trouble(
            kind=condition.kind,
            wall=condition.wall,
            since=last - timedelta(days=condition.since),
            until=last - timedelta(days=condition.until),
        )
