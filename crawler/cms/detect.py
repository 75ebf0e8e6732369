"""Detection: which adapter a list page belongs to, scored from the page, with the reasons."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from crawler.cms.page import Page, join
from crawler.cms.shapes import LISTS, OWN, family_of

ENOUGH = 5
GENERIC = "static"

_MARKS: dict[str, tuple[tuple[str, ...], ...]] = {
    "gkmlpt": (("window._CONFIG", "gkmlpt"),),
    "hanweb": (("<datastore>", "dataproxy.jsp"), ("urls[i]", "headers[i]")),
    "hanwebxxgk": (("/module/xxgk/search.jsp",),),
    "jpaas": (("jpaas-publish-server",),),
    "nfcms": (("NFCMS_SITE_ID",),),
    "epoint": (("webBuilderCommon",), ("webbuildercommon",), ("/EWB-FRONT",)),
    "epointapi": (("lightfrontaction/getgovinfolist",),),
    "vsb": (("_showDynClick",), ("Visual SiteBuilder",)),
    "truecms": (("messageController/getMessage",),),
    "intertid": (("intertidwebapp",),),
    "ucap": (("<ucap",), ("UCAP-CONTENT",)),
    "ucapjson": (("/common/search/",), ("/searchList/",), ("/getFileListByCodeId",)),
    "szinf": (("/szinf/",),),
    "articlelists": (("/articleCommonController/lists.do",),),
    "ucapnew": (("articleList", "/pc/content/"),),
    "lonsun": (("/site/label/",), ("HtmlGenerateTime", "/content/column/")),
    "easysite": (("huilan-",), ("/eportal/ui?",), ("easysite-",)),
    "igs": (("/igs/front/search",),),
    "irs": (("/irs/front/list", "tableName"),),
    "was5": (("/was5/web/search",),),
    "affairs": (("/zwgk-search-front/api/data/affair",),),
    "xinhua": (('id="showData', "data="), ("/cms/JsonList",)),
    "empire": (("/e/public/",), ("/e/action/",)),
    "siteserver": (("$pageInfo", "publishmentSystemID"), ("$pageInfo", "siteId")),
}
"""Family → groups of what stands together in its pages only; one group is worth six points."""
_SERVICES = {
    "hanwebxxgk": "hanweb",
    "epointapi": "epoint",
    "ucapjson": "ucap",
    "szinf": "ucap",
    "igs": "trs",
    "irs": "trs",
    "was5": "trs",
    "affairs": "ivs",
    "articlelists": "nsetpage",
}
"""A way to list → its family; it counts only where the page itself shows no list, and on top of the family's points."""
_MARKED = 6
_HREF = re.compile(r"<a\s[^>]{0,300}?href\s{0,3}=\s{0,3}[\"']?([^\"'\s>]{1,300})", re.IGNORECASE)
_PAGERS: dict[str, re.Pattern[str]] = {
    "trs": re.compile(r"createPage(?:HTML)?\(\s{0,5}\d{1,6}\s{0,5},"),
    "ucap": re.compile(r"createPageHTML\(\s{0,5}['\"]"),
    "vsb": re.compile(r"class=[\"'][^\"']{0,40}p_next[^\"']{0,40}[\"']"),
    "showlist": re.compile(r"<pagination\b", re.IGNORECASE),
    "lonsun": re.compile(r"\bpageCount\s{0,3}:\s{0,3}\d"),
    "nsection": re.compile(r"\bmaxPageNum"),
    "nsetpage": re.compile(r"\bnsetpage\(\s{0,5}\d"),
    "lnstatic": re.compile(r"class=[\"']dlist_page[\"']"),
    "empire": re.compile(r"<a title=\"Total record\">", re.IGNORECASE),
}
"""Family → how its pager is called; worth three."""
_PAGED = 3
_LISTED = 2  # points for the shape of the list's own address
_LINKED = 4  # points for three article addresses, one more for every further five, three more at most
_ENOUGH_LINKS = 3
_FURTHER = 5
_MOST_FURTHER = 3


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A family's points, and what gave them."""

    adapter: str
    score: int
    reasons: tuple[str, ...]
    others: tuple[tuple[str, int], ...] = ()
    """The families that were not chosen, with their points."""


def score(page: Page) -> tuple[Scored, ...]:
    """Return all families that have any evidence in *page*, best first; ties go to the one with more kinds of it."""
    gathered: dict[str, list[tuple[int, str]]] = {}
    for gather in _GATHERERS:
        for family, points, reason in gather(page):
            gathered.setdefault(family, []).append((points, reason))
    for service, family in _SERVICES.items():
        if service in gathered:
            gathered[service] += gathered.get(family, [])
    found = [
        Scored(
            adapter=family,
            score=sum(points for points, _ in evidence),
            reasons=tuple(f"+{points} {reason}" for points, reason in evidence),
        )
        for family, evidence in gathered.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.score, -len(one.reasons), one.adapter)))


def detect(page: Page, known: frozenset[str]) -> Scored:
    """Return the best of the *known* adapters with enough points, or the generic one."""
    scores = score(page)
    for one in scores:
        if one.score >= ENOUGH and one.adapter in known:
            return replace(
                one, others=tuple((rest.adapter, rest.score) for rest in scores if rest is not one)
            )
    seen = "; ".join(f"{one.adapter} has {one.score}" for one in scores[:3]) or "no family's marks"
    return Scored(adapter=GENERIC, score=0, reasons=(f"no adapter reaches {ENOUGH} points: {seen}",))


def _marks(page: Page) -> list[tuple[str, int, str]]:
    found = []
    shows_list = max(_counts(page).values(), default=0) >= _ENOUGH_LINKS
    for family, groups in _MARKS.items():
        if family in _SERVICES and shows_list:
            continue
        marks = next((group for group in groups if all(one in page.text for one in group)), None)
        if marks:
            found.append((family, _MARKED, f"page holds {' and '.join(repr(one) for one in marks)}"))
    return found


def _counts(page: Page) -> Counter[str]:
    """Return how many article addresses of each family the page links to."""
    urls = {join(page.base, one) for one in _HREF.findall(page.text)}
    return Counter(family for family in map(family_of, urls) if family)


def _links(page: Page) -> list[tuple[str, int, str]]:
    return [
        (
            family,
            _LINKED + min((count - _ENOUGH_LINKS) // _FURTHER, _MOST_FURTHER),
            f"{count} links of its shape",
        )
        for family, count in _counts(page).items()
        if count >= _ENOUGH_LINKS
    ]


def _address(page: Page) -> list[tuple[str, int, str]]:
    path = urlsplit(page.url).path
    shaped = [
        (family, _LISTED, f"address shaped like its lists: {path!r}")
        for family, pattern in LISTS.items()
        if pattern.search(path)
    ]
    return shaped + [
        (family, _MARKED, f"address that no other family has: {path!r}")
        for family, pattern in OWN.items()
        if pattern.search(path)
    ]


def _pagers(page: Page) -> list[tuple[str, int, str]]:
    return [
        (family, _PAGED, "its pager call") for family, pattern in _PAGERS.items() if pattern.search(page.text)
    ]


_GATHERERS: tuple[Callable[[Page], list[tuple[str, int, str]]], ...] = (_marks, _links, _address, _pagers)
