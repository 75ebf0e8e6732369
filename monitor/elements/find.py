"""Finds the elements that a duty requires in a text, each with the passage that holds it and where it stands.

An element counts as present where its name or a synonym stands as a label, a heading or a plain mention, where a line
says nearly all of a long name, or where its shape cannot be mistaken (a document number, a credit code, a signature).
One that wants a value, such as an amount, counts only with it; named without one it is not known. The search is lenient
on purpose: what is overlooked here would be said against a bureau.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitor.catalogue.model import Duty, Element
from monitor.elements.names import name_pairs, spellings
from monitor.elements.searched import Searched
from monitor.elements.spot import NOWHERE, Spot
from monitor.elements.values import value_after

THIN = 40  # characters without blanks; below it a page only points to a file, and nothing can be said of its text
LONG = 7  # characters; a longer name describes its element, and nobody writes it letter for letter
NEARLY = 0.75  # of a long name's pairs of characters, all but one word of it
OUTLINE = 4  # characters before a heading, as in 十一、 or (3)
NUMBERED = re.compile(r"[一二三四五六七八九十\d][、.)]$")
"""What stands before a heading in a text whose lines were run together."""
REFERRED = ("编号", "文号")
"""Behind the name of a notice these make a reference to it: 招标公告编号 is no 招标公告."""
TRIED = 50  # mentions of one element behind which its value is looked for

Values = Mapping[str, re.Pattern[str]]
"""Id of a kind of value → what it looks like."""
NO_VALUES: Values = {}

ORGANISATION = re.compile(
    r"公司|企业|厂|店|中心|社|所|院|局|校|行|部|馆|场|站|协会|集团|个体|经营|工作室|委员会|单位"
)
_ORGANISATIONS_ONLY = "单位"
_PARTY = "party"


@dataclass(frozen=True, kw_only=True)
class ElementFinding:
    """One required element; ``present`` is None where the text is too thin to say, or names it without its value."""

    element: str
    present: bool | None
    passage: str = ""
    """The line that holds it, personal data masked."""
    spot: Spot = NOWHERE


@dataclass(frozen=True, kw_only=True, order=True)
class _Place:
    """A mention: a label is better than a heading, that than a mention, that than a shape or a likeness.

    Among equals the longer name says more of what is meant, and goes first.
    """

    rank: int
    shorter: int
    """Less than 0: what the name lacks of none."""
    start: int
    end: int
    """Both in ``bare``."""


def find_elements(
    duty: Duty, text: str, values: Values = NO_VALUES, file: str = "", least: int = THIN
) -> tuple[ElementFinding, ...]:
    """Return a finding for every element of *duty*, of every time; the caller keeps those owed on its day.

    Elements that only organisations owe are left out where the party is plainly a natural person. *file* is the name of
    the file whose text it is; what a text holds behind the part that is searched is not known, nor anything of one
    with fewer than *least* characters.
    """
    searched = Searched(text, file)
    elements = (*duty.elements, *(one for part in duty.element_sets for one in part.elements))
    if len("".join(searched.bare.split())) < least:
        return tuple(ElementFinding(element=one.key, present=None) for one in elements)
    person = _natural_person(elements, searched)
    wanted = [one for one in elements if not (person and one.applies == _ORGANISATIONS_ONLY)]
    return tuple(_find(one, searched, values) for one in wanted)


def _find(element: Element, text: Searched, values: Values) -> ElementFinding:
    places = sorted(_places(element, text, values))
    if not places:
        return ElementFinding(element=element.key, present=None if text.cut else False)
    wanted = values.get(element.value)
    if wanted is None or places[0].rank == _SHAPE:
        return _said(element, text, places[0], present=True)
    for one in places[:TRIED]:
        if (at := value_after(text, text.places[one.end - 1] + 1, wanted)) is not None:
            return _said(element, text, one, present=True, value=at)
    return _said(element, text, places[0], present=None)


def _said(
    element: Element, text: Searched, place: _Place, *, present: bool | None, value: int = -1
) -> ElementFinding:
    """Return the finding at *place*; a value that stands on another line is shown with its name."""
    at = text.places[place.start]
    passage = text.passage(at)
    if value >= 0 and text.line_at(value) != text.line_at(at):
        passage = f"{passage} … {text.passage(value)}"
    return ElementFinding(element=element.key, present=present, passage=passage, spot=text.spot(at))


_LABEL, _HEAD, _MENTION, _SHAPE, _LIKE = range(5)


def _places(element: Element, text: Searched, values: Values) -> Iterator[_Place]:
    for name in spellings(element):
        for start in _all(text.small, name.lower()):
            end = start + len(name)
            if not text.bare.startswith(REFERRED, end):
                yield _Place(rank=_rank(text, start, end), shorter=-len(name), start=start, end=end)
    for kind in element.shapes:
        if kind in values and (shape := _shape(text, values[kind], element.least)) is not None:
            yield _Place(rank=_SHAPE, shorter=0, start=shape, end=shape + 1)
    wanted = name_pairs(element)
    if len(wanted) >= LONG - 1:
        for start, line in text.lines:
            if len(wanted & line) >= NEARLY * len(wanted):
                end = text.bare.find("\n", start)
                yield _Place(rank=_LIKE, shorter=0, start=start, end=end if end >= 0 else len(text.bare))


def _rank(text: Searched, start: int, end: int) -> int:
    if text.bare[end : end + 1] == ":":
        return _LABEL
    before = text.bare[max(0, start - OUTLINE - 1) : start]
    return _HEAD if start <= OUTLINE or "\n" in before or NUMBERED.search(before) else _MENTION


def _shape(text: Searched, pattern: re.Pattern[str], least: int) -> int | None:
    """Return where the first of *least* different values of a shape begins in ``bare``; blanks may part them or stand in them."""
    for where, places in ((text.bare, None), (text.shown, text.places)):
        found = list(pattern.finditer(where))
        if len({one[0] for one in found}) >= least:
            first = found[0].start()
            return first if places is None else bisect_left(places, first)
    return None


def _all(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))


def _natural_person(elements: tuple[Element, ...], text: Searched) -> bool:
    """Return whether the party's own line names somebody and no organisation."""
    for one in elements:
        if one.key == _PARTY and (places := sorted(_places(one, text, NO_VALUES))):
            begin, end = text.line_at(text.places[places[0].start])
            _, colon, value = text.shown[begin:end].partition(":")
            return bool(colon and value.strip()) and not ORGANISATION.search(value)
    return False
