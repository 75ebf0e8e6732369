"""Holds an archive against the list of what really stood on the sites: nothing lost, nothing twice, every byte right."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from crawler.archive.proof.facts import verify
from crawler.archive.reader import read_payload
from crawler.errors import IntegrityFailure
from crawler.store.addresses import url_key
from crawler.store.database import reading
from crawler.store.reader import FactReader
from crawler.store.tables import fetch
from crawler.workspace import Workspace

Listed = Mapping[str, Sequence[Mapping[str, Any]]]
"""Site → the rows of its lists, as the practice city's control tells them."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that was counted, and what should have come out."""

    what: str
    wanted: int
    found: int

    @property
    def right(self) -> bool:
        """Whether it is as it should be."""
        return self.wanted == self.found


def reckon(workspace: Workspace, engine: Engine, listed: Listed, bases: Mapping[str, str]) -> list[Line]:
    """Return everything that was counted."""
    reader = FactReader(engine)
    wanted = {site: _wanted(rows, bases[site]) for site, rows in listed.items()}
    shown = sum(len(rows) for rows in listed.values())
    kept = {site: Counter(one.notice for one in reader.versions(site)) for site in listed}
    known = {site: {one.id: url_key(one.url) for one in reader.notices(site)} for site in listed}
    had = {site: {known[site][one] for one in counts} for site, counts in kept.items()}
    sightings = [one for site in listed for one in reader.sightings(site)]
    return [
        Line(
            what="notices with a version",
            wanted=sum(map(len, wanted.values())),
            found=sum(len(had[site] & wanted[site]) for site in listed),
        ),
        Line(what="notices lost", wanted=0, found=sum(len(wanted[site] - had[site]) for site in listed)),
        Line(
            what="notices that never were",
            wanted=0,
            found=sum(len(set(known[site].values()) - wanted[site]) for site in listed),
        ),
        Line(
            what="notices with two versions",
            wanted=0,
            found=sum(count > 1 for counts in kept.values() for count in counts.values()),
        ),
        Line(
            what="notices twice",
            wanted=0,
            found=sum(len(ids) - len(set(ids.values())) for ids in known.values()),
        ),
        Line(what="rows seen", wanted=shown, found=len(sightings)),
        Line(what="problems of the archive", wanted=0, found=len(verify(workspace.archive, engine))),
        Line(what="answers that differ", wanted=0, found=sum(1 for _ in _wrong(workspace.archive, engine))),
    ]


def _wanted(rows: Sequence[Mapping[str, Any]], base: str) -> set[str]:
    """Return the identities of the notices that a site lists on itself."""
    return {url_key(f"{base}{one['path']}") for one in rows if not one["external"]}


def _wrong(folder: Path, engine: Engine) -> Iterator[str]:
    """Yield every archived answer that cannot be read back as it was recorded."""
    with reading(engine) as connection:
        placed = list(connection.execute(select(fetch.c.id).where(fetch.c.segment_id.is_not(None))).scalars())
    reader = FactReader(engine)
    for one in placed:
        try:
            read_payload(folder, reader.evidence(one))
        except IntegrityFailure as error:
            yield error.message


def as_listed(text: str) -> Listed:
    """Return what the control said."""
    found: Listed = json.loads(text)
    return found
