"""Tells one document from another, wherever it stands: the same notice in several columns and on several sites.

Two are one document only where their titles say the same, their numbers do not differ, and the core of the shorter
text stands in the longer one word for word: templates differ in a name or a sum alone, and those are two documents.
Where that cannot be told they stay two.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from monitor.comparable import comparable
from monitor.matching.notice import NoticeText

T = TypeVar("T")

EDGE = 10  # of so many parts of a text the first and the last may be what a site puts around it
SHORT = 30  # characters; a shorter text tells nothing by itself
_SAID_BEFORE = re.compile(r"^(\[?(转载|转发|置顶|图文|最新)\]?[::]?)+|^【[^】]{1,12}】")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Document:
    """What tells the document of a text from others; each part is made when it is first asked for."""

    text: NoticeText

    @cached_property
    def title(self) -> str:
        """The title without signs, and without what a list puts before it."""
        return _SIGNS.sub("", _SAID_BEFORE.sub("", comparable(self.text.title)))

    @cached_property
    def number(self) -> str:
        """The document number without signs."""
        return _SIGNS.sub("", comparable(self.text.doc_number))

    @cached_property
    def body(self) -> str:
        """The body without signs."""
        return _SIGNS.sub("", comparable(self.text.body))

    @cached_property
    def core(self) -> str:
        """The body without its edges."""
        cut = len(self.body) // EDGE
        return self.body[cut : len(self.body) - cut]


def same(one: Document, other: Document) -> bool:
    """Return whether two are surely the same document."""
    if not one.title or one.title != other.title:
        return False
    if one.number and other.number and one.number != other.number:
        return False
    short, long = sorted((one, other), key=lambda each: len(each.body))
    if len(short.body) < SHORT:
        # a page without a text is told by its number alone
        return bool(one.number) and one.number == other.number
    return short.core in long.body


class Documents(Generic[T]):
    """Finds what was filed under a document, by its title."""

    def __init__(self) -> None:
        self._by_title: dict[str, list[tuple[Document, T]]] = defaultdict(list)

    def file(self, one: Document, value: T) -> None:
        """File *value* under a document."""
        self._by_title[one.title].append((one, value))

    def find(self, wanted: Document) -> Iterator[T]:
        """Yield what is filed under the same document, in the order of filing."""
        for one, value in self._by_title.get(wanted.title, ()):
            if same(wanted, one):
                yield value


def groups(filed: Iterable[tuple[T, Document]]) -> tuple[tuple[T, ...], ...]:
    """Return the members of each document, in the order in which they come; most have one."""
    known: Documents[list[T]] = Documents()
    found: list[list[T]] = []
    for value, mine in filed:
        group = next(known.find(mine), None)
        if group is None:
            group = []
            found.append(group)
        group.append(value)
        known.file(mine, group)
    return tuple(map(tuple, found))
