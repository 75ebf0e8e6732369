"""NumberedStatic: static list pages with a number in their name; page 2 is ``_1`` or ``_2``, by family."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from crawler.cms.page import ListRead, Page, PageRequest
from crawler.cms.pager import next_link, says_empty, total_pages, total_rows
from crawler.cms.rows import rows_of

_TRS_CALL = re.compile(
    r"createPage(?:HTML)?\(\s{0,5}(?P<total>\d{1,6})\s{0,5},\s{0,5}(?P<at>\d{1,6})\s{0,5},\s{0,5}"
    r"[\"'](?P<stem>[^\"']{0,120})[\"']\s{0,5},\s{0,5}[\"'](?P<ext>\w{1,8})[\"']"
)
_UCAP_CALL = re.compile(
    r"createPageHTML\(\s{0,5}['\"][\w-]{1,60}['\"]\s{0,5},\s{0,5}(?P<total>\d{1,6})\s{0,5},\s{0,5}(?P<at>\d{1,6})\s{0,5},"
    r"\s{0,5}['\"](?P<stem>[^'\"]{0,120})['\"]\s{0,5},\s{0,5}['\"](?P<ext>\w{1,8})['\"]"
    r"(?:\s{0,5},\s{0,5}(?P<rows>\d{1,8}))?"
)
_SHOWLIST_CALL = re.compile(
    r"<pagination[^>]{0,200}\bpagesize\s{0,3}=\s{0,3}[\"']?(?P<total>\d{1,6})", re.IGNORECASE
)
_NSECTION_CALL = re.compile(
    r"pageName\w{0,20}\s{0,5}=\s{0,5}[\"'](?P<stem>[^\"']{1,120}?)_?[\"'].{0,400}?"
    r"maxPageNum\w{0,20}\s{0,5}=\s{0,5}[\"']?(?P<total>\d{1,6})",
    re.DOTALL,
)
_SETPAGE_CALL = re.compile(
    r"\bnsetpage\(\s{0,5}\d{1,6}\s{0,5},\s{0,5}(?P<rows>\d{1,8})\s{0,5},\s{0,5}(?P<size>\d{1,4})"
)
_FILE = re.compile(r"(?P<stem>[\w.-]*?)(?:_\d{1,6})?\.(?P<ext>s?html?|jsp|jhtml|thtml)$")
_DOWN = "down"


@dataclass(frozen=True, kw_only=True)
class NumberedStatic:
    """One preset of the engine.

    ``pattern`` names page n of a list: ``{stem}`` and ``{ext}`` come from the pager call or the address, ``{n}`` is
    the ordinal plus ``offset``. The other offset and the *next* link are the second and third way to page 2.
    """

    name: str
    offset: int = 0
    call: re.Pattern[str] | None = None
    pattern: str = "{stem}_{n}.{ext}"
    stem: str = "index"
    ext: str = "html"
    stub_ends: bool = False
    published: int = 0
    """How many pages are published at least; older ones may be gone. 0: all are."""
    descends: bool = False
    """Whether pages are numbered from the oldest, so that the last has number 1."""

    def read(self, page: Page) -> ListRead:
        """Return the rows of *page* and the ways to the next."""
        call = self.call.search(page.text) if self.call else None
        given = call.groupdict() if call else {}
        rows = int(given["rows"]) if given.get("rows") else total_rows(page)
        said = _promised(given)
        pages = total_pages(page) if said is None else said
        found = rows_of(page)
        return ListRead(
            rows=found,
            following=self._following(page, given, pages),
            total_pages=pages,
            total_rows=rows,
            says_empty=not found and (pages == 0 or rows == 0 or says_empty(page)),
            stub_ends=self.stub_ends,
            end_from=self.published and self.published + 1,
        )

    def _following(
        self, page: Page, given: dict[str, str | None], pages: int | None
    ) -> tuple[PageRequest, ...]:
        """Return the ways to the page after *page*."""
        number = page.request.number + 1
        if pages is not None and number > pages:
            return ()
        memo = dict(page.request.memo) or self._names(page, given)
        offsets = [memo["offset"]] if "offset" in memo else self._offsets(given.get("at"))
        targets: dict[str, dict[str, str]] = {}
        for offset in offsets if pages else []:
            at = (pages or 0) - number + 1 if offset == _DOWN else number + int(offset)
            address = self.pattern.format(stem=memo["stem"], ext=memo["ext"], n=at)
            targets.setdefault(urljoin(memo["folder"], address), {**memo, "offset": offset})
        if link := next_link(page):
            targets.setdefault(link, memo)
        return tuple(PageRequest(url=url, number=number, memo=kept) for url, kept in targets.items())

    def _offsets(self, at: str | None) -> list[str]:
        """Return the ways to count that are tried on page 2: that of the pager, which calls page 1 *at*, goes first.

        The other way would find rows too, those of page 3.
        """
        said = [str(int(at) - 1)] if at in {"0", "1"} else []
        return [*([_DOWN] if self.descends else []), *said, str(self.offset), str(-1 - self.offset)]

    def _names(self, page: Page, given: dict[str, str | None]) -> dict[str, str]:
        """Return folder, stem and extension that the list's pages share."""
        last = urlsplit(page.url).path.rpartition("/")[2]
        found = _FILE.fullmatch(last)
        stem = given.get("stem") or (found["stem"] if found else "") or self.stem
        ext = given.get("ext") or (found["ext"] if found else "") or self.ext
        return {"folder": page.url, "stem": stem, "ext": ext}


def _promised(given: dict[str, str | None]) -> int | None:
    """Return how many pages a pager's call promises, by their number or by that of the rows and of a page's."""
    if total := given.get("total"):
        return int(total)
    rows, size = int(given.get("rows") or 0), int(given.get("size") or 0)
    return max(1, -(-rows // size)) if size else None


TRS = NumberedStatic(name="trs", offset=-1, call=_TRS_CALL, stub_ends=True, published=50)
UCAP = NumberedStatic(name="ucap", call=_UCAP_CALL, stem="common_list", ext="shtml")
NFCMS = NumberedStatic(name="nfcms")
IVS = NumberedStatic(name="ivs")
SHOWLIST = NumberedStatic(name="showlist", call=_SHOWLIST_CALL, stem="page")
LIAONING = NumberedStatic(name="lnstatic", ext="shtml")
GLIST = NumberedStatic(name="glist", offset=-1, pattern="{stem}{n}.{ext}", stem="glist")
INUMBER = NumberedStatic(name="inumber", pattern="pages/{n}.{ext}")
EPOINT = NumberedStatic(name="epoint", pattern="{n}.{ext}")
SITESERVER = NumberedStatic(name="siteserver")
JEECMS = NumberedStatic(name="jeecms", ext="jhtml")
NSECTION = NumberedStatic(name="nsection", call=_NSECTION_CALL, descends=True)
SETPAGE = NumberedStatic(name="nsetpage", call=_SETPAGE_CALL)
PRESETS = (
    SETPAGE,
    TRS,
    UCAP,
    NFCMS,
    IVS,
    SHOWLIST,
    LIAONING,
    GLIST,
    INUMBER,
    EPOINT,
    SITESERVER,
    JEECMS,
    NSECTION,
)
