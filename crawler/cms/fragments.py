"""The presets of HtmlFragment: how jpaas, LonSun, Hanweb's catalogue, EasySite, WAS5 and lists by query tell of their pages."""

import json
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from crawler.cms.fragment import HtmlFragment
from crawler.cms.openings import object_with
from crawler.cms.page import Page, join
from crawler.cms.service import PAGE, memo_of, with_query

_LABEL = re.compile(r"[\"']([^\"'\s]{0,200}/site/label/\d{1,6}\?[^\"'\s]{1,1500})[\"']")
_NEAR = 1500  # characters between a parameter's name and the braces around the parameters
_PAIR = re.compile(r"[\"']?(\w{1,40})[\"']?\s{0,5}:\s{0,5}(?:[\"']([^\"'\n]{0,300})[\"']|(\w{1,40}))")
_CONTENT_COLUMN = re.compile(r"/content/column/(\d{1,12})")
_COLUMN_ID = re.compile(r"\bcolumnId[\"']?\s{0,3}[:=]\s{0,3}[\"']?(\d{1,12})")
_EPORTAL = re.compile(r"[\"'(]([^\"'()\s]{0,200}/eportal/ui\?[^\"'()\s]{1,900})")
_WAS5 = re.compile(r"[\"']([^\"'\s]{0,200}/was5/web/search\?[^\"'\s]{1,600})[\"']")
_XXGK_FIELD = re.compile(
    r"(?:[?&\"'\s])(infotypeId|jdid|area|divid|vc_xxgkarea|sortfield|standardXxgk)[\"']?\s{0,3}[:=]\s{0,3}[\"']?([\w.,:-]{1,80})"
)
_XXGK_PATH = "/module/xxgk/search.jsp"
_OWN_PARAMETERS = ("cur_page", "pageIndex", "currentPage", "pageNo", "currpage", "page", "p")
_UNIT_SIZE = 50  # rows asked of a unit at once; more is not honoured
_CATALOGUE = "xxgkId"  # names the catalogue in the search of its pages
_UNITS = 12  # units of one page that are tried


def units(page: Page) -> list[dict[str, str]]:
    """Return the units of a jpaas page; which of them is the list shows in its answer.

    A catalogue page says beside them which part of the catalogue is searched.
    """
    found = []
    question = {"pageNo": "\0", "pageSize": _UNIT_SIZE} | _search(page)
    asked = json.dumps(question, ensure_ascii=False, separators=(",", ":"))
    chosen = quote(asked.replace('"\\u0000"', "\0")).replace("%00", PAGE)
    for script in page.tree.css("script[querydata][url]"):
        raw = (script.attributes.get("querydata") or "").replace("'", '"')
        try:
            query = json.loads(raw)
        except (ValueError, RecursionError):
            continue
        if not isinstance(query, dict):
            continue
        pairs = urlencode({str(key): str(value) for key, value in query.items()})
        url = join(page.base, script.attributes.get("url") or "")
        found.append(memo_of(page, f"{url}?{pairs}&paramJson={chosen}"))
    return found[:_UNITS]


def _search(page: Page) -> dict[str, Any]:
    """Return the search that a catalogue page wants with every question; nothing where it wants none."""
    if _CATALOGUE not in page.text:
        return {}
    found = object_with(_CATALOGUE, page.text) or object_with(_CATALOGUE, page.text.replace("'", '"'))
    return {"search": found} if found else {}


def lonsun(page: Page) -> list[dict[str, str]]:
    """Return the label call of a LonSun page, else its own address by query, else the column behind its static page."""
    if found := _LABEL.search(page.text):
        url = join(page.base, unescape(found[1]))
        return [memo_of(page, with_query(url, pageIndex=PAGE))]
    if "/site/label/" in page.text and (call := _around("labelName", page.text)):
        pairs = {key: quoted or bare for key, quoted, bare in _PAIR.findall(call)}
        query = {"IsAjax": "1", "dataType": "html", **pairs}
        return [memo_of(page, with_query(join(page.base, "/site/label/8888"), **query, pageIndex=PAGE))]
    if "/public/column/" in page.url or "/content/column/" in page.url:
        return [memo_of(page, with_query(page.url, pageIndex=PAGE))]
    found = _COLUMN_ID.search(page.text) or _CONTENT_COLUMN.search(page.text)
    return [memo_of(page, join(page.base, f"/content/column/{found[1]}?pageIndex={PAGE}"))] if found else []


def _around(name: str, text: str) -> str:
    """Return what stands in the braces around the first *name*, or an empty text."""
    at = text.find(name)
    start = text.rfind("{", max(0, at - _NEAR), at)
    end = text.find("}", at, at + _NEAR)
    return text[start + 1 : end] if at >= 0 and start >= 0 and end >= 0 else ""


def catalogue(page: Page) -> list[dict[str, str]]:
    """Return the search behind a Hanweb catalogue page: its category stands in the address, the rest in the page."""
    asked = dict(parse_qsl(urlsplit(page.url).query))
    said = dict(_XXGK_FIELD.findall(unescape(page.text)))
    category = asked.get("number") or said.get("infotypeId", "")
    if not category or _XXGK_PATH not in page.text:
        return []
    fields = {
        "infotypeId": category,
        "jdid": said.get("jdid", "1"),
        "area": asked.get("vc_xxgkarea") or said.get("area") or said.get("vc_xxgkarea", ""),
        "divid": said.get("divid", ""),
        "vc_title": "",
        "vc_number": "",
        "sortfield": said.get("sortfield", ",compaltedate:0"),
        "currpage": PAGE,
        "vc_filenumber": "",
        "vc_all": "",
        "texttype": "0",
        "fbtime": "-1",
    }
    query = {
        "standardXxgk": said.get("standardXxgk", "1"),
        "isAllList": "1",
        **{one: fields[one] for one in _IN_QUERY},
    }
    url = f"{join(page.base, _XXGK_PATH)}?{urlencode(query, safe='{}')}"
    return [memo_of(page, url, body=urlencode(fields, safe="{}"))]


_IN_QUERY = (
    "texttype",
    "fbtime",
    "vc_all",
    "vc_filenumber",
    "vc_title",
    "vc_number",
    "currpage",
    "sortfield",
)


def eportal(page: Page) -> list[dict[str, str]]:
    """Return the call behind the pager of an EasySite page."""
    calls = (found[1] for found in _EPORTAL.finditer(unescape(page.text)))
    call = next((one for one in calls if "currentPage=" in one), "")
    return [memo_of(page, with_query(join(page.base, call), currentPage=PAGE))] if call else []


def was5(page: Page) -> list[dict[str, str]]:
    """Return the WAS5 search that the page is, or names."""
    if "/was5/web/search" in page.url:
        return [memo_of(page, with_query(page.url, page=PAGE))]
    found = _WAS5.search(unescape(page.text))
    return [memo_of(page, with_query(join(page.base, found[1]), page=PAGE))] if found else []


def own_query(page: Page) -> list[dict[str, str]]:
    """Return the page's own address with the number of the page in its query."""
    names = {name.lower(): name for name, _ in parse_qsl(urlsplit(page.url).query, keep_blank_values=True)}
    chosen = next((names[one.lower()] for one in _OWN_PARAMETERS if one.lower() in names), _OWN_PARAMETERS[0])
    return [memo_of(page, with_query(page.url, **{chosen: PAGE}))]


JPAAS = HtmlFragment(name="jpaas", find=units, starts=True)
LONSUN = HtmlFragment(name="lonsun", find=lonsun)
XXGK = HtmlFragment(name="hanwebxxgk", find=catalogue)
EASYSITE = HtmlFragment(name="easysite", find=eportal)
WAS5 = HtmlFragment(name="was5", find=was5)
ILIST = HtmlFragment(name="ilist", find=own_query)
FRAGMENTS = (JPAAS, LONSUN, XXGK, EASYSITE, WAS5, ILIST)
