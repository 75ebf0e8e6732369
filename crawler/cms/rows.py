"""The rows of a list page: found by shape, or by the selector that a site's file gives for the rare list of no shape."""

from crawler.cms.credible import credible
from crawler.cms.page import Page
from crawler.errors import PageChanged
from crawler.extract.rows import read_rows
from crawler.extract.written import with_written
from crawler.records import Row


def rows_of(page: Page) -> tuple[Row, ...]:
    """Return the rows of *page* in their order; only what a browser could open over HTTP counts.

    Where the page itself shows none, its scripts may write them.
    """
    html = _chosen(page) if page.row_css else page.text
    found = _read(page, html)
    return found if found or "document.write" not in html else _read(page, with_written(html))


def _read(page: Page, html: str) -> tuple[Row, ...]:
    rows = read_rows(html, page.base, today=page.today, before=page.before)
    found = tuple(one for one in rows if one.url.startswith(("http://", "https://")))
    return found if page.row_css else credible(found, page.lists, further=page.request.number > 1)


def _chosen(page: Page) -> str:
    """Return a list of the blocks that the site's selector names; raise PageChanged where it names none."""
    blocks = [node.html or "" for node in page.tree.css(page.row_css)]
    if not blocks:
        raise PageChanged(f"nothing matches {page.row_css!r}")
    return f"<ul>{''.join(f'<li>{one}</li>' for one in blocks)}</ul>"
