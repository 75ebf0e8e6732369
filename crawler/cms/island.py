"""RecordIsland: the rows are records inside a script, more of them come from a proxy (Hanweb jpage, both dialects)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.cms.arrays import array_records
from crawler.cms.elements import inner
from crawler.cms.page import ListRead, Page, PageRequest, join
from crawler.cms.pager import total_pages
from crawler.cms.rows import rows_of
from crawler.errors import PageChanged
from crawler.records import Row

_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,9})\s*</totalrecord>", re.IGNORECASE)
_GROUP_LINK = re.compile(r"href\s{0,5}=\s{0,5}[\"']([^\"']{1,1000})[\"']", re.IGNORECASE)
_NUMBER = {
    name: re.compile(rf"[\"']?\b{name}[\"']?\s{{0,5}}:\s{{0,5}}[\"']?(\d{{1,9}})", re.IGNORECASE)
    for name in ("perPage", "groupSize", "totalRecord")
}
_PROXY = re.compile(r"proxyUrl[\"']?\s{0,5}:\s{0,5}[\"']([^\"']{1,300})[\"']")
_PARAM = re.compile(r"\bparam[\"']?\s{0,5}:\s{0,5}\{([^{}]{0,2000})\}")
_PAIR = re.compile(r"[\"']?(\w{1,40})[\"']?\s{0,5}:\s{0,5}(?:[\"']([^\"']{0,300})[\"']|(\w{1,40}))")
_PROXY_PATH = "/module/web/jpage/dataproxy.jsp"
_NOT_FIELDS = frozenset({"page", "perpage", "startrecord", "endrecord"})


@dataclass(frozen=True, kw_only=True)
class RecordIsland:
    """Reads the islands of a page, then asks the proxy: by groups of records (POST) or by pages (GET)."""

    name: str

    def read(self, page: Page) -> ListRead:
        """Return the records of *page* as rows, and the ways to the next ones."""
        islands = inner(page.text, "datastore")
        if not islands and page.request.memo:
            raise PageChanged("the proxy answered without a datastore")
        if not islands:
            return _arrays(page)
        island = max(islands, key=lambda one: one.count("<record>"))
        rows, count = record_rows(page, island)
        memo = dict(page.request.memo) or _memo(page, island)
        total = _found(_TOTAL, island) or _found(_TOTAL, page.text) or int(memo["total"] or 0) or None
        zero = _TOTAL.search(island)
        return ListRead(
            rows=rows,
            following=_following(page, memo, count, total),
            total_rows=total,
            says_empty=not count and zero is not None and int(zero[1]) == 0,
        )


def _arrays(page: Page) -> ListRead:
    """Return the rows that the page keeps in arrays; such a skin has no way to further ones."""
    records = array_records(page.text)
    if not records:
        raise PageChanged("no datastore in the page")
    rows = rows_of(replace(page, text=_as_list(records), row_css=""))
    return ListRead(rows=rows, total_pages=total_pages(page))


def record_rows(page: Page, island: str) -> tuple[tuple[Row, ...], int]:
    """Return the records of *island* as rows, and how many records there are."""
    records = [_markup(one) for one in inner(island, "record")]
    rows = rows_of(replace(page, text=_as_list(records), row_css="")) if records else ()
    return rows, len(records)


def _found(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(found[1]) if found else None


def _markup(record: str) -> str:
    """Return the markup of a record; some sites write it as entities."""
    text = record.strip()
    if text.startswith("<![CDATA[") and text.endswith("]]>"):
        text = text[9:-3]
    return unescape(text) if "<" not in text else text


def _as_list(records: list[str]) -> str:
    rows = (one if "<li" in one.lower() or "<tr" in one.lower() else f"<li>{one}</li>" for one in records)
    body = "".join(rows)
    return f"<table>{body}</table>" if "<tr" in body.lower() else f"<ul>{body}</ul>"


def _memo(page: Page, island: str) -> dict[str, str]:
    """Return what page 1 tells about its proxy."""
    numbers = {name: _found(pattern, page.text) for name, pattern in _NUMBER.items()}
    link = _GROUP_LINK.search("".join(inner(island, "nextgroup")[:1]))
    target = unescape(link[1]) if link else ""
    fields = dict(parse_qsl(urlsplit(target).query, keep_blank_values=True)) if target else {}
    if param := _PARAM.search(page.text):
        fields |= {key: quoted or bare for key, quoted, bare in _PAIR.findall(param[1])}
    proxy = _PROXY.search(page.text)
    path = proxy[1] if proxy else target.partition("?")[0] or _PROXY_PATH
    kept = {f"field.{key}": value for key, value in fields.items() if key not in _NOT_FIELDS}
    return {
        "proxy": join(page.base, path),
        "column": page.url,
        "perpage": str(numbers["perPage"] or 20),
        "group": str(numbers["groupSize"] or 3),
        "total": str(numbers["totalRecord"] or ""),
        "had": "0",
        **kept,
    }


def _following(
    page: Page, memo: Mapping[str, str], records: int, total: int | None
) -> tuple[PageRequest, ...]:
    """Return the next group, in the dialect that answered last or, after page 1, in both."""
    had = int(memo["had"]) + records
    if (
        not records
        or (total is not None and had >= total)
        or (total is None and records < int(memo["perpage"]))
    ):
        return ()
    kept = {**memo, "had": str(had)}
    number = page.request.number + 1
    ways = [_by_group(kept, number, had), _by_page(kept, number, had)]
    dialect = memo.get("dialect")
    return tuple(way for way in ways if dialect in {None, way.memo["dialect"]})


def _fields(memo: Mapping[str, str]) -> dict[str, str]:
    return {key.removeprefix("field."): value for key, value in memo.items() if key.startswith("field.")}


def _by_group(memo: Mapping[str, str], number: int, had: int) -> PageRequest:
    """Return the POST for the records after the first *had*: a whole group of pages at once."""
    size = int(memo["perpage"]) * int(memo["group"])
    query = urlencode({"startrecord": had + 1, "endrecord": had + size, "perpage": memo["perpage"]})
    form = {"col": "1", **_fields(memo)}
    return PageRequest(
        url=f"{memo['proxy']}?{query}",
        method="POST",
        body=urlencode(form).encode(),
        headers={"Content-Type": "application/x-www-form-urlencoded", "Referer": memo["column"]},
        number=number,
        memo={**memo, "dialect": "group"},
    )


def _by_page(memo: Mapping[str, str], number: int, had: int) -> PageRequest:
    """Return the GET for the page after the first *had* records."""
    wanted = had // int(memo["perpage"]) + 1
    query = urlencode({"page": wanted, **_fields(memo), "perpage": memo["perpage"]})
    return PageRequest(
        url=f"{memo['proxy']}?{query}",
        headers={"Referer": memo["column"]},
        number=number,
        memo={**memo, "dialect": "page"},
    )


HANWEB = RecordIsland(name="hanweb")
