"""Every fault that can be laid over a practice site."""

from crawler.practice.faults import answers, certificates, connection, dates, doors, lists, weight
from crawler.practice.faults.model import Fault

LAST_OF_COLLECTION = 27


def faults() -> tuple[Fault, ...]:
    """Return all of them, by row."""
    modules = (answers, certificates, connection, lists, weight)
    every = (one for module in modules for one in module.FAULTS)
    return tuple(sorted(every, key=lambda one: one.row))


def city_faults() -> tuple[Fault, ...]:
    """Return those of collection, rows 1 to 27, and with them those that let nobody in, and those of dates, by row."""
    every = (*(one for one in faults() if one.row <= LAST_OF_COLLECTION), *doors.FAULTS, *dates.FAULTS)
    return tuple(sorted(every, key=lambda one: one.row))
