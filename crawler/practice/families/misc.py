"""A site on which every column is a trap of its own: nothing on it is as a reader would like it."""

from collections.abc import Mapping
from datetime import date
from html import escape
from urllib.parse import unquote

from crawler.practice import view
from crawler.practice.families.furniture import document, foot, home, label_table, metas, paragraphs, today
from crawler.practice.families.trap import Also, Trap, traps
from crawler.practice.families.traplists import entries, list_page, list_path, page_at
from crawler.practice.families.trapvalues import coded, fill, of_row
from crawler.practice.families.values import of_column, of_notice
from crawler.practice.http import Reply, Request
from crawler.practice.model import Bureau, Column, Notice

__all__ = ["file_path", "list_path", "notice_path", "serve"]
MOVED = 301
_SESSION = ";jsessionid="


def notice_path(bureau: Bureau, column: Column, notice: Notice) -> str:
    """Return the address of a notice."""
    del column
    column, trap = _home_of(bureau, notice)
    return fill(trap.taken(notice.number).notice or trap.notice, of_column(column) | of_notice(notice, ""))


def file_path(bureau: Bureau, notice: Notice, at: int) -> str:
    """Return the address of an attachment."""
    column, trap = _home_of(bureau, notice)
    more = {"at": str(at), "kind": notice.attachments[at].kind}
    return fill(trap.file, of_column(column) | of_notice(notice, "") | more)


def serve(bureau: Bureau, day: date, request: Request) -> Reply | None:
    """Return what is at the request's address, or None where there is nothing."""
    target = unquote(request.target)
    if notice := _asked(bureau, day, target):
        return _notice(bureau, notice, day, target)
    for column in bureau.columns:
        trap, known = traps()[column.id], of_column(column)
        for one in trap.also:
            if target == fill(one.path, known):
                return _also(trap, one, known | {"home": _front(bureau, day)})
        if number := page_at(column, target):
            link = {
                one.number: one.external or notice_path(bureau, column, one)
                for one in bureau.notices
                if column.id in one.columns
            }
            return list_page(bureau, column, day, number, link, request.headers.get("host", ""))
    return None


def _home_of(bureau: Bureau, notice: Notice) -> tuple[Column, Trap]:
    column = bureau.column(notice.columns[0])
    return column, traps()[column.id]


def _asked(bureau: Bureau, day: date, target: str) -> Notice | None:
    """Return the notice whose page stands at *target*; session and query may be anything where it has none."""
    digits = "".join(one if one.isdecimal() else " " for one in target).split()
    for number in {int(one) for one in digits if len(one) == len(str(bureau.notices[0].number))}:
        if found := view.find(bureau, number, day):
            path = unquote(notice_path(bureau, bureau.columns[0], found))
            bare = target.partition(_SESSION)[0].partition("?")[0].removesuffix("index.html")
            if target in {path, _real(bureau, found)} or bare == path:
                return found
    return None


def _real(bureau: Bureau, notice: Notice) -> str:
    column, trap = _home_of(bureau, notice)
    return fill(trap.taken(notice.number).real, of_column(column) | of_notice(notice, ""))


def _front(bureau: Bureau, day: date) -> str:
    return home(bureau, day, [(one.name, list_path(one)) for one in bureau.columns])


def _also(trap: Trap, also: Also, known: Mapping[str, str]) -> Reply:
    if also.to:
        return Reply(status=MOVED, headers=(("Location", fill(also.to, known)),), reason="Moved Permanently")
    return coded(trap, fill(also.text, known))


def _notice(bureau: Bureau, notice: Notice, day: date, target: str) -> Reply:
    column, trap = _home_of(bureau, notice)
    turn = trap.taken(notice.number)
    values = of_column(column) | of_notice(notice, "") | of_row(notice, "", day)
    if turn.whole and target != _real(bureau, notice):
        around = {"home": _front(bureau, day), "real": _real(bureau, notice)}
        return coded(trap, fill(turn.whole, values | around))
    dressed = {"text": paragraphs(notice.body_on(day)), "files": _files(trap, notice, values)}
    line = f"　发布时间：{notice.published:%Y-%m-%d}" if notice.published else ""
    body = (
        f'{entries(bureau)}{today(day)}<div class="main"><h1>{escape(notice.title)}</h1>'
        f'<div class="info">来源：{bureau.name}{line}</div>{label_table(notice, bureau)}'
        f"{fill(turn.article or trap.article, values | dressed)}</div>{foot(bureau)}"
    )
    title, head = f"{notice.title}-{bureau.name}", metas(bureau, column, notice)
    text = document(title=title, head=head, body=body, charset=trap.coding.meta)
    return coded(trap, text, notice.changed_on(day))


def _files(trap: Trap, notice: Notice, values: Mapping[str, str]) -> str:
    """Return the links to the files of *notice*."""
    links = []
    for hung, file in zip(trap.taken(notice.number).files, notice.attachments, strict=True):
        named = {"file": file.path, "label": escape(file.label), "last": file.path.rpartition("/")[2]}
        links.append(f"<p>{fill(hung.link, {**values, **named})}</p>")
    return "".join(links)
