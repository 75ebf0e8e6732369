"""A TRS site: static pages numbered from 0, relative addresses, texts on several pages, now and then in GBK."""

import re
from datetime import date
from html import escape

from crawler.practice import view
from crawler.practice.families.furniture import document, foot, label_table, menu, metas, paragraphs
from crawler.practice.http import Reply, Request
from crawler.practice.model import Bureau, Column, Notice

STUB = '<html><head><meta charset="{charset}"><title>提示</title></head><body>{text}</body></html>'
WELCOME = "为了给您更好的浏览体验，本网站已于近日完成改版，新版页面采用卡片方式展示各栏目信息，点击卡片即可查看全文。"
STUB_TEXT = "本栏目仅提供近期信息的分页浏览。"
_LIST = re.compile(r"/(\w+)/(?:(\w+_\d+)/)?(?:index(?:_(\d+))?\.html)?")
_ARTICLE = re.compile(
    r"(?P<whole>/(?:\w+/)+\d{6}/(?P<stem>t\d{8}_(?P<number>\d+)))(?:_(?P<part>\d{1,2}))?\.html"
)


def folder(column: Column) -> str:
    """Return the folder of a column's pages."""
    return f"/{column.id}/{column.moved}/" if column.moved else f"/{column.id}/"


def list_path(column: Column) -> str:
    """Return the address by which a column is known; it may have moved since."""
    return f"/{column.id}/"


def notice_path(bureau: Bureau, column: Column, notice: Notice) -> str:
    """Return the address of a notice; it lives in the folder of its first column."""
    del column
    home = bureau.column(notice.columns[0])
    return f"{folder(home)}{notice.claimed:%Y%m}/t{notice.claimed:%Y%m%d}_{notice.number}.html"


def file_path(bureau: Bureau, notice: Notice, at: int) -> str:
    """Return the address of an attachment, beside its notice."""
    home = bureau.column(notice.columns[0])
    name = f"P0{notice.claimed:%Y%m%d}{notice.number:07d}{at}.{notice.attachments[at].kind}"
    return f"{folder(home)}{notice.claimed:%Y%m}/{name}"


def serve(bureau: Bureau, day: date, request: Request) -> Reply | None:
    """Return the page at the request's address, or None where there is none."""
    if found := _ARTICLE.fullmatch(request.path):
        return _article(bureau, day, found)
    if found := _LIST.fullmatch(request.path):
        return _list(bureau, day, found)
    return None


def _reply(text: str, column: Column, changed: date | None = None) -> Reply:
    charset = "gb18030" if column.gbk else "utf-8"
    kind = "text/html" if column.gbk else "text/html; charset=utf-8"
    return Reply(body=text.encode(charset), kind=kind, tagged=True, changed=changed)


def _charset(column: Column) -> str:
    return "gb2312" if column.gbk else "utf-8"


def _menu(bureau: Bureau) -> str:
    return menu(bureau, [(one.name, list_path(one)) for one in bureau.columns])


def _list(bureau: Bureau, day: date, found: re.Match[str]) -> Reply | None:
    column = next((one for one in bureau.columns if one.id == found[1]), None)
    if column is None or (found[2] or "") not in {"", column.moved}:
        return None
    if column.moved and not found[2]:
        move = f'<meta http-equiv="Refresh" content="0; URL=./{column.moved}/">'
        return _reply(f"<html><head>{move}</head><body></body></html>", column)
    trouble = bureau.trouble_on(day)
    if trouble and trouble.kind == "redesign":
        return _reply(_redesigned(bureau, column, day), column)
    listed = view.rows(bureau, column, day)
    count, number = view.pages(column, len(listed)), int(found[3] or 0)
    if number >= count:
        return _reply(STUB.format(charset=_charset(column), text=STUB_TEXT * 8), column)
    return _reply(_page(bureau, column, listed, number), column)


def _row(bureau: Bureau, column: Column, notice: Notice) -> str:
    if notice.external:
        address = notice.external
    elif notice.columns[0] == column.id:
        address = "./" + notice_path(bureau, column, notice).removeprefix(folder(column))
    else:
        up = "../" * (folder(column).count("/") - 1)
        address = up + notice_path(bureau, column, notice).removeprefix("/")
    shown = f"<span>{notice.claimed:%Y-%m-%d}</span>" if notice.row_date else ""
    mark = "【置顶】" if notice.pinned else "·"
    return (
        f'<li>{mark}<a href="{escape(address)}" title="{escape(notice.title)}" target="_blank">'
        f"{escape(view.shown(notice.title))}</a>{shown}</li>"
    )


def _page(bureau: Bureau, column: Column, listed: list[Notice], number: int) -> str:
    rows = [_row(bureau, column, one) for one in view.page(column, listed, number + 1)]
    rows.insert(
        1, '<!-- <li><a href="./201305/t20130506_77.html" title="旧版栏目测试稿">旧版栏目测试稿</a></li> -->'
    )
    count = view.pages(column, len(listed)) + column.stub
    pager = f'<div class="page"><script>createPageHTML({count}, {number}, "index", "html")</script></div>'
    empty = "" if listed else "<p>暂无相关信息</p>"
    body = (
        f'{_menu(bureau)}<div class="position">您的位置：首页 &gt; {column.name}</div><ul class="list">'
        f"{''.join(rows)}</ul>{empty}{pager}{foot(bureau)}"
    )
    head = metas(bureau, column) + '\n<script src="/images/createpage.js"></script>'
    return document(title=f"{column.name}_{bureau.name}", head=head, body=body, charset=_charset(column))


def _redesigned(bureau: Bureau, column: Column, day: date) -> str:
    """Return the list in its new clothes: every row is there to read, and none has an address."""
    listed = view.page(column, view.rows(bureau, column, day), 1)
    rows = "".join(
        f'<div class="card" data-doc="{one.number}"><em>{escape(one.title)}</em><i>{one.claimed:%m-%d}</i></div>'
        for one in listed
    )
    body = f'{_menu(bureau)}<h1>{column.name}</h1><p>{WELCOME}</p><div id="cards">{rows}</div>{foot(bureau)}'
    return document(
        title=f"{column.name}_{bureau.name}",
        head=metas(bureau, column) + '\n<script src="/static/cards.js"></script>',
        body=body,
        charset=_charset(column),
    )


def _article(bureau: Bureau, day: date, found: re.Match[str]) -> Reply | None:
    notice, part = view.find(bureau, int(found["number"]), day), int(found["part"] or 0)
    if notice is None or (part, found["part"]) == (0, "0") or part >= notice.parts:
        return None
    column = bureau.column(notice.columns[0])
    if notice_path(bureau, column, notice) != f"{found['whole']}.html":
        return None
    last = part == notice.parts - 1
    files = "".join(
        f'<p><a href="./{one.path.rpartition("/")[2]}">{escape(one.label)}</a></p>'
        for one in notice.attachments
        if last
    )
    box = f'<div class="fjfj"><b>附件下载</b>{files}</div>' if files else ""
    call = f'createPageHTML({notice.parts},{part},"{found["stem"]}","html");'
    pager = f'<div class="page"><script>{call}</script></div>' if notice.parts > 1 else ""
    body = (
        f'{_menu(bureau)}<div class="content"><h2 class="title">{escape(notice.title)}</h2>'
        f'<div class="info">来源：{bureau.name}　发布时间：{notice.claimed:%Y-%m-%d}</div>{label_table(notice, bureau)}'
        f'<div class="TRS_Editor">{paragraphs(_share(notice, day, part))}</div>{pager}{box}</div>{foot(bureau)}'
    )
    head = metas(bureau, column, notice) + f'\n<meta name="contentid" content="{notice.number}">'
    text = document(title=f"{notice.title}_{bureau.name}", head=head, body=body, charset=_charset(column))
    return _reply(text, column, notice.changed_on(day))


def _share(notice: Notice, day: date, part: int) -> tuple[str, ...]:
    """Return the paragraphs that stand on one page of the notice; the last has what the others left."""
    body = notice.body_on(day)
    size = len(body) // notice.parts
    return body[part * size : None if part == notice.parts - 1 else (part + 1) * size]
