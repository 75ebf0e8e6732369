"""The log of one run: what was asked and how it went, and how each reading ended; not what the pages say."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any

from crawler.errors import IntegrityFailure
from crawler.listservice import ListService
from crawler.registry import Column, Site

RUN = "run"
"""The kind of such documents in the archive."""

Said = dict[str, Any]
"""A row of the store as JSON knows it."""


@dataclass(frozen=True, kw_only=True)
class RunLog:
    """Everything of a run that its bytes do not say by themselves."""

    run: Said
    previous: int | None
    """The run of the same site before it, so that a log that was taken out is missed."""
    site: Said | None = None
    """The values of the site's file by which it ran, where they are not those of the run before."""
    outages: list[Said] = field(default_factory=list)
    notices: list[Said] = field(default_factory=list)
    """Number and address of the notices whose rows it was the first to show."""
    readings: list[Said] = field(default_factory=list)
    fetches: list[Said] = field(default_factory=list)
    versions: list[Said] = field(default_factory=list)
    """What it read then: notice, request and digest of the text."""
    adapters: dict[str, str] = field(default_factory=dict)
    """Column → the adapter that was told from its first page, where the file names none."""

    @property
    def id(self) -> int:
        """The number of the run."""
        return int(self.run["id"])

    @property
    def site_id(self) -> str:
        """The site that was visited."""
        return str(self.run["site"])

    @property
    def began(self) -> datetime:
        """When the run began."""
        return datetime.fromisoformat(self.run["started_at"])

    def to_bytes(self) -> bytes:
        """Return the log as it is kept."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def read_log(data: bytes, place: str) -> RunLog:
    """Return the log kept as *data*; raise IntegrityFailure naming *place* where it is none that we know."""
    try:
        return RunLog(**json.loads(data))
    except (ValueError, TypeError) as error:
        raise IntegrityFailure(f"{place}: no log of a run that this program knows: {error}") from error


def plain_site(site: Site) -> Said:
    """Return the values of a site's file as JSON knows them."""
    return asdict(site)


def site_of(said: Mapping[str, Any]) -> Site:
    """Return the site whose values were kept; a key of a newer program is left out."""
    columns = tuple(_column(one) for one in said["column"])
    return Site(**_known(Site, said) | {"column": columns})


def _column(said: Mapping[str, Any]) -> Column:
    values = _known(Column, said)
    if values.get("service"):
        values["service"] = ListService(**_known(ListService, values["service"]))
    return Column(**values | {"render_hosts": tuple(said.get("render_hosts", ()))})


def _known(kind: type, said: Mapping[str, Any]) -> dict[str, Any]:
    names = {one.name for one in fields(kind)}
    return {name: value for name, value in said.items() if name in names}
