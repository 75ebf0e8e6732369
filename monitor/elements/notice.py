"""Puts together what page and files of one notice hold of the elements that it owes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from crawler.records import FileTextRecord, VersionRecord
from crawler.words import FileOutcome
from monitor.catalogue.model import Duty, Edition, Element
from monitor.elements.find import ElementFinding, Values, find_elements
from monitor.elements.spot import NOWHERE, Spot
from monitor.evidence import ElementSeen
from monitor.known import KnownNotice

NOTHING = ElementFinding(element="", present=None)
_LABELS = ("标题", "文号", "索引号", "发布机构")
_UNREADABLE = frozenset({FileOutcome.EMPTY, FileOutcome.DAMAGED, FileOutcome.NOT_WHAT_IT_SAYS})
"""What is no file at all; that it is called what it should be proves nothing."""


@lru_cache(maxsize=8)
def values_of(edition_id: str, kinds: tuple[tuple[str, str], ...]) -> Values:  # noqa: ARG001 - the id tells editions apart in the cache
    """Return the kinds of value of an edition, ready to be searched for."""
    return {name: re.compile(pattern) for name, pattern in kinds}


def edition_values(edition: Edition) -> Values:
    """Return what the values of *edition* look like."""
    return values_of(edition.id, tuple((one.id, one.pattern) for one in edition.values))


def read_files(notice: KnownNotice) -> tuple[FileTextRecord, ...]:
    """Return the files that the page as it stands links to and of which a text is known."""
    return tuple(one for one in notice.linked if one and one.text)


def wholly_read(notice: KnownNotice) -> bool:
    """Return whether all that it says is known: no page of its text, no file and no picture in it is left unread."""
    last = notice.versions[-1]
    return not last.partial and not last.pictures and notice.files_read


def elements_seen(notice: KnownNotice, duty: Duty, day: date, values: Values) -> tuple[ElementSeen, ...]:
    """Return the elements owed on *day*: present in the first place that holds them, absent only where all was read.

    Its text goes before its files, those before what the page says above the text, such as its number.
    What a page lacks may stand in a file that nobody read, on a page of the text that did not come, or in a picture; of
    such a text it is not known what it does not contain.
    """
    owed = replace(duty, elements=duty.elements_on(day), element_sets=())
    found = [find_elements(owed, notice.versions[-1].body, values)]
    found += [find_elements(owed, one.text, values, one.name) for one in read_files(notice)]
    by_place = [{one.element: one for one in each} for each in found]
    asked = [one for one in owed.elements if all(one.key in each for each in by_place)]
    head = find_elements(owed, head_of(notice.versions[-1]), values, least=0)
    by_place.append({one.key: NOTHING for one in asked} | {one.element: one for one in head if one.present})
    return tuple(_seen(one, [each[one.key] for each in by_place], notice) for one in asked)


def head_of(version: VersionRecord) -> str:
    """Return what a page says of its text above it, each behind the label that such pages have."""
    said = (version.title, version.doc_number, version.index_number, version.source)
    return "\n".join(f"{label}：{one}" for label, one in zip(_LABELS, said, strict=True) if one)


def _seen(element: Element, found: list[ElementFinding], notice: KnownNotice) -> ElementSeen:
    texts = found[:-1]
    there = next((one for one in found if one.present), None)
    if there is not None:
        spot = NOWHERE if there is found[-1] else there.spot  # what stands above the text has no line of it
        return _said(element, present=True, passage=there.passage, spot=spot)
    if name := next(_called(element, notice), ""):
        return _said(element, present=True, passage=name, spot=Spot(file=name))
    unknown = next((one for one in texts if one.present is None and one.passage), None)
    if unknown is not None:
        return _said(element, present=None, passage=unknown.passage, spot=unknown.spot)
    absent = wholly_read(notice) and all(one.present is False for one in texts)
    return _said(element, present=False if absent else None)


def _called(element: Element, notice: KnownNotice) -> Iterator[str]:
    """Yield the names of files that are the element itself, by what they are called."""
    broken = {one.url for one in notice.files if one.outcome in _UNREADABLE}
    links: Iterable[tuple[str, str]] = (
        ((one.name, one.url) for one in notice.versions[-1].attachments) if notice.versions else ()
    )
    for name, url in links:
        if url not in broken and any(re.search(one, name) for one in element.files):
            yield name


def _said(element: Element, *, present: bool | None, passage: str = "", spot: Spot = NOWHERE) -> ElementSeen:
    return ElementSeen(
        key=element.key,
        name=element.name,
        present=present,
        passage=passage,
        in_file=bool(present and spot.file),
        spot=spot,
        soft=element.soft,
    )
