"""Says how well an edition's elements can be located: duty by duty by made-up texts, and on notices that somebody labelled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from monitor.catalogue.model import Category, Duty, Edition, Element
from monitor.elements.find import ElementFinding, find_elements
from monitor.elements.notice import edition_values
from monitor.found import its_duties
from monitor.matching.match import Matcher
from monitor.matching.notice import NoticeText

LEAST = 200  # characters; a shorter text is a title and a date
_AROUND = "本机关依照规定对有关事项进行了核查，并将结果如实记录在案，由承办人员整理后归入案卷保存，以备日后查考之用。\n"


@dataclass(frozen=True, kw_only=True)
class Located:
    """One duty, and which of its elements a text that names each with an example of its value lets the code find."""

    category: Category
    duty: Duty
    elements: tuple[Element, ...]
    found: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Read:
    """One element of one real notice, as the code found it."""

    notice: NoticeText
    duty: Duty
    element: Element
    finding: ElementFinding

    def drawn(self, seed: int) -> str:
        """Return by what a sample of *seed* is ordered."""
        return sha256(f"{seed} {self.notice.id} {self.element.key}".encode()).hexdigest()


def locate_all(edition: Edition) -> Iterator[Located]:
    """Yield every duty of *edition* with the elements, of every time, that can be found."""
    values = edition_values(edition)
    examples = {one.id: one.example for one in edition.values}
    for category in edition.categories:
        for duty in category.duties:
            elements = every_element(duty)
            lines = (f"{one.name}：{examples.get(one.value, '本单位')}" for one in elements)
            said = find_elements(duty, _AROUND + "\n".join(lines), values)
            found = frozenset(one.element for one in said if one.present)
            yield Located(category=category, duty=duty, elements=elements, found=found)


def every_element(duty: Duty) -> tuple[Element, ...]:
    """Return the elements of *duty* of every time, each key once."""
    every = (*duty.elements, *(one for part in duty.element_sets for one in part.elements))
    return tuple({one.key: one for one in every}.values())


def read_all(edition: Edition, matcher: Matcher, notices: Iterable[NoticeText]) -> Iterator[Read]:
    """Yield the elements of every notice that has a text, of each duty that it surely discharges, as its text alone holds them."""
    values = edition_values(edition)
    for notice in notices:
        if len(notice.body) < LEAST:
            continue
        day = notice.published or edition.document_date
        for duty in its_duties(edition, matcher.match(notice)):
            owed = replace(duty, elements=duty.elements_on(day) if day else duty.elements, element_sets=())
            keys = {one.key: one for one in owed.elements}
            for one in find_elements(owed, f"标题：{notice.title}\n{notice.body}", values):
                yield Read(notice=notice, duty=duty, element=keys[one.element], finding=one)
