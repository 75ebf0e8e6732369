"""Hand-written list pages in the shape of each family."""

from types import SimpleNamespace

import pytest

from crawler.cms.page import Page, PageRequest

MENU = '<div class="nav"><a href="/">首页</a><a href="/jggk/">机构概况</a><a href="/tzgg/">通知公告</a></div>'


def page(text, url="http://h.example/tzgg/", **values):
    request = values.pop("request", PageRequest(url=url))
    return Page(url=url, text=text, request=request, **values)


def html(inner):
    return f"<!DOCTYPE html><html><head><title>通知公告</title></head><body>{MENU}{inner}</body></html>"


def rows(hrefs, *, day="2015-06-{:02}"):
    return "".join(
        f'<li><a href="{href}" title="关于第{at}号事项的公告">关于第{at}号事项的公告</a><span>{day.format(at + 1)}</span></li>'
        for at, href in enumerate(hrefs)
    )


def trs(count=5, call='createPageHTML(4, 0, "index", "html")', start=100):
    links = [f"./201506/t201506{at + 1:02}_{start + at}.html" for at in range(count)]
    return html(f'<ul class="list">{rows(links)}</ul><script>{call}</script>')


def hanweb(first=1, count=60, total=140, *, config=True, link=True, encoded=False):
    records = []
    for at in range(first, first + count):
        row = f'<li><a href="/art/2015/6/{at % 28 + 1}/art_101_{at}.html" title="第{at}号公告">第{at}号公告</a><b>2015-06-{at % 28 + 1:02}</b></li>'
        shown = row.replace("<", "&lt;").replace(">", "&gt;") if encoded else row
        records.append(f"<record><![CDATA[{shown}]]></record>")
    query = "page=1&appid=1&webid=1&path=/&columnid=101&unitid=212&webname=%E5%B1%80&permissiontype=0"
    group = (
        f'<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?{query}"></a>]]></nextgroup>'
        if link
        else ""
    )
    store = f"<datastore>{group}<recordset>{''.join(records)}</recordset></datastore>"
    param = "param:{'appid':'1','webid':'1','path':'/','columnid':101,'sourceContentType':3,'unitid':'212','webname':'某局','permissiontype':0}"
    script = f"<script>perPage:20, groupSize:3, totalRecord:{total}, proxyUrl:'/module/web/jpage/dataproxy.jsp', {param}</script>"
    return html(f'<div id="212"><script type="text/xml">{store}</script></div>{script if config else ""}')


def answer(first, count, total):
    inner = hanweb(first, count, total, config=False, link=False)
    store = inner[inner.index("<recordset>") : inner.index("</datastore>")]
    return f"<datastore><totalrecord>{total}</totalrecord><totalpage>7</totalpage>{store}</datastore>"


def vsb(links=5, following="tzgg/10.htm", promised="1/11"):
    hrefs = [f"info/1039/{at + 3000}.htm" for at in range(links)]
    way = f'<a href="{following}">下页</a>' if following else "下页"
    pager = f'<span class="p_t">共52条</span><span class="p_next p_fun">{way}</span><span class="p_t">{promised}</span>'
    return html(f"<ul>{rows(hrefs)}</ul>{pager}<script>_showDynClickBatch([1],[2])</script>")


GKMLPT = (
    "<!DOCTYPE html><html><head><title>政府信息公开</title><script>window._CONFIG = {SID:'755001', "
    "TREE:[{id:2401,name:'通知',children:[]}]}</script></head><body><div id='app'></div>"
    "<script src='/gkmlpt/js/app.js'></script></body></html>"
)


@pytest.fixture
def shape():
    """Everything that makes a page here."""
    return SimpleNamespace(
        page=page, html=html, rows=rows, trs=trs, hanweb=hanweb, answer=answer, vsb=vsb, gkmlpt=GKMLPT
    )
