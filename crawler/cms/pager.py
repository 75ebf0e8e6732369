"""What any pager tells: the link to the next page, how many pages and rows there are, and that there is nothing."""

import re

from selectolax.lexbor import LexborNode

from crawler.cms.page import Page, join
from crawler.visible import visible_text

EMPTY = re.compile(r"暂无(?:相关)?(?:信息|数据|内容|记录|文章|公开)|没有找到|无相关(?:信息|数据|记录)|暂无！")
_WORDS = frozenset(
    {"下一页", "下页", "后一页", "下一頁", "后页", ">", "›", "»", "next", "下一页>", "下一页»"}
)
_NEXT_CSS = ".p_next a, a.Next, a.next, a[rel=next], .next a, a.pg_next"
_PAGER_LINKS = "[class*=pag] a, [id*=pag] a, [class*=fenye] a, [id*=fanye] a, .epages a"
_GAP = r"(?:\s|&nbsp;|<[^<>]{0,120}>){0,6}"  # what may stand between a word and its number
_PAGES = re.compile(
    rf"共{_GAP}(\d{{1,6}}){_GAP}页"
    rf"|第\s{{0,3}}\d{{1,6}}{_GAP}/{_GAP}(\d{{1,6}}){_GAP}页"
    r"|(?<![\d/])1/(\d{1,5})(?![\d/])|pageCount\s{0,3}[:=]\s{0,3}[\"']?(\d{1,6})"
)
_ROWS = re.compile(
    rf"共{_GAP}(\d{{1,8}}){_GAP}[条篇]"
    r"|totalRecord\s{0,3}[:=]\s{0,3}[\"']?(\d{1,8})"
)
_RECORDS = re.compile(rf"title=[\"']Total record[\"']>{_GAP}(\d{{1,8}})", re.IGNORECASE)
"""A count that stands in a link of the pager itself."""
_PAGINATED = re.compile(r"\.pagination\(\s{0,9}\{([^{}]{1,600})")
"""The call of a pager that counts rows, with what it is told."""
_TOLD = {name: re.compile(rf"\b{name}\s{{0,3}}:\s{{0,3}}[\"']?(\d{{1,8}})") for name in ("total", "pageSize")}
_FIRST_OF = re.compile(r"(?<![\d/])\d{1,5}/(\d{1,5})(?![\d/])")
_LINK = re.compile(r"<a\s[^>]{0,600}>.{0,600}?</a>", re.IGNORECASE | re.DOTALL)
_SHOWN = 20_000  # characters of visible text that are searched; a list that holds nothing is short


def next_link(page: Page) -> str:
    """Return the address behind the page's *next* link, or an empty text where there is none."""
    return _leading(page, _candidates(page))


def number_link(page: Page, number: int) -> str:
    """Return the address behind the pager's link that shows *number*, or an empty text."""
    return _leading(page, [one for one in page.tree.css(_PAGER_LINKS) if one.text().strip() == str(number)])


def _leading(page: Page, nodes: list[LexborNode]) -> str:
    """Return the first address that leads from *page* to another; scripts keep it beside ``href`` now and then."""
    for node in nodes:
        for name in ("href", "tagname", "data-href", "data-url"):
            href = (node.attributes.get(name) or "").strip()
            if not href or href.lower().startswith(("#", "javascript:")):
                continue
            target = join(page.base, href)
            if target != page.url and target.startswith(("http://", "https://")):
                return target
    return ""


def _candidates(page: Page) -> list[LexborNode]:
    found = list(page.tree.css(_NEXT_CSS))
    found += [node for node in page.tree.css("a") if node.text().strip().lower() in _WORDS]
    return found


def total_pages(page: Page) -> int | None:
    """Return how many pages the pager promises."""
    said = _first(_PAGES, _unlinked(page.text)) or _first(_FIRST_OF, _pager_text(page))
    if said is not None:
        return said
    rows, size = _paginated(page)
    return None if rows is None or not size else max(1, -(-rows // size))


def total_rows(page: Page) -> int | None:
    """Return how many rows the pager promises."""
    said = _first(_ROWS, _unlinked(page.text))
    if said is None:
        said = _first(_RECORDS, page.text)
    return _paginated(page)[0] if said is None else said


def _paginated(page: Page) -> tuple[int | None, int | None]:
    """Return how many rows there are, and how many a page has, as a script tells its pager."""
    called = _PAGINATED.search(page.text)
    rows, size = (_first(_TOLD[name], called[1]) if called else None for name in ("total", "pageSize"))
    return rows, size


def _unlinked(text: str) -> str:
    """Return *text* without its links: a title may speak of 共10条 too."""
    return _LINK.sub("", text)


def _pager_text(page: Page) -> str:
    nodes = page.tree.css(".p_t, [id^=fanye], .pagination, .page, .pages, .pager")
    return " ".join(node.text(separator=" ") for node in nodes)


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return next((int(one) for one in found.groups() if one), None) if found else None


def says_empty(page: Page) -> bool:
    """Whether the page says in words that its list holds nothing."""
    return EMPTY.search(visible_text(page.text, _SHOWN)) is not None
