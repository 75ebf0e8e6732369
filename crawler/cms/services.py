"""The presets of JsonList: which service, and what its answers call each field."""

from crawler.cms import openings
from crawler.cms.jsonlist import JsonList

GKMLPT = JsonList(
    name="gkmlpt",
    opens=openings.gkmlpt,
    rows=("articles",),
    url=("url", "post_url"),
    moments=("display_publish_time", "first_publish_time"),
    dates=("created_at", "date"),
    doc_number=("document_number",),
    index_number=("identifier",),
    files=("attachment",),
)
UCAP_JSON = JsonList(
    name="ucapjson",
    opens=openings.ucap,
    rows=("data.results", "results.data.results"),
    dates=("publishedTimeStr",),
    moments=("publishedTime",),
    files=("resList",),
    total=("data.total", "results.data.total"),
)
SZINF = JsonList(
    name="szinf",
    opens=openings.szinf,
    rows=("infolist", "data.list"),
    title=("title", "TITLE"),
    url=("link", "URL_COMMP", "URL"),
    dates=("pubtime", "PUBLISHED_TIME_FORMAT"),
    doc_number=("C_WJBH",),
    index_number=("C_SYH",),
    pages=("data.totalPage",),
    total=("total", "count", "data.allRow"),
    promised=False,
)
IGS = JsonList(
    name="igs",
    opens=openings.igs,
    rows=("page.content", "content"),
    dates=("trs_time", "docRelTime"),
    total=("page.totalElements", "totalElements"),
    pages=("page.totalPages", "totalPages"),
    doc_number=("wh",),
)
IRS = JsonList(
    name="irs",
    opens=openings.irs,
    rows=("data.list",),
    title=("title", "doc_title", ""),
    url=("doc_pub_url",),
    dates=("doc_pub_time", "save_time"),
    total=("data.pager.total",),
)
AFFAIRS = JsonList(
    name="affairs",
    opens=openings.affairs,
    rows=("data.list",),
    dates=("display_date",),
    total=("data.total",),
    promised=False,
)
INTERTID = JsonList(
    name="intertid",
    opens=openings.intertid,
    rows=("list",),
    dates=("writeTimeString", "writeTime"),
    total=("total",),
    pages=("pageCount",),
    promised=False,
)
XINHUA = JsonList(
    name="xinhua",
    opens=openings.xinhua,
    rows=("datasource", "list"),
    url=("publishUrl", "url"),
    dates=("publishTime", "pubTime"),
    total=("total", "totalCount"),
    promised=False,
)
EPOINT_API = JsonList(
    name="epointapi",
    opens=openings.epoint,
    rows=("custom.data", "custom.Table"),
    title=("realtitle", "title"),
    url=("infourl", "href"),
    dates=("infodate", "handsdate"),
    total=("custom.total", "custom.totalcount"),
)
ARTICLE_LISTS = JsonList(
    name="articlelists",
    opens=openings.article_lists,
    rows=("value.list",),
    url=("link", "{domain}{path}", "path"),
    moments=("releaseTime",),
    dates=("releaseTime",),
    total=("value.total",),
)
SERVICES = (GKMLPT, UCAP_JSON, SZINF, IGS, IRS, AFFAIRS, INTERTID, XINHUA, EPOINT_API, ARTICLE_LISTS)
