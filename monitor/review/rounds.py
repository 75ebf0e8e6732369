"""The rounds in which two people decided without knowing of each other; only those say how far people agree."""

from collections.abc import Iterable, Iterator

from monitor.review.entry import Entry
from monitor.review.ruling import PANEL, Ruling, advance
from monitor.review.state import Terms


def double_coded(histories: Iterable[tuple[Entry, ...]], terms: Terms) -> list[tuple[Entry, ...]]:
    """Return the panels of every round of every claim: of a round that is half done the one decision there is."""
    return [panel for entries in histories for claim in _claims(entries) for panel in _panels(claim, terms)]


def _claims(entries: tuple[Entry, ...]) -> Iterator[list[Entry]]:
    for claim in dict.fromkeys(one.claim for one in entries):
        yield [one for one in entries if one.claim == claim]


def _panels(entries: Iterable[Entry], terms: Terms) -> Iterator[tuple[Entry, ...]]:
    ruling = Ruling()
    for one in entries:
        following = advance(ruling, one, terms.calendar, terms.reply_days, terms.zone)
        if ruling.panel and not following.panel:
            yield ruling.panel[:PANEL]
        ruling = following
    if ruling.panel:
        yield ruling.panel
