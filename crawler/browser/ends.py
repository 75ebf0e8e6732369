"""Tells a drawn list that goes on without an address for its next page from one that ends."""

import re
from dataclasses import replace

from selectolax.lexbor import LexborNode

from crawler.cms.page import ListRead, Page
from crawler.cms.pager import next_link, number_link

_SAYS_NEXT = re.compile(
    r"^(?:下一?页|下一頁|后一?页|>|›|»|next(?: page)?|(?:点击)?(?:加载|查看|显示)更多\S{0,4}|load more)$",
    re.IGNORECASE,
)
_CONTROLS = "a, button, li, span, input, [role=button], [onclick]"
_NUMBERS = "[class*=pag] :is(a, li, span, button), [id*=pag] :is(a, li, span, button)"
_OFF = re.compile(r"disabled|\bno-?more\b", re.IGNORECASE)
_LONGEST = 12  # characters of what a pager's button says
BY_SCRIPT = "the next page has no address: its pager works by script"


def honest(read: ListRead, page: Page, partial: str) -> ListRead:
    """Return what was *read* of a drawn page; where more can be had by script only, it says so and guesses nothing.

    A page that was reached by its address shows that the pager has addresses, so where they end the list does.
    """
    if not read.rows or next_link(page) or number_link(page, page.request.number + 1):
        return replace(read, unreachable=partial) if partial and not read.following else read
    whole = read.total_pages == 1 or read.total_rows == len(read.rows) or page.request.number > 1
    reason = BY_SCRIPT if not whole and goes_on(page) else partial
    return replace(read, following=(), unreachable=reason) if reason else read


def goes_on(page: Page) -> bool:
    """Whether the page shows a way on that a visitor could click."""
    if any(_leads(node) for node in page.tree.css(_CONTROLS)):
        return True
    following = str(page.request.number + 1)
    return any(node.text().strip() == following for node in page.tree.css(_NUMBERS))


def _leads(node: LexborNode) -> bool:
    marks = node.attributes
    words = [node.text(), marks.get("aria-label"), marks.get("title"), marks.get("value")]
    said = any(len(one) <= _LONGEST and _SAYS_NEXT.match(one.strip()) for one in words if one)
    return said and not _is_off(node)


def _is_off(node: LexborNode) -> bool:
    """Whether a button cannot be pressed, by its own marks or by those of the item that it stands in."""
    here: LexborNode | None = node
    for _ in range(2):
        if here is None:
            return False
        marks = here.attributes
        off = "disabled" in marks or marks.get("aria-disabled") == "true"
        if off or _OFF.search(marks.get("class") or ""):
            return True
        here = here.parent
    return False
