"""Looks at everything in its order; one thing that cannot be looked at does not keep the others from it."""

from collections.abc import Callable, Iterator

from crawler.errors import GongkaiError
from crawler.store.schema import behind
from schedules.doctor import store, work
from schedules.doctor.finding import Finding, Level, Patient, judged
from schedules.doctor.tools import tools
from schedules.store import LAYERS

Look = Callable[[Patient], Iterator[Finding]]
BARE: tuple[Look, ...] = (store.database, store.archive, work.edited, work.calendar, tools, store.backups)
"""What can be looked at whatever the database holds."""
TABLES: tuple[Look, ...] = (work.clock, work.mail, work.schedules)
"""What needs its tables of today's schema."""


def look_over(patient: Patient) -> list[Finding]:
    """Return what is so of every part of the deployment."""
    current = not any(behind(patient.engine, package, table) for package, table in LAYERS)
    found: list[Finding] = []
    for one in (*BARE, *(TABLES if current else ())):
        try:
            found += one(patient)
        except GongkaiError as error:
            found.append(judged("unseen", Level.WRONG, what=one.__name__, said=error.message))
    return found
