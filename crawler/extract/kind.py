"""Tells articles, lists and disclosure guides apart by what a page shows, not by how its address looks alone."""

import re
from dataclasses import dataclass

from crawler.extract.links import is_article
from crawler.records import Row
from crawler.words import PageKind

_GUIDE = re.compile(r"(?:信息|政务)公开(?:工作)?指南$")


_PROSE = 100
"""Characters that are a text, whatever lists of related pages stand beside it."""
_PLAIN = 0.25
"""What a row without a date and without an article's address weighs: it may be a menu's."""


@dataclass(frozen=True, kw_only=True)
class Signs:
    """What speaks for an article."""

    dated: bool
    """A date with its label, or with a labelled source beside it, stands outside the text."""
    headed: bool
    """The page shows the title that its head announces."""
    contained: bool
    """A container that publishing systems put around texts, or their marks, holds the text."""
    prose: int
    """Characters of the text outside links."""


def tell_kind(
    *, metas: dict[str, str], url: str, rows: tuple[Row, ...], signs: Signs, title: str
) -> PageKind:
    """Return what a page is."""
    if _is_article(metas, url, rows, signs):
        return PageKind.GUIDE if _GUIDE.search(title) else PageKind.ARTICLE
    if rows or metas.get("ColumnName"):
        return PageKind.LIST
    return PageKind.OTHER


def _is_article(metas: dict[str, str], url: str, rows: tuple[Row, ...], signs: Signs) -> bool:
    if metas.get("ArticleTitle") and metas.get("PubDate"):
        return True
    listed = sum(len(row.title) * (1 if row.claimed or is_article(row.url) else _PLAIN) for row in rows)
    longer = signs.prose > listed
    if signs.dated and signs.headed and signs.prose >= _PROSE:
        return True
    if signs.dated:
        return longer or is_article(url)
    if signs.contained or is_article(url):
        return longer and (signs.headed or signs.prose >= _PROSE)
    return False
