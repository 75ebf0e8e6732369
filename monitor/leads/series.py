"""Holes in the numbers of documents: 12 and 14 were published, 13 was not seen.

A series also numbers what need not be published, and documents of which we never heard. So a hole is only worth a look.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from crawler.extract.docnumber import head_number, normal_form, title_number
from monitor.known import KnownBureau, KnownNotice
from monitor.leads.lead import Lead, LeadKind

LONGEST = 20  # numbers missing in a row; a longer gap is another series or another site, not a hole
_PARTS = re.compile(r"(.+)〔(\d{4})〕(\d{1,5})号")


@dataclass(frozen=True, kw_only=True)
class Series:
    """The numbers of one office word and one year."""

    word: str
    year: int

    def name(self, number: int) -> str:
        """Return a number of the series as it is written.

        >>> Series(word="望财罚字", year=2015).name(13)
        '望财罚字〔2015〕13号'
        """
        return f"{self.word}〔{self.year}〕{number}号"


def holes(bureau: KnownBureau) -> Iterator[Lead]:
    """Yield a lead for every run of numbers between two of the same series that *bureau* published."""
    held: dict[tuple[str, Series], dict[int, str]] = defaultdict(dict)
    for notice in bureau.notices.values():
        numbered = own_number(notice)
        categories = bureau.match(notice.id).categories
        if numbered and categories:
            series, number = numbered
            held[categories[0].category, series].setdefault(number, notice.title)
    for (category, series), titles in sorted(held.items(), key=lambda one: (one[0][0], str(one[0][1]))):
        yield from _holes(bureau.bureau.id, category, series, titles)


def own_number(notice: KnownNotice) -> tuple[Series, int] | None:
    """Return the number that the notice itself has; one that it only quotes is another document's."""
    last = notice.versions[-1] if notice.versions else None
    said = (
        (last.doc_number if last else "")
        or title_number(notice.title)
        or head_number(last.body if last else "")
    )
    found = _PARTS.fullmatch(normal_form(said))
    return (Series(word=found[1], year=int(found[2])), int(found[3])) if found else None


def _holes(bureau: str, category: str, series: Series, titles: dict[int, str]) -> Iterator[Lead]:
    numbers = sorted(titles)
    for before, after in pairwise(numbers):
        missing = range(before + 1, after)
        if 0 < len(missing) <= LONGEST:
            first, last = series.name(missing[0]), series.name(missing[-1])
            yield Lead(
                kind=LeadKind.NUMBER_HOLE,
                bureau=bureau,
                duty=category,
                what=first if first == last else f"{first} – {last}",
                seen=(titles[before], titles[after]),
                count=len(missing),
            )
