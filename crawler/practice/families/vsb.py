"""A VSB site: pages are numbered from the oldest, so page 2 changes its address when a page is added."""

import re
from datetime import date
from html import escape

from crawler.practice import view
from crawler.practice.families.furniture import document, foot, label_table, menu, metas, paragraphs, today
from crawler.practice.http import Reply, Request, page
from crawler.practice.model import Bureau, Column, Notice

_LIST = re.compile(r"/(\w+?)(?:/(\d+))?\.htm")
_ARTICLE = re.compile(r"/info/(\d+)/(\d+)\.htm")
OWNER = 1420069875  # what download addresses of a site have in common


def list_path(column: Column) -> str:
    """Return the address of a column."""
    return f"/{column.id}.htm"


def notice_path(bureau: Bureau, column: Column, notice: Notice) -> str:
    """Return the address of a notice, the same from every column."""
    del column
    return f"/info/{bureau.column(notice.columns[0]).code}/{notice.number}.htm"


def file_path(bureau: Bureau, notice: Notice, at: int) -> str:
    """Return the address of an attachment."""
    del bureau
    key = notice.number * 10 + at
    return f"/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner={OWNER}&wbfileid={key}"


def serve(bureau: Bureau, day: date, request: Request) -> Reply | None:
    """Return the page at the request's address, or None where there is none."""
    if found := _ARTICLE.fullmatch(request.path):
        notice = view.find(bureau, int(found[2]), day)
        if notice and notice_path(bureau, bureau.columns[0], notice) == found[0]:
            return page(_article(bureau, notice, day), tagged=True, changed=notice.changed_on(day))
        return None
    if found := _LIST.fullmatch(request.path):
        return _list(bureau, day, found)
    return None


def _list(bureau: Bureau, day: date, found: re.Match[str]) -> Reply | None:
    column = next((one for one in bureau.columns if one.id == found[1]), None)
    if column is None:
        return None
    listed = view.rows(bureau, column, day)
    count = view.pages(column, len(listed))
    number = count - int(found[2]) + 1 if found[2] else 1
    if found[2] and not 1 < number <= count:
        return None
    return page(_page(bureau, column, listed, number, day))


def _address(column: Column, count: int, number: int, current: int) -> str:
    """Return the address of page *number* as page *current* writes it."""
    if number == 1:
        return f"../{column.id}.htm"
    return f"{count - number + 1}.htm" if current > 1 else f"{column.id}/{count - number + 1}.htm"


def _pager(column: Column, total: int, current: int) -> str:
    count = view.pages(column, total)
    numbers = "".join(
        f'<span class="p_no_d">{one}</span>'
        if one == current
        else f'<span class="p_no"><a href="{_address(column, count, one, current)}">{one}</a></span>'
        for one in range(1, count + 1)
    )
    ways = ""
    if current < count:
        following, last = (_address(column, count, one, current) for one in (current + 1, count))
        ways = (
            f'<span class="p_next p_fun"><a href="{following}">下页</a></span>'
            f'<span class="p_last p_fun"><a href="{last}">尾页</a></span>'
        )
    return (
        f'<span class="p_t">共{total}条</span><span class="p_pages">{numbers}{ways}</span>'
        f'<span class="p_t">{current}/{count}</span>'
    )


def _page(bureau: Bureau, column: Column, listed: list[Notice], number: int, day: date) -> str:
    up = "../" if number > 1 else ""
    rows = []
    for at, one in enumerate(view.page(column, listed, number)):
        address = one.external or up + notice_path(bureau, column, one).removeprefix("/")
        mark = "[置顶]" if one.pinned else ""
        rows.append(
            f'<li id="line_u5_{at}"><span>{one.claimed:%Y/%m/%d}</span><a href="{escape(address)}" '
            f'title="{escape(one.title)}">{mark}{escape(view.shown(one.title))}</a></li>'
        )
    rows.append(
        f'<!-- <li id="line_u5_99"><a href="{up}info/{column.code}/77.htm">旧版栏目测试稿</a></li> -->'
    )
    empty = "" if listed else "<p>暂无数据</p>"
    body = (
        f"{_menu(bureau)}{today(day)}<div>当前位置：首页 &gt; {column.name}</div><ul>{''.join(rows)}</ul>{empty}"
        f'<div class="pb_sys_common">{_pager(column, len(listed), number)}</div>{foot(bureau)}'
    )
    return document(title=f"{column.name}-{bureau.name}", head=_head(bureau, column), body=body)


def _menu(bureau: Bureau) -> str:
    return menu(bureau, [(one.name, list_path(one)) for one in bureau.columns])


def _head(bureau: Bureau, column: Column, notice: Notice | None = None) -> str:
    return (
        metas(bureau, column, notice)
        + '\n<link rel="stylesheet" href="/system/resource/css/pagedown/sys.css">'
        + "\n<!--Announced by Visual SiteBuilder 9-->"
    )


def _article(bureau: Bureau, notice: Notice, day: date) -> str:
    column = bureau.column(notice.columns[0])
    files = "".join(
        f'<li>附件【<a href="{escape(one.path)}">{escape(one.label)}</a>】</li>' for one in notice.attachments
    )
    box = f'<ul style="list-style-type:none;">{files}</ul>' if files else ""
    click = f'<script>_showDynClickBatch(["dynclicks_u6"],[{notice.number}],"wbnews",{OWNER})</script>'
    body = (
        f'{_menu(bureau)}<div class="article"><h1>{escape(notice.title)}</h1>'
        f"<div>发布时间：{notice.claimed:%Y年%m月%d日}　来源：{bureau.name}　点击：{click}</div>"
        f'{label_table(notice, bureau)}<div id="vsb_content"><div class="v_news_content">'
        f"{paragraphs(notice.body_on(day))}</div></div>{box}</div>{foot(bureau)}"
    )
    return document(title=f"{notice.title}-{bureau.name}", head=_head(bureau, column, notice), body=body)
