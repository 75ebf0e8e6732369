"""The healthy range of a column, learned from its past complete readings, and how a reading falls out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from statistics import median

from crawler.health.shape import Shape

ENOUGH = 3  # complete readings from which a range can be told; a person's word makes one enough
LOWEST = 0.8  # of the median; below it part of the page has been lost
HIGHEST = 2.0  # of the median; above it something else is read as rows
_SLACK = 2  # rows; in a short list one row more or less is no change of shape
_STRAY = 1  # row with an absurd date that is kept aside; more than one is a misread column


@dataclass(frozen=True, kw_only=True)
class Healthy:
    """What the first page of a column looks like in health."""

    rows: float
    """The median of the readings it was learned from, as are the shares."""
    dated: float
    titled: float
    ahead: float
    oldest: date | None
    """The oldest and the newest date of the last good first page."""
    newest: date | None
    readings: int
    reason: str = ""
    """Why a person took a new shape for the healthy one; empty where it was only learned."""

    @property
    def lowest(self) -> int:
        """The fewest rows that are healthy."""
        return max(0, min(ceil(self.rows * LOWEST), ceil(self.rows) - _SLACK + 1))

    @property
    def highest(self) -> int:
        """The most rows that are healthy, beside those that are new."""
        return max(int(self.rows * HIGHEST), int(self.rows) + _SLACK)


def learn(shapes: Sequence[Shape], reason: str | None = None) -> Healthy | None:
    """Return what *shapes* of complete readings, the latest first, have in common; None while they are too few.

    A *reason* says that a person took the earliest of them for the healthy one.
    """
    if len(shapes) < (ENOUGH if reason is None else 1):
        return None
    filled = [one for one in shapes if one.rows]
    return Healthy(
        rows=median(one.rows for one in shapes),
        dated=median([one.dated / one.rows for one in filled] or [0.0]),
        titled=median([one.titled / one.rows for one in filled] or [0.0]),
        ahead=median(one.ahead for one in shapes),
        oldest=shapes[0].oldest,
        newest=shapes[0].newest,
        readings=len(shapes),
        reason=reason or "",
    )


def drift(shape: Shape, healthy: Healthy | None, fresh: int = 0) -> str:
    """Return how *shape* falls out of the range of a *healthy* column, or an empty text.

    *fresh* rows are as new as the newest known one or newer: a list that grows by its news has not changed its shape.
    """
    usual = healthy.ahead if healthy else 0
    if shape.ahead > max(usual, _STRAY):
        return f"{shape.ahead} rows of page one are dated days ahead; the date may be read from another place"
    return _outside(shape, healthy, fresh) if healthy else ""


def _outside(shape: Shape, healthy: Healthy, fresh: int) -> str:
    """Return the first range that *shape* is outside of, in words."""
    if not healthy.lowest <= shape.rows <= healthy.highest + fresh:
        return f"{shape.rows} rows on page one, healthy are {healthy.lowest} to {healthy.highest}"
    if _fell(shape.dated, shape.rows, healthy.dated):
        return f"{shape.dated} of {shape.rows} rows on page one have a date, healthy are {healthy.dated:.0%}"
    if _fell(shape.titled, shape.rows, healthy.titled):
        return f"{shape.titled} different titles in {shape.rows} rows on page one, healthy are {healthy.titled:.0%}"
    if shape.newest and healthy.oldest and shape.dated >= ENOUGH and shape.newest < healthy.oldest:
        return f"page one begins with {shape.newest}, the last good one ended with {healthy.oldest}"
    return ""


def _fell(count: int, rows: int, usual: float) -> bool:
    """Whether far fewer of *rows* than the *usual* share have what *count* of them have."""
    return count < LOWEST * usual * rows and usual * rows - count >= _SLACK
