"""Grows the city: so many bureaus over so many years, the same ones for the same seed."""

from dataclasses import replace
from datetime import date, timedelta

from crawler.errors import UsageError
from crawler.practice.city import build_city
from crawler.practice.grown.casting import Casting
from crawler.practice.grown.people import offences, parts
from crawler.practice.grown.plan import Owing, further_documents, further_fillers, load_plan
from crawler.practice.model import City
from crawler.practice.script import Documents, Fillers, Scenes, Script, TimingPlan, load_script
from crawler.practice.workdays import days

LONGEST = 4  # years; the calendar of the script begins with the first of them
APART = 14  # days between two visits in ordinary times
CLOSE = timedelta(days=16)  # before the last day a watcher comes every day


def grow_city(bureaus: int = 60, years: int = 3, seed: int = 1) -> City:
    """Return the city of *bureaus* over the *years* before its last day; raise UsageError for what it cannot be."""
    city = build_city(seed=seed, script=grow_script(bureaus, years, seed))
    return replace(city, calls=visits(city.first, city.last))


def grow_script(bureaus: int, years: int, seed: int) -> Script:
    """Return the script of such a city."""
    plan, small = load_plan(), load_script()
    if not 1 <= years <= LONGEST:
        raise UsageError(f"a city cannot be played over {years} years", hint=f"1 to {LONGEST}")
    first = date(plan.last.year - years, plan.last.month, plan.last.day) + timedelta(days=1)
    people = parts(plan, small.cast, bureaus)
    casting = Casting(plan, small.cast, small.workdays, seed, first)
    scenes = tuple(casting.scenes(people))
    return replace(
        small,
        cast=replace(
            small.cast, first=first, last=plan.last, bureau=people, offence=offences(small.cast, people)
        ),
        scenes=Scenes(timing=tuple(_timing(one) for one in plan.duty), scene=scenes),
        documents=Documents(document=(*small.documents.document, *further_documents().document)),
        fillers=Fillers(filler=(*small.fillers.filler, *further_fillers().filler)),
    )


def visits(first: date, last: date) -> tuple[date, ...]:
    """Return the days on which a watcher comes: every other week, and every day towards the end."""
    return tuple(day for day in days(first, last) if (day - first).days % APART == 0 or day > last - CLOSE)


def _timing(owing: Owing) -> TimingPlan:
    rules = {"standing": "standing", "yearly": "fixed", "once": "fixed", "shown": "shown"}
    rule = owing.rule or rules.get(owing.form, owing.form if owing.form != "event" else "prompt")
    return TimingPlan(
        duty=owing.id,
        rule=rule,
        n=owing.n,
        counted=owing.counted,
        binds=owing.binds,
        elements=owing.elements,
    )
