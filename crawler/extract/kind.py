"""Tells articles, lists and disclosure guides apart by what a page shows, not by how its address looks alone."""

import re

from crawler.extract.links import is_article
from crawler.records import Row
from crawler.words import PageKind

_GUIDE = re.compile(r"(?:信息|政务)公开(?:工作)?指南$")


def tell_kind(
    *, metas: dict[str, str], url: str, rows: tuple[Row, ...], dated: bool, title: str, prose: int
) -> PageKind:
    """Return what a page is.

    *dated* says that a date stands below the title; *prose* is the length of the article's text if it were one.
    """
    if _is_article(metas=metas, url=url, rows=rows, dated=dated, prose=prose):
        return PageKind.GUIDE if _GUIDE.search(title) else PageKind.ARTICLE
    if rows or metas.get("ColumnName"):
        return PageKind.LIST
    return PageKind.OTHER


def _is_article(*, metas: dict[str, str], url: str, rows: tuple[Row, ...], dated: bool, prose: int) -> bool:
    if metas.get("ArticleTitle") and metas.get("PubDate"):
        return True
    if metas.get("ColumnName") and not metas.get("ArticleTitle") and rows:
        return False
    listed = sum(len(row.title) for row in rows)
    if dated:
        return prose >= listed or is_article(url)
    return is_article(url) and prose > listed
