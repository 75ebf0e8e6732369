"""Finds the elements that a duty requires in a text, each with the passage that holds it.

An element counts as present where its name or a synonym stands as a label, a heading or a plain mention, where a line
says nearly all of a long name, or where its shape cannot be mistaken (a document number, a credit code, a signature).
The search is lenient on purpose: what is overlooked here would be said against a bureau.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from monitor.catalogue.model import Duty, Element
from monitor.text import normalise

THIN = 40  # characters without blanks; below it a page only points to a file, and nothing can be said of its text
PASSAGE = 80  # characters shown of a passage
TEXT_LIMIT = 200_000  # characters searched; the longest real text of a notice is a tenth of it
PIECE = 4  # characters; a shorter piece of a name, such as 期限, stands in every text
LONG = 7  # characters; a longer name describes its element, and nobody writes it letter for letter
NEARLY = 0.75  # of a long name's pairs of characters, all but one word of it
OUTLINE = 4  # characters before a heading, as in 十一、 or (3)

SHAPES = {
    "doc_no": re.compile(r"[〔\[(【]20\d{2}[〕\])】]第?\d{1,5}号"),
    "uscc": re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])"),
    "agency": re.compile(r"(?m)^[一-鿿]{2,25}(?:局|委员会|政府|厅|支队|大队|总队|办公室|法院|中心)$"),
    "date": re.compile(
        r"(?m)^(?:20\d{2}年\d{1,2}月\d{1,2}日|[二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)$"
    ),
}
"""Element key → a shape that is enough without a label; signer and day stand alone under a document."""

ORGANISATION = re.compile(
    r"公司|企业|厂|店|中心|社|所|院|局|校|行|部|馆|场|站|协会|集团|个体|经营|工作室|委员会|单位"
)
_ORGANISATIONS_ONLY = "单位"
_PARTY = "party"
_REMARK = re.compile(r"\([^()]*\)")
_JOINT = re.compile(r"[/、]|与|和|及|或|等")
_BLANK = frozenset(" \t\u3000\"'“”‘’「」")


@dataclass(frozen=True, kw_only=True)
class ElementFinding:
    """One required element; ``present`` is None where the text is too thin to say."""

    element: str
    present: bool | None
    passage: str = ""
    start: int = -1
    """Place in the normalised text."""


class _Text:
    """A text as it is searched, without blanks and quotation marks, that knows where each character stood."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.places = [at for at, character in enumerate(shown) if character not in _BLANK]
        self.bare = "".join(shown[at] for at in self.places)
        self.small = "".join(one.lower() if len(one.lower()) == 1 else one for one in self.bare)

    @cached_property
    def lines(self) -> list[tuple[int, frozenset[str]]]:
        """Where each line starts, and the pairs of characters it consists of."""
        found, start = [], 0
        for line in self.bare.split("\n"):
            found.append((start, _pairs(line)))
            start += len(line) + 1
        return found


def find_elements(duty: Duty, text: str) -> tuple[ElementFinding, ...]:
    """Return a finding for every element of *duty*, of every time; the caller keeps those owed on its day.

    Elements that only organisations owe are left out where the party is plainly a natural person.
    """
    shown = _Text(normalise(text[:TEXT_LIMIT]))
    elements = (*duty.elements, *(one for part in duty.element_sets for one in part.elements))
    if len("".join(shown.bare.split())) < THIN:
        return tuple(ElementFinding(element=one.key, present=None) for one in elements)
    person = _natural_person(elements, shown)
    wanted = [one for one in elements if not (person and one.applies == _ORGANISATIONS_ONLY)]
    return tuple(_find(one, shown) for one in wanted)


def _find(element: Element, text: _Text) -> ElementFinding:
    _, at = min(_places(element, text), default=(0, -1))
    if at < 0:
        return ElementFinding(element=element.key, present=False)
    start = text.places[at]
    return ElementFinding(
        element=element.key, present=True, passage=passage_at(text.shown, start), start=start
    )


def _places(element: Element, text: _Text) -> Iterator[tuple[int, int]]:
    """Yield (rank, place): a label is better than the beginning of a line, that than a mention, that than a shape."""
    for name in spellings(element):
        for start in _all(text.small, name.lower()):
            end = start + len(name)
            first = text.bare.rfind("\n", max(0, start - OUTLINE - 1), start) >= 0 or start <= OUTLINE
            yield 0 if text.bare[end : end + 1] == ":" else 1 if first else 2, start
    shape = SHAPES.get(element.key)
    if shape and (found := shape.search(text.bare)):
        yield 3, found.start()
    pairs = _pairs(_bare(element.name))
    if len(pairs) >= LONG - 1:
        yield from ((4, start) for start, line in text.lines if len(pairs & line) >= NEARLY * len(pairs))


def spellings(element: Element) -> tuple[str, ...]:
    """Return the ways in which *element* may be named: name, synonyms, and what a joint name consists of.

    >>> spellings(Element(key="party", name="被处罚人名称或姓名（全称）", synonyms=("当事人",)))
    ('被处罚人名称或姓名(全称)', '当事人', '被处罚人名称或姓名', '被处罚人名称', '被处罚人')
    """
    whole = [_bare(name) for name in (element.name, *element.synonyms)]
    short = [_REMARK.sub("", name) for name in whole]
    pieces = [piece for name in short for piece in _JOINT.split(name)]
    pieces += [piece.removesuffix("名称").removesuffix("姓名") for piece in pieces]
    known = [name for name in (*whole, *short) if name] + [one for one in pieces if len(one) >= PIECE]
    return tuple(dict.fromkeys(known))


def _bare(name: str) -> str:
    return "".join(one for one in normalise(name) if one not in _BLANK)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _all(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))


def passage_at(text: str, start: int) -> str:
    r"""Return the line around *start*, cut to what a table can show.

    >>> passage_at("一\n二：三\n四", 2)
    '二：三'
    """
    begin, end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    near = max(begin, start - PASSAGE // 2)  # a line may be the whole text
    line = text[near : end if end >= 0 else len(text)].strip()
    return line if len(line) <= PASSAGE else line[: PASSAGE - 1] + "…"


def _natural_person(elements: tuple[Element, ...], text: _Text) -> bool:
    """Return whether the party's own line names somebody and no organisation."""
    for one in elements:
        if one.key == _PARTY and (found := _find(one, text)).present:
            _, colon, value = found.passage.partition(":")
            return bool(colon and value.strip()) and not ORGANISATION.search(value)
    return False
