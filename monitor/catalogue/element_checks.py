"""Says what is wrong with the elements of an edition and with the kinds of value that they want."""

import re
from collections.abc import Iterable, Iterator

from crawler.errors import InvalidFile
from monitor.catalogue.content import Element
from monitor.catalogue.documents import Place
from monitor.catalogue.layout import ValuesFile
from monitor.catalogue.patterns import complaint


def check_values(file: ValuesFile) -> Iterator[InvalidFile]:
    """Yield what is wrong with the kinds of value."""
    seen: set[str] = set()
    for n, one in enumerate(file.values):
        if one.id in seen:
            yield file.at.problem(f"id {one.id!r} stands twice", "values", n, "id")
        seen.add(one.id)
        if why := complaint(one.pattern):
            yield file.at.problem(f"pattern {one.pattern!r} {why}", "values", n, "pattern")
        elif not re.search(one.pattern, one.example):
            yield file.at.problem(
                f"pattern {one.pattern!r} does not find the example {one.example!r}", "values", n, "example"
            )


def check_elements(at: Place, elements: Iterable[Element], kinds: frozenset[str]) -> Iterator[InvalidFile]:
    """Yield what is wrong with the ways in which *elements* are told."""
    for n, one in enumerate(elements):
        for kind in (one.value, *one.shapes):
            if kind and kind not in kinds:
                yield at.problem(f"no kind of value {kind!r}", "elements", n)
        for pattern in one.files:
            if why := complaint(pattern):
                yield at.problem(f"pattern {pattern!r} {why}", "elements", n, "files")
        if one.least < 1:
            yield at.problem(f"'least' cannot be {one.least}", "elements", n, "least")
