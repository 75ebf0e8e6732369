"""JsonList: the list is a JSON service; the column's page only names it (the Guangdong catalogue, gkmlpt)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from crawler.clock import SHANGHAI
from crawler.cms.page import ListRead, Page, PageRequest, join
from crawler.errors import PageChanged
from crawler.extract.dates import read_date
from crawler.records import Row

_SID = re.compile(r"[\"']?SID[\"']?\s{0,5}:\s{0,5}[\"']?(\w{1,40})")
_CATEGORY = re.compile(r"\d{1,12}")
ALL = "0"  # the category that holds everything


@dataclass(frozen=True, kw_only=True)
class JsonList:
    """Where the service is, and what its answer calls each field."""

    name: str
    path: str = "/gkmlpt/api/all/{category}"
    root: str = "/gkmlpt/"
    rows: str = "articles"
    moments: tuple[str, ...] = ("display_publish_time", "first_publish_time")
    dates: tuple[str, ...] = ("created_at", "date")

    def read(self, page: Page) -> ListRead:
        """Return the rows of an answer, or the way to the service when *page* is the column's own page."""
        if page.text.lstrip()[:1] in {"{", "["}:
            return self._answer(page)
        found = _SID.search(page.text) if "_CONFIG" in page.text else None
        if not found:
            raise PageChanged("no window._CONFIG with a SID")
        fragment = urlsplit(page.request.url).fragment
        category = fragment if _CATEGORY.fullmatch(fragment) else ALL
        memo = {"sid": found[1], "category": category, "base": page.url.partition(self.root)[0]}
        return ListRead(following=(self._request(memo, 1),), opening=True)

    def _request(self, memo: Mapping[str, str], number: int) -> PageRequest:
        query = urlencode({"page": number, "sid": memo["sid"]})
        url = f"{memo['base']}{self.path.format(category=memo['category'])}?{query}"
        return PageRequest(url=url, number=number, memo=memo)

    def _answer(self, page: Page) -> ListRead:
        try:
            answer = json.loads(page.text)
            articles, total = answer[self.rows], int(answer["total"])
            rows = tuple(self._row(page, one) for one in articles if one.get("url") or one.get("post_url"))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise PageChanged(f"not an answer of the list service: {type(error).__name__}") from error
        size = int(page.request.memo.get("size") or len(rows) or 1)
        memo = {**page.request.memo, "size": str(size)}
        more = rows and page.request.number * size < total
        return ListRead(
            rows=rows,
            following=(self._request(memo, page.request.number + 1),) if more else (),
            total_rows=total,
            says_empty=total == 0,
        )

    def _row(self, page: Page, one: Mapping[str, Any]) -> Row:
        return Row(
            title=str(one["title"]).strip(),
            url=join(page.url, str(one.get("url") or one["post_url"])),
            claimed=self._claimed(one),
            doc_number=str(one.get("document_number") or "").strip(),
            index_number=str(one.get("identifier") or "").strip(),
        )

    def _claimed(self, one: Mapping[str, Any]) -> date | None:
        """Return the day that the list would show; a moment in seconds goes before a text."""
        for key in self.moments:
            moment = one.get(key)
            if isinstance(moment, int) and 0 < moment < 2**33:
                return datetime.fromtimestamp(moment, SHANGHAI).date()
        texts = (str(one.get(key) or "") for key in self.dates)
        return next((found for text in texts if text and (found := read_date(text))), None)


GKMLPT = JsonList(name="gkmlpt")
