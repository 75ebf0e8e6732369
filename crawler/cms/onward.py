"""Ways on that no pager has: the page of the year before, and the whole list behind the first rows of it."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.cms.page import ListRead, Page, PageRequest, join
from crawler.extract.links import is_article
from crawler.store.addresses import url_key

_YEAR = re.compile(r"\D{0,3}((?:19|20)\d\d)\s{0,3}年?(?:度)?\D{0,3}")
_MORE = re.compile(r"\W{0,4}(?:查看|点击)?(?:更多|全部|more)\W{0,6}", re.IGNORECASE)
_LONGEST = 12  # characters of a link that only names a year or says that there is more
_YEARS = 2  # links to years that make a list split by them
_OPENING = 10  # rows; a page with more of them is a list and no opening of one


def ways_on(page: Page, read: ListRead) -> tuple[PageRequest, ...]:
    """Return the way from the end of what *page* lists to the rest of its column; none where that is all there is."""
    if not read.rows or read.following:
        return ()
    links = [one for one in _links(page) if url_key(one[1]) not in {url_key(row.url) for row in read.rows}]
    return _earlier_year(page, read, links) or _whole_list(page, read, links)


def _links(page: Page) -> Iterator[tuple[str, str]]:
    """Yield text and address of the short links of the page that lead to another page of its site."""
    here = urlsplit(page.url)
    for node in page.tree.css("a[href]"):
        text = node.text().strip()
        if not 0 < len(text) <= _LONGEST:
            continue
        url = join(page.base, node.attributes.get("href") or "").partition("#")[0]
        if urlsplit(url).netloc == here.netloc and not is_article(url):
            yield text, url


def _earlier_year(page: Page, read: ListRead, links: list[tuple[str, str]]) -> tuple[PageRequest, ...]:
    """Return the page of the newest year before that of *page*, where the list has a page for every year."""
    years = {int(found[1]): url for text, url in links if (found := _YEAR.fullmatch(text))}
    if len(years) < _YEARS:
        return ()
    own = [year for year, url in years.items() if url_key(url) == url_key(page.url)]
    own += [row.claimed.year for row in read.rows if row.claimed and not row.pinned]
    earlier = [year for year in years if own and year < own[0]]
    return (PageRequest(url=years[max(earlier)]),) if earlier else ()


def _whole_list(page: Page, read: ListRead, links: list[tuple[str, str]]) -> tuple[PageRequest, ...]:
    """Return the only page that *page* calls *more*, where it shows but a few rows and says of no further pages."""
    if page.request.number > 1 or page.request.doubtful or len(read.rows) > _OPENING:
        return ()
    if read.total_pages is not None or read.total_rows is not None:
        return ()
    more = {url_key(url): url for text, url in links if _MORE.fullmatch(text)}
    others = [url for key, url in more.items() if key not in {*page.lists, url_key(page.url)}]
    return (PageRequest(url=others[0], doubtful=True),) if len(others) == 1 else ()
