"""Every fault that can be laid over a practice site."""

from crawler.practice.faults import answers, certificates, connection, lists, weight
from crawler.practice.faults.model import Fault


def faults() -> tuple[Fault, ...]:
    """Return all of them, by row."""
    modules = (answers, certificates, connection, lists, weight)
    every = (one for module in modules for one in module.FAULTS)
    return tuple(sorted(every, key=lambda one: one.row))
