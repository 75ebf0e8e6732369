"""Whether what was read from a page can be a list of notices at all: a menu must never pass for one."""

from crawler.cms.shapes import family_of
from crawler.extract.links import is_article, is_file
from crawler.records import Row
from crawler.store.addresses import url_key

_FEW = 2  # dated rows that are enough where no address looks like an article's


def credible(rows: tuple[Row, ...], lists: frozenset[str], *, further: bool = False) -> tuple[Row, ...]:
    """Return *rows* without those that lead to one of the site's own *lists*, and none at all if none convinces.

    One address that looks like an article's convinces, so do two dates; on a *further* page of a list, whose last row
    may stand alone, one date does.
    """
    kept = tuple(one for one in rows if url_key(one.url) not in lists)
    return kept if _convince(kept, 1 if further else _FEW) else ()


def reason(url: str, *, dated: bool) -> str:
    """Return why a row of a list may lead to a notice.

    >>> reason("http://h.example/a/t20150601_1.html", dated=True)
    'article address (trs), dated'
    """
    family = family_of(url)
    shape = f"article address ({family})" if family else "article address" if is_article(url) else ""
    told = ("file" if is_file(url) else shape, "dated" if dated else "")
    return ", ".join(one for one in told if one) or "stands among such rows"


def _convince(rows: tuple[Row, ...], dates: int) -> bool:
    if any(is_article(one.url) or is_file(one.url) for one in rows):
        return True
    return sum(one.claimed is not None for one in rows) >= dates
