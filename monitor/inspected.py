"""Which notices of a bureau an inspection of its site should show to a person: those without a date, those with a wrong one."""

from monitor.candidates import Picked
from monitor.known import KnownBureau, KnownNotice
from monitor.words import Inspects

MOST = 50  # notices that one inspection names; beyond that it is the site and not the notice


def suspects(what: Inspects, bureau: KnownBureau) -> list[Picked]:
    """Return the notices to look at, the newest first; none where it is the site and not its notices."""
    held = [one for one in bureau.notices.values() if _suspect(what, one)]
    held.sort(key=lambda one: (one.record.first_seen_at, one.id), reverse=True)
    return [Picked(notice=one, certain=False, score=0.0, reasons=()) for one in held[:MOST]]


def _suspect(what: Inspects, notice: KnownNotice) -> bool:
    if what is Inspects.UNDATED:
        return bool(notice.versions) and notice.claimed is None
    if what is Inspects.DATES:
        seen, claimed = notice.first.lower_day, notice.claimed
        return seen is not None and claimed is not None and claimed < seen
    return False
