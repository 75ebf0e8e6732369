"""A Guangdong catalogue (gkmlpt): the list is a JSON service; some notices hold their text in a script only."""

import json
import re
from datetime import date, datetime, time
from html import escape

from crawler.clock import SHANGHAI
from crawler.practice import view
from crawler.practice.families.furniture import document, foot, menu, metas, paragraphs
from crawler.practice.http import Reply, Request, page
from crawler.practice.model import Bureau, Column, Notice

INDEX = "/gkmlpt/index"
_API = re.compile(r"/gkmlpt/api/all/(\d+)")
_ARTICLE = re.compile(r"/gkmlpt/content/(\d+)/(\d+)/post_(\d+)\.html")
MORNING = time(9, 30, tzinfo=SHANGHAI)
THOUSAND = 1000  # addresses file notices under the thousands of their number


def list_path(column: Column) -> str:
    """Return the address of a column: the catalogue, with the category behind the #."""
    return f"{INDEX}#{column.code}"


def notice_path(bureau: Bureau, column: Column, notice: Notice) -> str:
    """Return the address of a notice, the same from every column."""
    del bureau, column
    return f"/gkmlpt/content/0/{notice.number // THOUSAND}/post_{notice.number}.html"


def file_path(bureau: Bureau, notice: Notice, at: int) -> str:
    """Return the address of an attachment."""
    del bureau
    number = notice.number * 10 + at
    return f"/attachment/0/{number // THOUSAND}/{number}/{number * 7}.{notice.attachments[at].kind}"


def serve(bureau: Bureau, day: date, request: Request) -> Reply | None:
    """Return the page at the request's address, or None where there is none."""
    if request.path == INDEX:
        return page(_index(bureau), tagged=True)
    if found := _API.fullmatch(request.path):
        return _api(bureau, day, request, int(found[1]))
    if found := _ARTICLE.fullmatch(request.path):
        notice = view.find(bureau, int(found[3]), day)
        if notice and notice_path(bureau, bureau.columns[0], notice) == found[0]:
            return page(_article(bureau, notice, day), tagged=True, changed=notice.changed_on(day))
    return None


def _sid(bureau: Bureau) -> str:
    return str(755000 + sum(bureau.id.encode()) % 900)


def _config(bureau: Bureau, detail: dict[str, object] | None = None) -> str:
    """Return the script that configures the page; *detail* is a notice whose text stands nowhere else."""
    tree = [{"id": one.code, "name": one.name, "children": [], "jump_url": ""} for one in bureau.columns]
    settings = f'{{SID: "{_sid(bureau)}", TREE: {_script(tree)}, SERVICE_AREA_ID: 1}}'
    more = f"_CONFIG.DETAIL = {_script(detail)};" if detail else ""
    return f"<script>window._CONFIG = {settings};{more}</script>"


def _script(value: object) -> str:
    """Return *value* as JSON that cannot end its script early."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def _menu(bureau: Bureau) -> str:
    return menu(bureau, [(one.name, list_path(one)) for one in bureau.columns])


def _index(bureau: Bureau) -> str:
    entries = "".join(f'<li data-id="{one.code}">{one.name}</li>' for one in bureau.columns)
    body = (
        f'{_menu(bureau)}<div class="position">政府信息公开目录</div><ul class="tree">{entries}</ul>'
        f'<div id="list"></div>{_config(bureau)}<script src="/gkmlpt/js/list.js"></script>{foot(bureau)}'
    )
    return document(title=f"政府信息公开目录 - {bureau.name}", head=metas(bureau, None), body=body)


def _api(bureau: Bureau, day: date, request: Request, category: int) -> Reply:
    column = next((one for one in bureau.columns if one.code == category), None)
    listed = view.rows(bureau, column, day) if column and request.query.get("sid") == _sid(bureau) else []
    asked = request.query.get("page", "1")
    number = max(1, int(asked) if asked.isascii() and asked.isdecimal() else 1)
    rows = view.page(column, listed, number) if column else []
    answer = {
        "total": len(listed),
        "classify": {"name": column.name if column else "", "post_count": len(listed)},
        "articles": [_entry(bureau, column, one, request.base) for one in rows if column],
    }
    body = json.dumps(answer, ensure_ascii=False).encode()
    return Reply(body=body, kind="application/json", tagged=True)


def _entry(bureau: Bureau, column: Column, notice: Notice, base: str) -> dict[str, object]:
    moment = int(datetime.combine(notice.claimed, MORNING).timestamp())
    address = notice.external or f"{base}{notice_path(bureau, column, notice)}"
    files = [
        {"id": at, "name": one.label, "type": one.kind, "url": base + one.path}
        for at, one in enumerate(notice.attachments)
    ]
    return {
        "id": notice.number,
        "title": notice.title,
        "document_number": notice.doc_number,
        "publisher": bureau.name,
        "identifier": notice.index_number,
        "date": f"{notice.claimed:%Y-%m-%d} 09:30:00",
        "created_at": f"{notice.claimed:%Y-%m-%d} 09:30:00",
        "first_publish_time": moment,
        "display_publish_time": moment,
        "classify_main_name": column.name,
        "abstract": "",
        "url": address,
        "post_url": address,
        "attachment": files,
        "is_top": int(notice.pinned),
    }


def _classify(bureau: Bureau, notice: Notice) -> str:
    cells = (
        ("索引号", notice.index_number),
        ("发布机构", bureau.name),
        ("名称", notice.title),
        ("文号", notice.doc_number),
        ("发布日期", f"{notice.claimed:%Y-%m-%d}"),
    )
    rows = "".join(f"<tr><td>{name}：</td><td>{escape(value)}</td></tr>" for name, value in cells)
    return f'<div class="classify"><table>{rows}</table></div>'


def _article(bureau: Bureau, notice: Notice, day: date) -> str:
    column = bureau.column(notice.columns[0])
    files = "".join(f'<p><a href="{one.path}">{escape(one.label)}</a></p>' for one in notice.attachments)
    content = paragraphs(notice.body_on(day)) + files
    if notice.number % 2:
        detail: dict[str, object] = {"id": notice.number, "title": notice.title, "content": content}
        text = f'<div class="article-content"></div>{_config(bureau, detail)}'
    else:
        text = f'<div class="article-content">{content}</div>{_config(bureau)}'
    body = (
        f'{_menu(bureau)}{_classify(bureau, notice)}<h1 class="title">{escape(notice.title)}</h1>'
        f'<div class="info">发布日期：{notice.claimed:%Y-%m-%d} 来源：{bureau.name}</div>{text}{foot(bureau)}'
    )
    return document(title=f"{notice.title} - {bureau.name}", head=metas(bureau, column, notice), body=body)
