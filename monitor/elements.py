"""Finds the elements that a duty requires in a text, each with the passage that holds it.

An element counts as present where its name or a synonym stands as a label, a heading or a plain mention, or where its
shape cannot be mistaken (a document number, a credit code). The search is lenient on purpose: what is overlooked here
would be said against a bureau.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.catalogue.model import Duty, Element
from monitor.text import normalise

THIN = 40  # characters without blanks; below it a page only points to a file, and nothing can be said of its text
PASSAGE = 80  # characters shown of a passage
TEXT_LIMIT = 200_000  # characters searched; the longest real text of a notice is a tenth of it

SHAPES = {
    "doc_no": re.compile(r"[〔\[(【]20\d{2}[〕\])】]\s?第?\d{1,5}号"),
    "uscc": re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])"),
}
"""Element key → a shape that is enough without a label."""

ORGANISATION = re.compile(
    r"公司|企业|厂|店|中心|社|所|院|局|校|行|部|馆|场|站|协会|集团|个体|经营|工作室|委员会|单位"
)
_ORGANISATIONS_ONLY = "单位"
_PARTY = "party"


@dataclass(frozen=True, kw_only=True)
class ElementFinding:
    """One required element; ``present`` is None where the text is too thin to say."""

    element: str
    present: bool | None
    passage: str = ""
    start: int = -1
    """Place in the normalised text."""


def find_elements(duty: Duty, text: str) -> tuple[ElementFinding, ...]:
    """Return a finding for every element of *duty*, of every time; the caller keeps those owed on its day.

    Elements that only organisations owe are left out where the party is plainly a natural person.
    """
    shown = normalise(text[:TEXT_LIMIT])
    elements = (*duty.elements, *(one for part in duty.element_sets for one in part.elements))
    if len("".join(shown.split())) < THIN:
        return tuple(ElementFinding(element=one.key, present=None) for one in elements)
    person = _natural_person(elements, shown)
    wanted = [one for one in elements if not (person and one.applies == _ORGANISATIONS_ONLY)]
    return tuple(_find(one, shown) for one in wanted)


def _find(element: Element, text: str) -> ElementFinding:
    places = sorted(_places(element, text))
    if not places:
        return ElementFinding(element=element.key, present=False)
    _, start = places[0]
    return ElementFinding(element=element.key, present=True, passage=passage_at(text, start), start=start)


def _places(element: Element, text: str) -> Iterator[tuple[int, int]]:
    """Yield (rank, start): a label is better than the beginning of a line, that better than a mention or a shape."""
    for name in (element.name, *element.synonyms):
        for start in _all(text, normalise(name)):
            end = start + len(normalise(name))
            before = text[text.rfind("\n", 0, start) + 1 : start]
            yield (
                (0 if text[end : end + 1] == ":" else 1 if len(before.strip()) <= len("十一、") else 2),
                start,
            )
    shape = SHAPES.get(element.key)
    if shape and (found := shape.search(text)):
        yield 3, found.start()


def _all(text: str, word: str) -> Iterator[int]:
    start = text.find(word) if word else -1
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))


def passage_at(text: str, start: int) -> str:
    r"""Return the line around *start*, cut to what a table can show.

    >>> passage_at("一\n二：三\n四", 2)
    '二：三'
    """
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].strip()
    return line if len(line) <= PASSAGE else line[: PASSAGE - 1] + "…"


def _natural_person(elements: tuple[Element, ...], text: str) -> bool:
    """Return whether the party's own line names somebody and no organisation."""
    for one in elements:
        if one.key == _PARTY and (found := _find(one, text)).present:
            _, colon, value = found.passage.partition(":")
            return bool(colon and value.strip()) and not ORGANISATION.search(value)
    return False
