"""Personal data that a notice leaves standing in the open, on its page and in its files, each with a masked passage."""

from functools import lru_cache

from crawler.personal.redact import find_personal
from crawler.words import FileOutcome
from monitor.catalogue.model import Duty, Edition
from monitor.elements.notice import read_files
from monitor.elements.searched import TEXT_LIMIT, Searched
from monitor.evidence import Exposed
from monitor.known import KnownNotice

MOST = 20  # of one text that are listed; a roll of a thousand names is one leak, not a thousand


_AN_OFFICES_TOO = frozenset({"电子邮箱", "手机号码", "家庭住址", "即时通信账号"})
"""Kinds that an office or whoever answers for a tender gives of himself, and that must be hidden of others."""


def about_persons(edition: Edition, duty: Duty) -> bool:
    """Return whether notices of *duty* tell of natural persons: penalties, rolls of who is helped, compensation."""
    owner = edition.duty(duty.elements_as) if duty.elements_as else duty
    return bool(duty.privacy or duty.redact or owner.redact)


def exposed_in(notice: KnownNotice, *, persons: bool) -> tuple[Exposed, ...]:
    """Return what stands open in the newest text of *notice* and in those of its files that were read for certain.

    In a notice that is not about *persons*, an address where the office can be reached is no leak.
    """
    found = _exposed(notice.versions[-1].body, "") if notice.versions else ()
    for one in read_files(notice):
        if one.outcome in {FileOutcome.READ, FileOutcome.PARTLY}:
            found += _exposed(one.text, one.name)
    return tuple(one for one in found if persons or one.kind not in _AN_OFFICES_TOO)


@lru_cache(maxsize=64)
def _exposed(text: str, file: str) -> tuple[Exposed, ...]:
    searched = Searched(text[:TEXT_LIMIT], file)
    spans = list(find_personal(searched.shown, names=False))[:MOST]
    return tuple(
        Exposed(kind=one.kind, passage=searched.passage(one.start), spot=searched.spot(one.start))
        for one in spans
    )
