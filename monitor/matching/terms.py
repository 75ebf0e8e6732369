"""What the catalogue itself says of its categories and duties: columns, titles, words for and against."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from crawler.errors import InvalidFile
from monitor.catalogue.model import Edition, MatchTerms
from monitor.matching.knowledge import CatalogueWeights
from monitor.matching.notice import Field
from monitor.matching.plain import plain
from monitor.matching.scan import NOTHING, Hits

_SLOW = re.compile(r"(?<!\\)\)[*+{]|\\[1-9]")
"""Repeated groups and back references, whose time may grow faster than the title."""

Support = tuple[str, float, str]
"""Whom it concerns, how much it counts, and why."""


@dataclass(frozen=True)
class _Terms:
    target: str
    columns: frozenset[str]
    titles: tuple[re.Pattern[str], ...]
    positive: frozenset[str]
    negative: frozenset[str]


class CatalogueTerms:
    """The terms of an edition, made ready for looking up."""

    def __init__(self, edition: Edition, weights: CatalogueWeights) -> None:
        self._weights = weights
        self._categories = {one.id: _ready(edition.id, one.id, one.terms) for one in edition.categories}
        self._of_duties = {
            one.id: tuple(_ready(edition.id, duty.id, duty.terms) for duty in one.duties)
            for one in edition.categories
        }
        ready = [*self._categories.values(), *(one for many in self._of_duties.values() for one in many)]
        self.words = frozenset().union(*(one.columns | one.positive | one.negative for one in ready))

    def supporting(self, texts: Mapping[Field, str], hits: Mapping[Field, Hits]) -> Iterator[Support]:
        """Yield what speaks for each category."""
        for terms in self._categories.values():
            yield from self._support(terms, texts, hits)

    def duties(self, category: str, texts: Mapping[Field, str], hits: Mapping[Field, Hits]) -> Iterator[Support]:
        """Yield what speaks for each duty of *category*."""
        for terms in self._of_duties[category]:
            yield from self._support(terms, texts, hits)

    def opposing(self, hits: Mapping[Field, Hits], categories: Iterable[str]) -> Iterator[Support]:
        """Yield the negative terms of *categories* that the title holds."""
        title = hits.get(Field.TITLE, NOTHING)
        for category in categories:
            found = _longest(self._categories[category].negative, title)
            if found:
                yield category, self._weights.negative, f"但标题含“{found}”"

    def _support(
        self, terms: _Terms, texts: Mapping[Field, str], hits: Mapping[Field, Hits]
    ) -> Iterator[Support]:
        weights = self._weights
        if found := _longest(terms.columns, hits.get(Field.COLUMN, NOTHING)):
            yield terms.target, weights.column, f"栏目含“{found}”"
        title = texts.get(Field.TITLE, "")
        for pattern in terms.titles:
            if seen := pattern.search(title):
                yield terms.target, weights.title, f"标题含“{seen[0]}”"
                break
        body = sorted(terms.positive & hits.get(Field.BODY, NOTHING).places.keys())
        if len(body) >= weights.body_terms:
            yield terms.target, weights.body, "正文含" + "".join(f"“{one}”" for one in body[:5])


def _longest(words: frozenset[str], hits: Hits) -> str:
    return max(words & hits.places.keys(), key=lambda one: (len(one), one), default="")


def _ready(edition: str, target: str, terms: MatchTerms) -> _Terms:
    return _Terms(
        target=target,
        columns=_bare(terms.columns),
        titles=tuple(_pattern(edition, target, one) for one in terms.titles),
        positive=_bare(terms.positive),
        negative=_bare(terms.negative),
    )


def _bare(words: Iterable[str]) -> frozenset[str]:
    """Return the words without the remarks that stand in brackets behind them."""
    return frozenset(one for one in (plain(word).partition("(")[0] for word in words) if one)


def _pattern(edition: str, target: str, written: str) -> re.Pattern[str]:
    if _SLOW.search(written):
        raise InvalidFile(edition, None, f"title pattern of {target!r} repeats a group: {written!r}")
    try:
        return re.compile(written, re.IGNORECASE)
    except re.error as error:
        raise InvalidFile(edition, None, f"title pattern of {target!r} cannot be read: {error}") from error
