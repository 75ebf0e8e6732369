"""Faults that keep a visitor out altogether: rows 1, 2 and 14 of the matrix."""

from functools import partial

from crawler.practice.faults.model import Fault, Scene
from crawler.practice.http import Reply
from crawler.practice.walls import walls
from crawler.words import Purpose

_PAGES = frozenset({Purpose.LIST, Purpose.NOTICE})
NOWHERE = "nowhere.invalid"
"""A name that nobody can look up."""


def unchanged(scene: Scene) -> Reply:
    """Answer as ever; nobody gets so far as to ask."""
    return scene.reply


def walled(scene: Scene, name: str) -> Reply:
    """Let a protection page stand before everything but what it lets through."""
    return walls()[name].reply(scene.request) or scene.reply


FAULTS = (
    Fault(row=1, name="a closed port", lay=unchanged, closed=True),
    Fault(row=2, name="a name that is not known", lay=unchanged, host=NOWHERE),
    *(
        Fault(row=14, name=f"behind {one}", lay=partial(walled, name=one), over=_PAGES)
        for one in sorted(walls())
    ),
)
