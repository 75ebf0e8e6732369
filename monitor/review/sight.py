"""Who may see what: the second reviewer does not learn what the first decided before deciding too."""

from collections.abc import Iterable

from monitor.review.entry import Entry
from monitor.review.ruling import PANEL, Ruling, fold
from monitor.review.state import Review, Terms
from monitor.review.words import Act, Choice


def seen_by(review: Review, reader: str) -> tuple[Entry, ...]:
    """Return the entries that *reader* may see: while a round is half done, only the one who decided sees it."""
    return _seen(review.ruling, review.entries, reader)


def seen_in(history: Iterable[Entry], terms: Terms, reader: str) -> tuple[Entry, ...]:
    """Return what *reader* may see of everything that was done about an obligation, claim by claim."""
    claims: dict[str, list[Entry]] = {}
    for one in history:
        claims.setdefault(one.claim, []).append(one)
    found: list[Entry] = []
    for entries in claims.values():
        found += _seen(fold(entries, terms.calendar, terms.reply_days, terms.zone), entries, reader)
    return tuple(found)


def _seen(ruling: Ruling, entries: Iterable[Entry], reader: str) -> tuple[Entry, ...]:
    if len(ruling.panel) in {0, PANEL} or ruling.sits(reader):
        return tuple(entries)
    held = tuple(entries)
    hidden = _of_this_round(held)
    return tuple(one for one in held if one not in hidden)


def _of_this_round(entries: Iterable[Entry]) -> list[Entry]:
    """Return the decisions since the last dispute or withdrawal."""
    found: list[Entry] = []
    for one in entries:
        taken_back = one.act is Act.WITHDRAW and one.choice is Choice.NONE
        if taken_back or (one.act is Act.REPLY and one.choice.disputes):
            found = []
        elif one.act is Act.DECIDE:
            found.append(one)
    return found
