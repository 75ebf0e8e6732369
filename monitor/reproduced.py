"""Holds a verdict that was reached anew from an archive against what was said then, and says why they differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from crawler.clock import local_day
from monitor.grounds import Grounds, Said
from monitor.law import program_digest
from monitor.verdict import Verdict

FIELDS = ("standing", "flags", "due", "late_working_days", "reason", "notice", "digest", "evidence")
"""What is compared, in the order in which it is shown."""


@dataclass(frozen=True, kw_only=True)
class Reread:
    """Bytes that today's program reads otherwise than the one that judged."""

    what: str
    number: int
    url: str


@dataclass(frozen=True, kw_only=True)
class Reproduced:
    """A verdict twice: as the archive keeps it, and as this machine reaches it from the archive."""

    grounds: Grounds
    then: Said
    now: Said
    verdict: Verdict
    edition_digest: str
    """Of the catalogue that this machine judged by."""
    reread: tuple[Reread, ...] = ()

    @property
    def different(self) -> tuple[str, ...]:
        """The fields that are not the same."""
        return tuple(one for one in FIELDS if getattr(self.then, one) != getattr(self.now, one))

    @property
    def same(self) -> bool:
        """Whether everything is as it was said."""
        return not self.different

    @property
    def causes(self) -> tuple[str, ...]:
        """What is not as it was then, and so may be why: keys of words."""
        found = {
            "edition": self.grounds.edition_digest != self.edition_digest,
            "code": self.grounds.code != program_digest(),
            "reread": bool(self.reread),
            "unlogged": bool(self.grounds.unlogged),
        }
        return tuple(one for one, is_so in found.items() if is_so)

    def as_data(self) -> dict[str, Any]:
        """Return the comparison as JSON knows it."""
        return {
            "key": self.verdict.key,
            "as_of": self.verdict.as_of.isoformat(),
            "same": self.same,
            "different": list(self.different),
            "causes": list(self.causes),
            "then": {one: getattr(self.then, one) for one in FIELDS},
            "now": {one: getattr(self.now, one) for one in FIELDS},
            "payloads": self.now.payloads,
            "reread": [{"what": one.what, "number": one.number, "url": one.url} for one in self.reread],
        }


def newest(every: Iterable[Grounds], key: str, day: date | None) -> Grounds | None:
    """Return the one of *every* judgement that says something of *key* last, by the end of *day* where one is asked for."""
    found = [
        one
        for one in every
        if key in one.said and (day is None or local_day(one.said[key].as_of, ZoneInfo(one.zone)) <= day)
    ]
    return max(found, key=lambda one: (one.said[key].as_of, one.made_at), default=None)
