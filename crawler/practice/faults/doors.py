"""Faults that keep a visitor out altogether, or one of two: rows 1, 2, 14 and 15 of the matrix."""

from functools import partial

from crawler.practice.door import HOST
from crawler.practice.faults.answers import gone
from crawler.practice.faults.model import Fault, Scene
from crawler.practice.http import Reply
from crawler.practice.walls import walls
from crawler.words import Purpose

_PAGES = frozenset({Purpose.LIST, Purpose.NOTICE})
NOWHERE = "nowhere.invalid"
"""A name that nobody can look up."""
SECOND = "127.0.0.2"
"""The address from which a second network asks; the first asks from the site's own."""


def unchanged(scene: Scene) -> Reply:
    """Answer as ever; nobody gets so far as to ask."""
    return scene.reply


def walled(scene: Scene, name: str) -> Reply:
    """Let a protection page stand before everything but what it lets through."""
    return walls()[name].reply(scene.request) or scene.reply


def gone_for_us(scene: Scene) -> Reply:
    """Say to the first network, and to no other, that nothing is there."""
    return gone(scene) if scene.request.peer == HOST else scene.reply


def cut_for_us(scene: Scene) -> Reply:
    """Cut the first network's connection, and no other's."""
    return Reply(reset=True) if scene.request.peer == HOST else scene.reply


FAULTS = (
    Fault(row=1, name="a closed port", lay=unchanged, closed=True),
    Fault(row=2, name="a name that is not known", lay=unchanged, host=NOWHERE),
    *(
        Fault(row=14, name=f"behind {one}", lay=partial(walled, name=one), over=_PAGES)
        for one in sorted(walls())
    ),
    Fault(row=15, name="404 for one of two networks", lay=gone_for_us, over=_PAGES, second=True),
    Fault(row=15, name="one of two networks cut off", lay=cut_for_us, over=_PAGES, second=True),
)
