"""MessageIsland: rows in the page, further ones as records inside a call around JSON (TrueCMS)."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from crawler.cms.island import record_rows
from crawler.cms.jsonlist import dig, parse_json
from crawler.cms.page import ListRead, Page, PageRequest, join
from crawler.cms.pager import says_empty
from crawler.cms.rows import rows_of
from crawler.errors import PageChanged
from crawler.records import Row

_PATH = re.compile(r"[\"']([^\"'\s]{0,200}messageController/getMessage\.do)")
_COLUMN = re.compile(r"columnId[\"']?\s{0,5}[:=]\s{0,5}[\"']([0-9a-f-]{32,36})", re.IGNORECASE)
_TOTAL = re.compile(
    r"<totalrecord>\s*(\d{1,9})|totalRecord[\"']?\s{0,5}[:=]\s{0,5}[\"']?(\d{1,9})", re.IGNORECASE
)
_PER_PAGE = re.compile(r"perPage[\"']?\s{0,5}[:=]\s{0,5}[\"']?(\d{1,4})", re.IGNORECASE)
_GROUP = 3  # pages that one call brings
_DEFAULT = "10"


@dataclass(frozen=True, kw_only=True)
class MessageIsland:
    """One preset of the engine."""

    name: str

    def read(self, page: Page) -> ListRead:
        """Return the rows of *page* and the call for those after them."""
        if page.request.memo:
            rows, count, total = _answer(page)
        else:
            rows = rows_of(page)
            count, total = len(rows), _total(page.text)
        memo = dict(page.request.memo) or _memo(page)
        had = int(memo.get("had", "0")) + count
        more = memo and count and total is not None and had < total
        return ListRead(
            rows=rows,
            following=(_ask({**memo, "had": str(had)}, page.request.number + 1),) if more else (),
            total_rows=total,
            says_empty=not rows and (total == 0 or says_empty(page)),
        )


def _total(text: str) -> int | None:
    found = _TOTAL.search(text)
    return int(found[1] or found[2]) if found else None


def _answer(page: Page) -> tuple[tuple[Row, ...], int, int | None]:
    try:
        island = dig(parse_json(page.text), "result")
    except (ValueError, RecursionError) as error:
        raise PageChanged("the call did not bring JSON") from error
    if not isinstance(island, str):
        raise PageChanged("the call brought no records")
    rows, count = record_rows(page, island)
    return rows, count, _total(island)


def _memo(page: Page) -> dict[str, str]:
    path, column = _PATH.search(page.text), _COLUMN.search(page.text)
    if not (path and column):
        return {}
    size = _PER_PAGE.search(page.text)
    return {
        "url": join(page.base, path[1]),
        "id": column[1],
        "perpage": size[1] if size else _DEFAULT,
        "column": page.url,
    }


def _ask(memo: dict[str, str], number: int) -> PageRequest:
    had, size = int(memo["had"]), int(memo["perpage"])
    query = {
        "startrecord": had + 1,
        "endrecord": had + size * _GROUP,
        "perpage": size,
        "contentTemplate": "",
        "columnId": memo["id"],
        "callback": "records",
    }
    return PageRequest(
        url=f"{memo['url']}?{urlencode(query)}", headers={"Referer": memo["column"]}, number=number, memo=memo
    )


TRUECMS = MessageIsland(name="truecms")
