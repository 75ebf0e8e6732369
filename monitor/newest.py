"""A page read anew stands for itself once: of every page the newest reading, in the order in which they were seen."""

from collections.abc import Iterable
from dataclasses import replace

from crawler.records import VersionRecord


def newest_readings(versions: Iterable[VersionRecord]) -> tuple[VersionRecord, ...]:
    """Return one version a page, in the order of the requests: what was read last, seen when it was first read.

    A page that gave a version when it was seen stays *seen*, however often it is read anew: what the site changed
    between two pages is still its own change.
    """
    first: dict[int, VersionRecord] = {}
    last: dict[int, VersionRecord] = {}
    for one in versions:
        first.setdefault(one.fetch, one)
        last[one.fetch] = one
    return tuple(
        replace(last[fetch], seen_at=first[fetch].seen_at, cause=first[fetch].cause)
        for fetch in sorted(first)
    )
