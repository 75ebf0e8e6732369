"""Tells by its citations whether a rule rests on anything that somebody has read, and for which days."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from monitor.catalogue.layout import TimingRow
from monitor.catalogue.model import Instrument, RecalledArticle

_DAY = timedelta(days=1)


def instrument_of(citation: str) -> str:
    """Return the id of the instrument that *citation* names.

    >>> instrument_of("reg2019#12,26")
    'reg2019'
    """
    return citation.partition("#")[0]


def articles_of(citation: str) -> tuple[str, ...]:
    """Return the articles that *citation* names; none where it names the whole instrument.

    >>> articles_of("reg2019#12,26")
    ('12', '26')
    """
    _, _, articles = citation.partition("#")
    return tuple(one.strip() for one in articles.split(",") if one.strip())


def from_memory(cite: Iterable[str], instruments: Mapping[str, Instrument], last: date | None) -> bool:
    """Return whether all that is cited is known from memory alone, for a rule that held until *last*, or holds still.

    What cites nothing rests on no memory.
    """
    cited = [one for one in cite if instrument_of(one) in instruments]
    return bool(cited) and all(_recalled(one, instruments[instrument_of(one)], last) for one in cited)


def cut_at_what_was_read(row: TimingRow, instruments: Mapping[str, Instrument]) -> tuple[TimingRow, ...]:
    """Return *row* in one piece for each time in which the same wordings of its articles are known."""
    ends = {one.until for citation in row.cite for one in _marks(citation, instruments) if one.until}
    pieces = []
    for end in sorted(ends):
        if (row.valid_from and end < row.valid_from) or (row.valid_to and row.valid_to <= end):
            continue
        pieces.append(replace(row, valid_to=end))
        row = replace(row, valid_from=end + _DAY)
    return (*pieces, row)


def _marks(citation: str, instruments: Mapping[str, Instrument]) -> tuple[RecalledArticle, ...]:
    instrument = instruments.get(instrument_of(citation))
    named = articles_of(citation)
    return tuple(one for one in instrument.recalled_articles if one.article in named) if instrument else ()


def _recalled(citation: str, instrument: Instrument, last: date | None) -> bool:
    """Return whether nothing that *citation* names was read in a wording that held on *last*."""
    unread = {
        one.article
        for one in instrument.recalled_articles
        if one.until is None or (last is not None and last <= one.until)
    }
    named = articles_of(citation)
    return instrument.recalled or (bool(named) and all(one in unread for one in named))
