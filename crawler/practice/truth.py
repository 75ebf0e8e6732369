"""The truth about the city: what must be said of every obligation, and what every list really holds."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from crawler.practice import view
from crawler.practice.claims import Claim
from crawler.practice.expected import expected, readable
from crawler.practice.model import Bureau, City
from crawler.practice.render import list_path, notice_path

__all__ = ["Listed", "Obligation", "as_json", "listed", "listed_json", "obligations", "readable"]


@dataclass(frozen=True, kw_only=True)
class Obligation:
    """One obligation and what a watcher who comes on every visit must say of it on the city's last day."""

    bureau: str
    duty: str
    what: str
    standing: str
    flags: tuple[str, ...]
    late_working_days: int | None
    why: str
    due: date | None
    trigger: date | None
    notice: str
    """Title of the notice that discharges it, or empty."""
    claimed: date | None
    appeared: date | None


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One row of a list as it really stands on a day."""

    column: str
    number: int
    title: str
    claimed: date
    path: str
    external: bool
    attachments: tuple[tuple[str, str, str], ...]
    """Label, path and SHA-256 of each file."""


def obligations(city: City) -> tuple[Obligation, ...]:
    """Return the whole truth for the last day, one line an obligation."""
    every = (_obligation(city, claim) for claim in city.claims)
    return tuple(one for one in every if one is not None)


def listed(bureau: Bureau, day: date) -> tuple[Listed, ...]:
    """Return every row of every column of the bureau's site on *day*, whether or not it can be read that day."""
    return tuple(
        Listed(
            column=column.id,
            number=one.number,
            title=one.title,
            claimed=one.claimed,
            path=notice_path(bureau, column, one),
            external=bool(one.external),
            attachments=tuple((file.label, file.path, file.sha256) for file in one.attachments),
        )
        for column in bureau.columns
        for one in view.rows(bureau, column, day)
    )


def _obligation(city: City, claim: Claim) -> Obligation | None:
    said = expected(city, claim)
    if said is None:
        return None
    notice = city.by_id[claim.bureau].by_number[claim.notice] if claim.notice is not None else None
    return Obligation(
        bureau=claim.bureau,
        duty=claim.duty,
        what=claim.what,
        standing=said.standing,
        flags=said.flags,
        late_working_days=said.late_working_days,
        why=said.why,
        due=said.due,
        trigger=claim.trigger,
        notice=notice.title if notice else "",
        claimed=notice.claimed if notice else None,
        appeared=notice.appears if notice else None,
    )


def as_json(city: City) -> dict[str, Any]:
    """Return the truth as plain values: obligations, events, and the sites with their columns and troubles."""
    return {
        "city": city.name,
        "seed": city.seed,
        "first": str(city.first),
        "last": str(city.last),
        "duties": list(city.duties),
        "obligations": [_plain(asdict(one)) for one in obligations(city)],
        "events": [_plain(asdict(one)) for one in city.events],
        "sites": [_site(one) for one in city.bureaus],
    }


def listed_json(city: City, day: date) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every site on *day* as plain values."""
    return {one.site: [_plain(asdict(row)) for row in listed(one, day)] for one in city.bureaus}


def _site(bureau: Bureau) -> dict[str, Any]:
    return {
        "id": bureau.site,
        "bureau": bureau.id,
        "family": bureau.family,
        "columns": [
            {"id": one.id, "name": one.name, "path": list_path(bureau, one)} for one in bureau.columns
        ],
        "troubles": [_plain(asdict(one)) for one in bureau.troubles],
    }


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {key: str(value) if isinstance(value, date) else value for key, value in values.items()}
