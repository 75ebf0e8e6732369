"""How column pages tell of their JSON services: what is printed in a page's scripts becomes a way to ask."""

import json
import re
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit

from crawler.cms.page import Page, join
from crawler.cms.service import JSON, PAGE, memo_of, with_query

_SID = re.compile(r"[\"']?SID[\"']?\s{0,5}:\s{0,5}[\"']?(\w{1,40})")
_CATEGORY = re.compile(r"\d{1,12}")
_CHANNEL = re.compile(r"[0-9a-f]{32}")
_CHANNEL_SAID = re.compile(
    r"(?:channelid|channelId|tab)[\"']?\s{0,3}(?:[:=]|\"\s{0,3}content=)\s{0,3}[\"']?([0-9a-f]{32})",
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"[\"'](?P<base>[^\"'\s]{0,200}/(?:searchList|common/search|search)/)(?P<id>[0-9a-f]{32})?[^\"'\s]{0,600}[\"']"
)
_IGS = re.compile(r"[\"']([^\"'\s]{0,200}/igs/front/search[^\"'\s]{1,1000})[\"']")
_CALL_ARGUMENTS = re.compile(
    r"getSearchList\(\s{0,5}\d{1,6}\s{0,5},\s{0,5}(\d{1,4})\s{0,5},\s{0,5}[\"']?(\d{1,9})[\"']?\s{0,5},\s{0,5}[\"']?(\d{1,9})"
)
_INTERTID = re.compile(r"/intertidwebapp/[\w/]{1,80}/get\w{0,20}Documents")
_DATA_FILE = re.compile(r"\bdata\s{0,3}=\s{0,3}[\"'][^\"']{0,100}?:(\w{8,64})[\"']")
_CHANNEL_CODE = re.compile(r"channelCode[\"']?\s{0,3}[:=]\s{0,3}[\"']?(\w{1,40})")
_PER_PAGE = re.compile(r"perPage[\"']?\s{0,3}[:=]\s{0,3}[\"']?(\d{1,3})")
_SZINF_POST = re.compile(r"/szinf/[\w/]{1,60}/loadData\w{0,60}")
_DEPARTMENT = re.compile(r"dept(?:Code|Id)[\"']?\s{0,3}[:=]\s{0,3}[\"']?(\w{1,40})", re.IGNORECASE)
_FILE_LIST = "/getFileListByCodeId"
_ARTICLE_LISTS = "/articleCommonController/lists.do"
_LIST_FIELD = re.compile(
    r"\b(pagesize|topic|deptid|rdeptid)[\"']?\s{0,3}[:=]\s{0,3}[\"']?([\w-]{1,60})", re.IGNORECASE
)
_SITE_GUID = re.compile(r"siteGuid[\"']?\s{0,3}[:=]\s{0,3}[\"']([0-9a-f-]{36})", re.IGNORECASE)
_CATEGORY_NUMBER = re.compile(r"categorynum[\"']?\s{0,3}[:=]\s{0,3}[\"']?(\d{3,30})", re.IGNORECASE)
_STEPS = re.compile(r"/(\d{6,30})/[^/]{0,60}$")
_GUID_SCRIPT = re.compile(
    r"src\s{0,3}=\s{0,3}[\"']([^\"']{0,300}webbuildercommon\.js[^\"']{0,100})", re.IGNORECASE
)
_LIST_ACTION = re.compile(r"[\"']([^\"'\s]{0,200}/rest/lightfrontaction/getgovinfolist)[\"']")
_LONGEST = 20_000  # characters of such an object
_NEAR = 4000  # characters around a name in which the object that holds it begins
ALL = "0"  # the category of the Guangdong catalogue that holds everything


def gkmlpt(page: Page) -> list[dict[str, str]]:
    """Return the service of a Guangdong catalogue; the category stands behind the # of its address."""
    found = _SID.search(page.text) if "_CONFIG" in page.text else None
    if not found:
        return []
    fragment = urlsplit(page.request.url).fragment
    category = fragment if _CATEGORY.fullmatch(fragment) else ALL
    base = page.url.partition("/gkmlpt/")[0]
    return [memo_of(page, f"{base}/gkmlpt/api/all/{category}?page={PAGE}&sid={found[1]}")]


def article_lists(page: Page) -> list[dict[str, str]]:
    """Return the list service that wants the topic and the department, both of which the page says."""
    if _ARTICLE_LISTS not in page.text:
        return []
    named = {name.lower(): value for name, value in _LIST_FIELD.findall(page.text)}
    fields = {"page": PAGE, "pagesize": named.get("pagesize", "15")}
    fields |= {name: named.get(name, "") for name in ("topic", "deptid", "rdeptid")}
    return [memo_of(page, join(page.base, _ARTICLE_LISTS), body=urlencode(fields, safe="{}"))]


def ucap(page: Page) -> list[dict[str, str]]:
    """Return the searches that may hold a UCAP channel: the one that the page names, else the known ones."""
    if _FILE_LIST in page.text and (channel := _said(_CHANNEL_SAID, page.text)):
        fields = {"channelId": channel, "page": PAGE, "size": "20"}
        return [memo_of(page, join(page.base, _FILE_LIST), body=urlencode(fields, safe="{}"))]
    named = _SEARCH.search(page.text)
    said = (named and named["id"]) or _said(_CHANNEL_SAID, page.text) or _said(_CHANNEL, page.url)
    if not said:
        return []
    query = urlencode(
        {
            "_isAgg": "true",
            "_isJson": "true",
            "_pageSize": "18",
            "_template": "index",
            "_rangeTimeGte": "",
            "_channelName": "",
        }
    )
    bases = [named["base"]] if named else ["/common/search/", "/searchList/", "/search/"]
    return [memo_of(page, f"{join(page.base, base)}{said}?{query}&page={PAGE}") for base in bases]


def szinf(page: Page) -> list[dict[str, str]]:
    """Return the service of the UCAP dialect whose paths begin with szinf: the POST that the page names, else its GET."""
    said = _said(_CHANNEL_SAID, page.text) or _said(_CHANNEL, page.url)
    if (path := _SZINF_POST.search(page.text)) and said:
        dept = _DEPARTMENT.search(page.text)
        question = {"channelId": said, "deptCode": dept[1] if dept else "", "pageSize": 15, "pageIndex": "\0"}
        body = json.dumps(question).replace('"\\u0000"', PAGE)
        return [memo_of(page, join(page.base, path[0]), body=body, kind=JSON)]
    url = join(page.base, f"/szinf/info/getInfoCommon/?pagesize=15&currpage={PAGE}&channelid={said}")
    return [memo_of(page, url)] if said else []


def igs(page: Page) -> list[dict[str, str]]:
    """Return the IGS search that the page names."""
    found = _IGS.search(unescape(page.text))
    return [memo_of(page, with_query(join(page.base, found[1]), pageNumber=PAGE))] if found else []


def irs(page: Page) -> list[dict[str, str]]:
    """Return the IRS search whose whole question stands in the page."""
    question = object_with("tableName", page.text)
    if not question:
        return []
    body = json.dumps(question | {"pageNo": "\0"}, ensure_ascii=False).replace('"\\u0000"', PAGE)
    return [memo_of(page, join(page.base, "/irs/front/list"), body=body, kind=JSON)]


def affairs(page: Page) -> list[dict[str, str]]:
    """Return the affairs search of the Shanghai platform whose question stands in the page."""
    question = object_with("channelList", page.text)
    if not question:
        return []
    body = json.dumps(question | {"pageNo": "\0"}).replace('"\\u0000"', PAGE)
    return [memo_of(page, join(page.base, "/zwgk-search-front/api/data/affair"), body=body, kind=JSON)]


def intertid(page: Page) -> list[dict[str, str]]:
    """Return the documents service whose site and channel stand in the page's own call."""
    call = _CALL_ARGUMENTS.search(page.text)
    if not call:
        return []
    named = _INTERTID.search(page.text)
    path = named[0] if named else "/intertidwebapp/govChanInfo/getDocuments"
    query = {"pageSize": call[1], "siteId": call[2], "ChannelType": "1", "KeyWord": "", "KeyWordType": ""}
    numbers = f"Index={PAGE}&pageIndex={PAGE}&{urlencode({**query, 'chanId': call[3], 'order': '1'})}"
    return [memo_of(page, f"{join(page.base, path)}?{numbers}")]


def xinhua(page: Page) -> list[dict[str, str]]:
    """Return the data file beside the page, or the list service that its channel code belongs to."""
    if found := _DATA_FILE.search(page.text):
        return [memo_of(page, join(page.base, f"ds_{found[1]}.json"))]
    code = _CHANNEL_CODE.search(page.text)
    size = _PER_PAGE.search(page.text)
    if not code:
        return []
    fields = {"channelCode": code[1], "perPage": size[1] if size else "20", "pageno": PAGE}
    return [memo_of(page, join(page.base, "/cms/JsonList"), body=urlencode(fields, safe="{}"))]


def epoint(page: Page) -> list[dict[str, str]]:
    """Return the EPoint list action; where the page leaves the site's id to a script, the way leads over that."""
    kept = dict(page.request.memo)
    said = (_said(_CATEGORY_NUMBER, text) for text in (page.url, page.text))
    number = kept.get("category") or next(filter(None, said), "") or _said(_STEPS, urlsplit(page.url).path)
    if not number:
        return []
    action = _LIST_ACTION.search(page.text)
    url = kept.get("action") or join(
        page.base, action[1] if action else "/EWB-FRONT/rest/lightfrontaction/getgovinfolist"
    )
    guid = _said(_SITE_GUID, page.text)
    if not guid and (script := _GUID_SCRIPT.search(page.text)) and not kept:
        known = memo_of(page, join(page.base, script[1]), category=number, action=url)
        return [known]
    question = {"deptcode": "", "categorynum": number, "pageIndex": "\0", "pageSize": 20, "siteGuid": guid}
    body = json.dumps(question).replace('"\\u0000"', PAGE)
    column = kept.get("column", page.url)
    return [memo_of(page, url, body=body, kind=JSON, first=0) | {"column": column}]


def itself(page: Page) -> list[dict[str, str]]:
    """Return nothing: the rows stand in the page."""
    del page
    return []


def object_with(name: str, text: str) -> dict[str, Any] | None:
    """Return the JSON object in *text* that has *name* among its own keys."""
    at = text.find(f'"{name}"')
    decoder = json.JSONDecoder()
    start = at
    while at >= 0 and (start := text.rfind("{", max(0, at - _NEAR), start)) >= 0:
        try:
            found, _ = decoder.raw_decode(text[start : start + _LONGEST])
        except (ValueError, RecursionError):
            continue
        if name in found:
            return dict(found)
    return None


def _said(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return (found[1] if pattern.groups else found[0]) if found else ""
