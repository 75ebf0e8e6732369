"""Changes a notice where it stands: one function a deed, from the notice that stands to the one that stands then."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from crawler.clock import local_day
from crawler.practice.invent import chinese
from crawler.practice.model import Attachment, Notice
from crawler.practice.mutating import edits
from crawler.practice.mutating.deeds import Deed
from crawler.practice.mutating.edits import Written

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A notice before it has a number."""

    title: str
    day: date
    came: datetime
    text: Written
    file: Attachment | None = None


Change = Callable[[Notice, Draft, datetime, Random], Notice]


def said(notice: Notice, old: str, new: str) -> Notice:
    """Return *notice* with a sentence in the place of another."""
    return replace(notice, body=tuple(new if one == old else one for one in notice.body))


def figure(notice: Notice, draft: Draft, at: datetime, chance: Random) -> Notice:
    """Return *notice* with a figure changed."""
    del at
    return said(notice, draft.text.figure, edits.other_figure(draft.text.figure, chance))


def _day(notice: Notice, draft: Draft, at: datetime, chance: Random) -> Notice:
    del at
    return said(notice, draft.text.day, edits.other_day(draft.text.day, chance))


def _wording(notice: Notice, draft: Draft, at: datetime, chance: Random) -> Notice:
    del at
    return replace(notice, body=edits.otherwise(draft.text, chance))


def _dressed(notice: Notice, draft: Draft, at: datetime, chance: Random) -> Notice:
    del at
    return replace(notice, body=edits.dressed(draft.text, chance))


def _marked(notice: Notice, draft: Draft, at: datetime, chance: Random) -> Notice:
    """Return *notice* with a figure changed, and a word about it at the beginning or in the title."""
    changed = figure(notice, draft, at, chance)
    if not chance.randrange(4):
        return replace(changed, title=f"{notice.title}（更正）")
    mark = chance.choice(edits.words().marks).format(day=chinese(local_day(at)))
    return replace(changed, body=(mark, *changed.body) if chance.randrange(2) else (*changed.body, mark))


def _same_file(notice: Notice, draft: Draft, at: datetime, chance: Random) -> Notice:
    """Return *notice* with other bytes at the address of its file."""
    del at
    text = edits.other_figure(draft.text.figure, chance)
    return replace(notice, attachments=(replace(notice.attachments[0], text=text),))


def _other_file(notice: Notice, draft: Draft, at: datetime, chance: Random) -> Notice:
    """Return *notice* with another file of the same name at another address."""
    del at
    old = notice.attachments[0]
    moved = old.path.replace(str(notice.number), f"{notice.number}77")
    path = moved if moved != old.path else f"{old.path}&rev=2"
    text = edits.other_figure(draft.text.figure, chance)
    return replace(notice, attachments=(replace(old, text=text, path=path),))


def _no_file(notice: Notice, draft: Draft, at: datetime, chance: Random) -> Notice:
    del draft, at, chance
    return replace(notice, attachments=())


def _new_file(notice: Notice, draft: Draft, at: datetime, chance: Random) -> Notice:
    del at, chance
    more = Attachment(name=f"{notice.title}补充材料", kind="pdf", text=draft.text.day)
    return replace(notice, attachments=(*notice.attachments, more))


def _predated(notice: Notice, draft: Draft, at: datetime, chance: Random) -> Notice:
    del draft, at
    return replace(notice, claimed=notice.claimed - chance.randint(5, 20) * DAY)


def _redated(notice: Notice, draft: Draft, at: datetime, chance: Random) -> Notice:
    """Return *notice* under the day of the deed, half of the time with a figure changed."""
    changed = figure(notice, draft, at, chance) if chance.randrange(2) else notice
    return replace(changed, claimed=local_day(at))


CHANGES: dict[Deed, Change] = {
    Deed.FIGURE: figure,
    Deed.DAY: _day,
    Deed.WORDING: _wording,
    Deed.BOILERPLATE: _dressed,
    Deed.MARKED: _marked,
    Deed.ANNOUNCED: figure,
    Deed.SAME_FILE: _same_file,
    Deed.OTHER_FILE: _other_file,
    Deed.NO_FILE: _no_file,
    Deed.NEW_FILE: _new_file,
    Deed.PREDATED: _predated,
    Deed.REDATED: _redated,
}
"""Deed → what it makes of a notice."""
