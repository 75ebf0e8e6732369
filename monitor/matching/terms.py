"""What the catalogue itself says of its categories and duties: columns, titles, words for and against."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from monitor.catalogue.model import Edition, MatchTerms
from monitor.matching.knowledge import CatalogueWeights
from monitor.matching.notice import Field
from monitor.matching.patterns import Patterns
from monitor.matching.plain import plain
from monitor.matching.reasons import Found
from monitor.matching.scan import NOTHING, Hits

SHOWN = 5  # words of a body that a reason names

Support = tuple[str, float, Found]
"""Whom it concerns, how much it counts, and which words say so."""


class CatalogueTerms:
    """The terms of some categories or duties, filed by word so that only those met cost anything."""

    def __init__(self, terms: Iterable[tuple[str, MatchTerms]], weights: CatalogueWeights) -> None:
        self._weights = weights
        self._columns: dict[str, list[str]] = {}
        self._positive: dict[str, list[str]] = {}
        self._negative: dict[str, list[str]] = {}
        titles: list[tuple[str, str]] = []
        for target, one in terms:
            _file(self._columns, target, one.columns)
            _file(self._positive, target, one.positive)
            _file(self._negative, target, one.negative)
            titles.extend((target, each) for each in one.titles)
        self._titles = Patterns(titles)
        self.words = {
            Field.COLUMN: frozenset(self._columns),
            Field.BODY: frozenset(self._positive),
            Field.TITLE: frozenset(self._negative),
        }

    def supporting(self, title: str, hits: Mapping[Field, Hits]) -> Iterator[Support]:
        """Yield what speaks for each category or duty, by the plain *title* and the words found."""
        weights = self._weights
        for target, words in _met(self._columns, hits.get(Field.COLUMN, NOTHING)).items():
            yield target, weights.column, ((Field.COLUMN, (max(words, key=len),)),)
        for target, fits in self._titles.found(title):
            yield target, weights.title, ((Field.TITLE, (fits,)),)
        for target, words in _met(self._positive, hits.get(Field.BODY, NOTHING)).items():
            if len(words) >= weights.body_terms:
                yield target, weights.body, ((Field.BODY, tuple(sorted(words)[:SHOWN])),)

    def opposing(self, hits: Mapping[Field, Hits], targets: Collection[str]) -> Iterator[Support]:
        """Yield the negative terms of *targets* that the title holds."""
        for target, words in _met(self._negative, hits.get(Field.TITLE, NOTHING)).items():
            if target in targets:
                yield target, self._weights.negative, ((Field.TITLE, (max(words, key=len),)),)


def of_categories(edition: Edition, weights: CatalogueWeights) -> CatalogueTerms:
    """Return the terms of the categories of *edition*."""
    return CatalogueTerms(((one.id, one.terms) for one in edition.categories), weights)


def of_duties(edition: Edition, weights: CatalogueWeights) -> CatalogueTerms:
    """Return the terms of the duties of *edition*."""
    duties = ((duty.id, duty.terms) for one in edition.categories for duty in one.duties)
    return CatalogueTerms(duties, weights)


def _file(files: dict[str, list[str]], target: str, words: Iterable[str]) -> None:
    """File *target* under each word, without the remarks that stand in brackets behind some."""
    for written in words:
        word = plain(written).partition("(")[0]
        if word and target not in files.setdefault(word, []):
            files[word].append(target)


def _met(files: Mapping[str, list[str]], hits: Hits) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in hits.words:
        if word in files:
            for target in files[word]:
                found.setdefault(target, []).append(word)
    return found
