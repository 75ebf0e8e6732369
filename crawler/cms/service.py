"""Asking a service for a page of a list: what the column's page told about it, kept as text until the answer comes."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.cms.page import Page, PageRequest
from crawler.listservice import OFFSET, PAGE

__all__ = ["FORM", "JSON", "PAGE", "ask", "had", "memo_of", "more_to_ask", "with_query"]
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def memo_of(
    page: Page, url: str, *, body: str = "", kind: str = "", first: int = 1, **more: str
) -> dict[str, str]:
    """Return what is to be known of a service; *first* is the number by which it knows its first page."""
    return {"url": url, "body": body, "kind": kind, "first": str(first), "column": page.url, **more}


def ask(memo: Mapping[str, str], number: int) -> PageRequest:
    """Return the request for page *number* of the service that *memo* tells of."""
    value = str(number - 1 + int(memo["first"]))
    before = str((number - 1) * int(memo.get("step", "0")))
    headers = {"Referer": memo["column"], "X-Requested-With": "XMLHttpRequest"}
    if memo["body"]:
        headers["Content-Type"] = memo["kind"] or FORM
    return PageRequest(
        url=memo["url"].replace(PAGE, value).replace(OFFSET, before),
        method="POST" if memo["body"] else "GET",
        body=memo["body"].replace(PAGE, value).replace(OFFSET, before).encode(),
        headers=headers,
        number=number,
        memo=memo,
    )


def with_query(url: str, **values: str) -> str:
    """Return *url* with *values* in its query; a name that stands there in any case keeps its spelling and place.

    >>> with_query("http://h.example/list?Page=1&x=2", page="{page}")
    'http://h.example/list?Page={page}&x=2'
    """
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    names = {name.lower(): name for name, _ in pairs}
    chosen = {names.get(name.lower(), name): value for name, value in values.items()}
    kept = [(name, chosen.pop(name, value)) for name, value in pairs]
    query = urlencode([*kept, *chosen.items()], safe="{}")
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def more_to_ask(
    memo: Mapping[str, str], number: int, *, rows: int, total: int | None, pages: int | None
) -> bool:
    """Whether a page follows page *number*, which held *rows* rows; pages that are promised go before rows that are."""
    asked = memo.get("url", "") + memo.get("body", "")
    if not rows or (PAGE not in asked and OFFSET not in asked):
        return False
    if pages is not None:
        return number < pages
    return total is None or had(memo, rows) < total


def had(memo: Mapping[str, str], rows: int) -> int:
    """Return how many rows were had when another *rows* have come."""
    return int(memo.get("had", "0")) + rows
