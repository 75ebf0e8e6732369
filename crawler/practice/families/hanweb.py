"""A Hanweb jpage site: rows are records in a script, more of them come from a proxy by groups (POST) or pages (GET)."""

import re
from datetime import date
from hashlib import md5
from html import escape

from crawler.practice import view
from crawler.practice.families.furniture import (
    document,
    foot,
    label_table,
    menu,
    metas,
    paragraphs,
    today,
    views,
)
from crawler.practice.http import Reply, Request, page
from crawler.practice.model import Bureau, Column, Notice

PROXY = "/module/web/jpage/dataproxy.jsp"
GROUP = 3  # pages whose records stand in page 1
_LIST = re.compile(r"/col/col(\d+)/(?:index\.html)?")
_ARTICLE = re.compile(r"/art/(\d+)/(\d+)/(\d+)/art_(\d+)_(\d+)\.html")
NOTHING = "<datastore></datastore>"


def list_path(column: Column) -> str:
    """Return the address of a column."""
    return f"/col/col{column.code}/index.html"


def notice_path(bureau: Bureau, column: Column, notice: Notice) -> str:
    """Return the address of a notice as *column* links it; another column has another address for it."""
    del bureau
    day = notice.claimed
    return f"/art/{day.year}/{day.month}/{day.day}/art_{column.code}_{notice.number}.html"


def file_path(bureau: Bureau, notice: Notice, at: int) -> str:
    """Return the address of an attachment; its name there is a hash."""
    key = md5(f"{bureau.id}/{notice.number}/{at}".encode(), usedforsecurity=False).hexdigest()
    return f"/module/download/downfile.jsp?classid=0&filename={key}.{notice.attachments[at].kind}"


def serve(bureau: Bureau, day: date, request: Request) -> Reply | None:
    """Return the page at the request's address, or None where there is none."""
    if found := _LIST.fullmatch(request.path):
        column = _column(bureau, int(found[1]))
        return page(_list(bureau, column, day)) if column else None
    if request.path == PROXY:
        return Reply(body=_proxy(bureau, day, request).encode(), kind="text/xml; charset=utf-8")
    if found := _ARTICLE.fullmatch(request.path):
        return _article(bureau, day, found)
    return None


def _column(bureau: Bureau, code: int) -> Column | None:
    return next((one for one in bureau.columns if one.code == code), None)


def _number(asked: dict[str, str], key: str, default: int) -> int:
    text = asked.get(key, "")
    return int(text) if text.isascii() and text.isdecimal() else default


def _unit(column: Column) -> int:
    return column.code * 7 + 100000


def _record(bureau: Bureau, column: Column, notice: Notice) -> str:
    address = notice.external or notice_path(bureau, column, notice)
    mark = "[置顶]" if notice.pinned else ""
    row = (
        f'<li><a target="_blank" href="{escape(address)}" title="{escape(notice.title)}">'
        f"{mark}{escape(view.shown(notice.title))}</a><b>{notice.claimed:%Y-%m-%d}</b></li>"
    )
    return f"<record><![CDATA[{escape(row) if bureau.dialect == 'get' else row}]]></record>"


def _store(bureau: Bureau, column: Column, rows: list[Notice], total: int, number: int) -> str:
    query = f"page={number}&appid=1&webid=1&path=/&columnid={column.code}&unitid={_unit(column)}&webname="
    records = "".join(_record(bureau, column, one) for one in rows)
    return (
        f"<datastore><totalrecord>{total}</totalrecord><totalpage>{view.pages(column, total)}</totalpage>"
        f'<nextgroup><![CDATA[<a href="{PROXY}?{query}{bureau.name}&permissiontype=0"></a>]]></nextgroup>'
        f"<recordset>{records}</recordset></datastore>"
    )


def _list(bureau: Bureau, column: Column, day: date) -> str:
    listed = view.rows(bureau, column, day)
    island = _store(bureau, column, listed[: GROUP * column.page_size], len(listed), 1)
    settings = (
        f"{{perPage:{column.page_size}, groupSize:{GROUP}, totalRecord:{len(listed)}, proxyUrl:'{PROXY}', "
        f"param:{{appid:'1',webid:'1',path:'/',columnid:'{column.code}',sourceContentType:'1',"
        f"unitid:'{_unit(column)}',webname:'{bureau.name}',permissiontype:'0'}}}}"
    )
    old = f'<!-- <li><a href="/art/2013/5/6/art_{column.code}_77.html" title="旧版栏目测试稿">旧版栏目测试稿</a></li> -->'
    body = (
        f"{menu(bureau, [(one.name, list_path(one)) for one in bureau.columns])}{today(day)}"
        f'<div class="position">当前位置：首页 &gt; {column.name}</div>{old}'
        f'<div id="{_unit(column)}"><script type="text/xml">{island}</script></div>'
        f"<script>new jpage({settings});</script>{foot(bureau)}"
    )
    head = metas(bureau, column) + '\n<link rel="stylesheet" href="/script/hanweb.css">'
    return document(title=f"{column.name} - {bureau.name}", head=head, body=body)


def _proxy(bureau: Bureau, day: date, request: Request) -> str:
    """Return the records asked for, in the one dialect that the site speaks."""
    asked = request.query | request.form
    column = _column(bureau, _number(asked, "columnid", 0))
    spoken = {"post": "POST", "get": "GET"}[bureau.dialect]
    if column is None or request.method != spoken or asked.get("unitid") != str(_unit(column)):
        return NOTHING
    listed = view.rows(bureau, column, day)
    if spoken == "POST":
        first, last = _number(asked, "startrecord", 1), _number(asked, "endrecord", 60)
        return _store(
            bureau, column, listed[max(0, first - 1) : last], len(listed), last // column.page_size + 1
        )
    number = max(1, _number(asked, "page", 1))
    return _store(bureau, column, view.page(column, listed, number), len(listed), number + 1)


def _article(bureau: Bureau, day: date, found: re.Match[str]) -> Reply | None:
    column, notice = _column(bureau, int(found[4])), view.find(bureau, int(found[5]), day)
    if column is None or notice is None or column.id not in notice.columns:
        return None
    if notice_path(bureau, column, notice) != found[0]:
        return None
    files = "".join(
        f'<p><a href="{escape(one.path)}">{escape(one.label)}</a></p>' for one in notice.attachments
    )
    info = (
        f"来源：<!--<$[信息来源]>begin-->{bureau.name}<!--<$[信息来源]>end--> 发布日期：{notice.claimed:%Y-%m-%d} "
        f"浏览次数：<span>{views(notice, day)}</span>"
    )
    body = (
        f"{menu(bureau, [(one.name, list_path(one)) for one in bureau.columns])}{today(day)}"
        f'<div class="main"><div class="title"><!--<$[标题]>begin-->{escape(notice.title)}<!--<$[标题]>end--></div>'
        f'<div class="info">{info}</div>{label_table(notice, bureau)}<div id="zoom"><!--ZJEG_RSS.content.begin-->'
        f"{paragraphs(notice.body_on(day))}{files}<!--ZJEG_RSS.content.end--></div></div>{foot(bureau)}"
    )
    head = metas(bureau, column, notice) + f'\n<meta name="Maketime" content="{day:%Y-%m-%d} 03:00:00">'
    return page(document(title=f"{notice.title}-{bureau.name}", head=head, body=body))
