"""A family as data: the addresses, the markup and the list service of one kind of site, filled in by one renderer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from json import dumps
from string import Template

from crawler.practice import view
from crawler.practice.families.furniture import document, foot, label_table, menu, metas, paragraphs, today
from crawler.practice.families.values import asked, of_column, of_notice
from crawler.practice.http import Reply, Request, page
from crawler.practice.model import Bureau, Column, Notice

REFUSED = 403
NOTHING = "<p>暂无相关信息</p>"
_JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class Service:
    """Where a list asks for its rows; templates as in the skin."""

    path: str
    page: str = ""
    """The parameter with the number of the page; one inside a JSON parameter or body has its bare name."""
    first: int = 1
    start: str = ""
    """The parameter with the number of the first record, where records are asked for and not pages."""
    until: str = ""
    must: dict[str, str] = field(default_factory=dict)
    """Parameters that an answer needs, with their values; others get nothing."""
    method: str = "GET"
    size: int = 0
    """Rows of an answer; those of a page when not given."""
    answer: str = "$rows"
    markup: str = ""
    """What an answer in JSON holds as one text, under the name ``j_html``."""
    row: str = ""
    referer: bool = False
    """Whether it refuses who does not come from a page of the site."""
    echo: bool = False
    """Whether it answers every page with the first, as some do to visitors from afar."""
    whole: bool = False
    """Whether it answers with a whole page."""


@dataclass(frozen=True, kw_only=True)
class Skin:
    """One kind of site; every text is a template whose names ``values`` has."""

    adapter: str
    """The adapter that must be found for it."""
    first: str
    """Address of a list."""
    page: str = ""
    """Address of its further pages."""
    notice: str
    file: str
    row: str
    join: str = ""
    """What stands between two rows."""
    list: str
    body: str
    head: str = ""
    article_head: str = ""
    shell: str = ""
    """What stands at the list's address instead, where the list is at ``moved``."""
    moved: str = ""
    script: str = ""
    """A script of the site, at ``script_path``."""
    script_path: str = ""
    size: int = 12
    declares: dict[str, str] = field(default_factory=dict)
    """What the site's file says of the service, where no adapter knows it."""
    article: str = ""
    """What a notice's address answers in place of a page."""
    inline: bool = True
    """Whether the list's page holds rows; else only its service does."""
    dated: bool = True
    render: bool = False
    """Whether only a browser can show its lists."""
    service: Service | None = None


@dataclass(frozen=True)
class Skinned:
    """Serves a site as its skin has it."""

    skin: Skin

    def list_path(self, column: Column) -> str:
        """Return the address by which a column is known."""
        return _fill(self.skin.first, of_column(column))

    def notice_path(self, bureau: Bureau, column: Column, notice: Notice) -> str:
        """Return the address of a notice; it lives in its first column."""
        del column
        home = bureau.column(notice.columns[0])
        return _fill(self.skin.notice, of_column(home) | of_notice(notice, ""))

    def file_path(self, bureau: Bureau, notice: Notice, at: int) -> str:
        """Return the address of an attachment."""
        home = bureau.column(notice.columns[0])
        more = {"at": str(at), "kind": notice.attachments[at].kind}
        return _fill(self.skin.file, of_column(home) | of_notice(notice, "") | more)

    def serve(self, bureau: Bureau, day: date, request: Request) -> Reply | None:
        """Return what is at the request's address, or None where there is nothing."""
        if notice := bureau.by_address.get(request.target):
            found = view.find(bureau, notice.number, day)
            if found and self.skin.article:
                return Reply(body=self._answer(found, day).encode(), kind=_JSON, tagged=True)
            text = self._article(bureau, found, day) if found else ""
            return page(text, tagged=True, changed=notice.changed_on(day)) if text else None
        if self.skin.script_path and request.path == self.skin.script_path:
            return Reply(body=self.skin.script.encode(), kind="text/javascript; charset=utf-8")
        for column in bureau.columns:
            if reply := self._at(bureau, column, day, request):
                return reply
        return None

    def _at(self, bureau: Bureau, column: Column, day: date, request: Request) -> Reply | None:
        """Return the page or the answer of *column* that stands at the request's address."""
        known, listed = of_column(column), view.rows(bureau, column, day)
        target, first = request.target, _fill(self.skin.moved or self.skin.first, known).partition("#")[0]
        if self.skin.moved and target == _fill(self.skin.first, known):
            return page(f"<html><head>{_fill(self.skin.shell, known)}</head><body></body></html>")
        if target == first:
            return page(self._list(bureau, column, listed, 1), tagged=True)
        count = view.pages(column, len(listed))
        for number in range(2, count + 1) if self.skin.page else ():
            if target == _fill(self.skin.page, known | _numbers(number, count)):
                return page(self._list(bureau, column, listed, number), tagged=True)
        return self._service(bureau, column, listed, request) if self.skin.service else None

    def _service(
        self, bureau: Bureau, column: Column, listed: list[Notice], request: Request
    ) -> Reply | None:
        service = self.skin.service
        if service is None or request.path != _fill(service.path, of_column(column)):
            return None
        given = asked(request)
        if any(given.get(name) != _fill(value, of_column(column)) for name, value in service.must.items()):
            return None
        if request.method != service.method or (service.referer and not request.headers.get("referer")):
            return Reply(status=REFUSED, body=b"refused")
        wanted = service.first if service.echo else _number(given, service.page, service.first)
        number = max(1, wanted - service.first + 1)
        if service.whole:
            last = view.pages(column, len(listed))  # such sites repeat their last page for ever
            return page(self._list(bureau, column, listed, min(number, last)), tagged=True)
        size = service.size or column.page_size
        start = _number(given, service.start, 1) - 1 if service.start else (number - 1) * size
        end = _number(given, service.until, start + size) if service.until else start + size
        row, host = service.row or self.skin.row, request.headers.get("host", "")
        rows = self._rows(bureau, column, listed[start:end], row, host)
        rows = rows if listed or service.answer[:1] in {"{", "["} else NOTHING
        count = max(1, -(-len(listed) // size))
        values = of_column(column) | _numbers(number, count) | _told(rows, len(listed))
        html = dumps(_fill(service.markup, values), ensure_ascii=False)
        text = _fill(service.answer, values | {"j_html": html})
        kind = _JSON if text.lstrip()[:1] in {"{", "["} else "text/html; charset=utf-8"
        return Reply(body=text.encode(), kind=kind, tagged=True)

    def _rows(self, bureau: Bureau, column: Column, shown: list[Notice], row: str, host: str = "") -> str:
        known = of_column(column)
        rows = []
        for one in shown:
            href = one.external or self.notice_path(bureau, column, one)
            way = {"j_way": dumps(f"//{host}{href}" if href.startswith("/") else href)}
            rows.append(_fill(row, known | of_notice(one, href) | way))
        return self.skin.join.join(rows)

    def _list(self, bureau: Bureau, column: Column, listed: list[Notice], number: int) -> str:
        count = view.pages(column, len(listed))
        known = of_column(column) | _numbers(number, count)
        here = view.page(column, listed, number) if self.skin.inline else []
        rows = self._rows(bureau, column, here, self.skin.row)
        values = known | _told(rows, len(listed)) | {"next": self._next(known, number, count)}
        links = [(one.name, self.list_path(one)) for one in bureau.columns]
        shown = _fill(self.skin.list, values) + ("" if listed or not self.skin.inline else NOTHING)
        body = f"{menu(bureau, links)}<h2>{escape(column.name)}</h2>{shown}{foot(bureau)}"
        head = f"{metas(bureau, column)}\n{_fill(self.skin.head, values)}"
        return document(title=f"{column.name}-{bureau.name}", head=head, body=body)

    def _next(self, known: Mapping[str, str], number: int, count: int) -> str:
        """Return the link to the next page, where there is one and the skin's pages have addresses."""
        if number >= count or not self.skin.page:
            return ""
        address = _fill(self.skin.page, {**known, **_numbers(number + 1, count)})
        return f'<a href="{escape(address)}">下一页</a>'

    def declared(self, column: Column) -> dict[str, str]:
        """Return what the site's file says of the service behind *column*."""
        return {name: _fill(value, of_column(column)) for name, value in self.skin.declares.items()}

    def _answer(self, notice: Notice, day: date) -> str:
        """Return the notice as its site's service gives it."""
        text = dumps(paragraphs(notice.body_on(day)), ensure_ascii=False)
        return _fill(self.skin.article, of_notice(notice, "") | {"j_text": text})

    def _article(self, bureau: Bureau, notice: Notice, day: date) -> str:
        column = bureau.column(notice.columns[0])
        files = "".join(
            f'<p><a href="{escape(one.path)}">{escape(one.label)}</a></p>' for one in notice.attachments
        )
        text = paragraphs(notice.body_on(day))
        values = (
            of_column(column)
            | of_notice(notice, "")
            | {"text": text, "files": files, "j_text": dumps(text + files).replace("</", "<\\/")}
        )
        info = f"来源：{bureau.name}　发布时间：{notice.claimed:%Y-%m-%d}"
        links = [(one.name, self.list_path(one)) for one in bureau.columns]
        body = (
            f'{menu(bureau, links)}{today(day)}<div class="main"><h1>{escape(notice.title)}</h1><div class="info">{info}</div>'
            f"{label_table(notice, bureau)}{_fill(self.skin.body, values)}</div>{foot(bureau)}"
        )
        head = f"{metas(bureau, column, notice)}\n{_fill(self.skin.article_head, values)}"
        return document(title=f"{notice.title}-{bureau.name}", head=head, body=body)


def _fill(template: str, values: Mapping[str, str]) -> str:
    return Template(template).substitute(values)


def _number(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() else default


def _numbers(number: int, count: int) -> dict[str, str]:
    """Return the names under which the number of a page is known."""
    return {
        "n": str(number),
        "back": str(number - 1),
        "down": str(count - number + 1),
        "count": str(count),
        "after": str(number + 1),
    }


def _told(rows: str, total: int) -> dict[str, str]:
    return {"rows": rows, "total": str(total)}
