"""Personal data that a notice leaves standing in the open, on its page and in its files, each with a masked passage."""

from functools import lru_cache

from crawler.personal.redact import find_personal
from crawler.words import FileOutcome
from monitor.elements.notice import read_files
from monitor.elements.searched import TEXT_LIMIT, Searched
from monitor.evidence import Exposed
from monitor.known import KnownNotice

MOST = 20  # of one text that are listed; a roll of a thousand names is one leak, not a thousand


def exposed_in(notice: KnownNotice) -> tuple[Exposed, ...]:
    """Return what stands open in the newest text of *notice* and in those of its files that were read for certain."""
    found = _exposed(notice.versions[-1].body, "") if notice.versions else ()
    for one in read_files(notice):
        if one.outcome in {FileOutcome.READ, FileOutcome.PARTLY}:
            found += _exposed(one.text, one.name)
    return found


@lru_cache(maxsize=64)
def _exposed(text: str, file: str) -> tuple[Exposed, ...]:
    searched = Searched(text[:TEXT_LIMIT], file)
    spans = list(find_personal(searched.shown, names=False))[:MOST]
    return tuple(
        Exposed(kind=one.kind, passage=searched.passage(one.start), spot=searched.spot(one.start))
        for one in spans
    )
