"""Finds every lead of a workspace."""

from collections.abc import Iterable, Iterator
from datetime import date

from monitor.catalogue.model import Edition
from monitor.known import KnownBureau
from monitor.leads.lead import Lead
from monitor.leads.projects import Project, unlisted, unnamed
from monitor.leads.series import holes
from monitor.leads.steps import unfollowed
from monitor.leads.totals import lacking


def find_leads(
    edition: Edition, bureaus: Iterable[KnownBureau], projects: tuple[Project, ...], day: date
) -> Iterator[Lead]:
    """Yield the leads of *bureaus* as of *day*, bureau by bureau."""
    for bureau in bureaus:
        yield from holes(bureau)
        yield from lacking(edition, bureau)
        yield from unfollowed(edition, bureau, day)
        yield from unnamed(projects, bureau, day)
        yield from unlisted(edition, bureau, day)
