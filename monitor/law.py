"""What all verdicts depend on, in one digest: catalogue, rules, calendar, settings, the first look, and this program."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

import crawler
import monitor
from crawler.registry import Bureau, Site
from monitor.calendar import ONE
from monitor.deadlines import derive
from monitor.sitting import Sitting


def law_digest(sitting: Sitting) -> str:
    """Return the digest of what every verdict of *sitting* depends on; another one asks to judge everything anew."""
    said = (
        program_digest(),
        tuple(one.digest for one in sitting.stores),
        sitting.edition,
        sitting.calendar,
        sitting.limits,
        sitting.first,
        sitting.duties,
        sorted(sitting.written.registered),
    )
    return sha256(repr(said).encode()).hexdigest()


@cache
def program_digest() -> str:
    """Return what names the code of this program: it moves with every change, so that no verdict of old code stays."""
    written = sha256()
    for package in (crawler, monitor):
        folder = Path(package.__file__ or "").parent
        for path in sorted((*folder.rglob("*.py"), *folder.glob("*.toml"))):
            written.update(path.read_bytes())
    return written.hexdigest()


def terms_digest(sitting: Sitting, bureau: Bureau, sites: Iterable[Site]) -> str:
    """Return the digest of what people wrote of *bureau*: its entry, its sites, what happened, that there was nothing, and what its notices are."""
    events = sitting.written.events.get(bureau.id, ())
    reached = sum(one.day <= sitting.day for one in events)
    held = tuple(sites)
    decided = sitting.written.decided.on(one.id for one in held)
    said = (bureau, held, events, reached, sitting.written.declared.get(bureau.id, ()), decided)
    return sha256(repr(said).encode()).hexdigest()


def fixed_days(sitting: Sitting) -> Iterator[date]:
    """Yield the days after those by which a change of the law has to be taken in, of whatever duty."""
    for category in sitting.edition.categories:
        for duty in category.duties:
            for timing in duty.timings if duty.stale_since else ():
                if duty.stale_since and (due := derive(timing, duty.stale_since, sitting.calendar).due):
                    yield due + ONE
