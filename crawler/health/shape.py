"""The shape of a list's first page: how many rows, how many of them whole, and from when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crawler.records import Row


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What the first page of a reading looked like; pinned rows come and go and are left out."""

    rows: int
    dated: int = 0
    """Rows with a date."""
    titled: int = 0
    """Different titles: where every row is called the same, the title has been lost."""
    ahead: int = 0
    """Rows dated so far ahead that it is a slip of the pen, or a misread number."""
    oldest: date | None = None
    newest: date | None = None


def shape_of(rows: Sequence[Row], latest: date) -> Shape:
    """Return the shape of a page; a date after *latest* is a slip of the pen."""
    loose = [one for one in rows if not one.pinned] or list(rows)
    dates = [one.claimed for one in loose if one.claimed]
    sound = [one for one in dates if one <= latest]
    return Shape(
        rows=len(loose),
        dated=len(dates),
        titled=len({one.title.strip() for one in loose} - {""}),
        ahead=len(dates) - len(sound),
        oldest=min(sound, default=None),
        newest=max(sound, default=None),
    )
