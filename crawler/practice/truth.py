"""The truth about the city: what must be said of every obligation, and what every list really holds."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from crawler.practice import view
from crawler.practice.model import Bureau, City, Claim, Notice
from crawler.practice.render import list_path, notice_path
from crawler.practice.script import load_script
from crawler.practice.workdays import DAY, days

GRACE = 3  # working days after a deadline before anything may be called missing
LOOKS = 3  # days on which the site must have been readable after that


@dataclass(frozen=True, kw_only=True)
class Obligation:
    """One obligation and what a watcher who looks every day must say of it on the city's last day."""

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


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """When a watcher could first see a notice, and when it last looked without seeing it."""

    first: date | None
    before: date | None


def obligations(city: City) -> tuple[Obligation, ...]:
    """Return the whole truth for the last day, one line an obligation."""
    return tuple(_judge(city, claim) for claim in city.claims)


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


def readable(bureau: Bureau, day: date) -> bool:
    """Return whether lists of the bureau's site can be read on *day*."""
    return bureau.trouble_on(day) is None


def _judge(city: City, claim: Claim) -> Obligation:
    bureau = city.by_id[claim.bureau]
    notice = bureau.by_number[claim.notice] if claim.notice is not None else None
    seen = _seen(city, bureau, notice) if notice else None
    if notice and seen and seen.first:
        standing, more, why = _published(claim, notice, seen)
        flags = (*_flags(city, claim, notice), *more)
    else:
        (standing, why), flags = _absent(city, bureau, claim), ()
    late = (
        load_script().workdays.between(claim.due, notice.appears)
        if standing == "late" and notice and claim.due
        else None
    )
    return Obligation(
        bureau=claim.bureau,
        duty=claim.duty,
        what=claim.what,
        standing=standing,
        flags=flags,
        late_working_days=late,
        why=why,
        due=claim.due,
        trigger=claim.trigger,
        notice=notice.title if notice else "",
        claimed=notice.claimed if notice else None,
        appeared=notice.appears if notice else None,
    )


def _seen(city: City, bureau: Bureau, notice: Notice) -> _Seen:
    """Return the interval of the first sight for a watcher who looks once every day."""
    before = None
    for day in days(city.first, city.last):
        if readable(bureau, day):
            if notice.listed_on(day):
                return _Seen(first=day, before=before)
            before = day
    return _Seen(first=None, before=before)


def _absent(city: City, bureau: Bureau, claim: Claim) -> tuple[str, str]:
    """Say what holds when no watcher ever saw a notice."""
    if claim.due and claim.due >= city.last:
        return "not_due", f"due {claim.due}, which has not passed"
    if claim.rule == "prompt":
        return "cannot_tell", "never seen, and no source that was read sets a day"
    workdays = load_script().workdays
    start = workdays.after(claim.due, GRACE) + DAY if claim.due else city.first
    start = max(start, city.first)
    looks = sum(readable(bureau, day) for day in days(start, city.last))
    if looks < LOOKS or not readable(bureau, city.last):
        return (
            "cannot_tell",
            f"site readable on {looks} days after the deadline and its grace, not to the end",
        )
    return "suspected_missing", f"never seen; site readable on {looks} days after the deadline and its grace"


def _published(claim: Claim, notice: Notice, seen: _Seen) -> tuple[str, tuple[str, ...], str]:
    """Say what holds of a notice that was seen: late only when the early end of its interval is past the deadline."""
    if claim.due is None:
        return "met", (), f"stands since {notice.appears}"
    interval = f"first seen {seen.first}, last looked without it {seen.before or 'never'}"
    if seen.first and seen.first <= claim.due:
        return "met", (), f"due {claim.due}; {interval}"
    after = seen.before is not None and seen.before > claim.due
    if notice.claimed <= claim.due:
        if after:
            return "cannot_tell", ("date_conflict",), f"claims {notice.claimed}, due {claim.due}; {interval}"
        return "met", (), f"claims {notice.claimed}, due {claim.due}, and nothing contradicts it; {interval}"
    if after:
        return "late", (), f"due {claim.due}; {interval}"
    return "cannot_tell", (), f"claims {notice.claimed}, due {claim.due}, but nobody could look; {interval}"


def _flags(city: City, claim: Claim, notice: Notice) -> Iterator[str]:
    """Yield what else there is to say of a notice that was seen."""
    if claim.omitted:
        yield "incomplete"
    if claim.misplaced:
        yield "misplaced"
    if any(one.day <= city.last for one in notice.edits):
        yield "edited"
    if notice.gone and notice.gone <= city.last:
        yield "withdrawn"


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
