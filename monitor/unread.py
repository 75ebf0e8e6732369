"""Which notices we failed to read, and which of them might be what is owed."""

from urllib.parse import urlsplit

from crawler.words import Outcome
from monitor.candidates import asserted
from monitor.hiding import is_after
from monitor.known import KnownBureau, KnownNotice
from monitor.matching.notice import MatchResult
from monitor.obligations import Obligation


def unread(obligation: Obligation, bureau: KnownBureau) -> tuple[int, ...]:
    """Return the notices whose page we failed to read, or not whole, and which, from their title, might be what is owed."""
    return tuple(
        one.id
        for one in bureau.notices.values()
        if (not one.versions or one.versions[-1].partial)
        and is_after(obligation, one)
        and not _nothing_to_read(one)
        and _open_by_title(bureau.matches[one.id], obligation.category)
    )


def _nothing_to_read(notice: KnownNotice) -> bool:
    """Return whether the row is all there is: it leads to another host, or to a page that is not there."""
    here, there = urlsplit(notice.site.base).hostname, urlsplit(notice.record.url).hostname
    last = notice.looks[-1].outcome if notice.looks else None
    return here != there or last in {Outcome.NOT_FOUND, Outcome.SOFT_404}


def _open_by_title(match: MatchResult, category: str) -> bool:
    return not match.categories or asserted(match.categories, category) is not None
