"""Answers a request to a practice site as it stood on a day: a pure function, the same answer every time."""

from datetime import date

from crawler.practice.families import ERRORS_AS_PAGES, family
from crawler.practice.families.furniture import document, foot, menu, metas, missing, today
from crawler.practice.http import NOT_FOUND, OK, Reply, Request, conditional, page
from crawler.practice.model import Attachment, Bureau, Column, Notice
from crawler.practice.walls import WALLS

ROBOTS = b"User-agent: *\nDisallow: /admin/\nDisallow: /search/\n"
MIME = {"pdf": "application/pdf", "doc": "application/msword", "xls": "application/vnd.ms-excel"}
UNAVAILABLE = 503


def list_path(bureau: Bureau, column: Column) -> str:
    """Return the address of *column* below the site's base."""
    return family(bureau.family).list_path(column)


def notice_path(bureau: Bureau, column: Column, notice: Notice) -> str:
    """Return the address that *column* links *notice* to; for a row that leads away it is on another host."""
    return notice.external or family(bureau.family).notice_path(bureau, column, notice)


def render(bureau: Bureau, day: date, request: Request) -> Reply:
    """Return what the bureau's site answers to *request* on *day*."""
    trouble = bureau.trouble_on(day)
    if trouble and trouble.kind == "down":
        return Reply(status=UNAVAILABLE)
    if request.path == "/robots.txt":
        return conditional(request, Reply(body=ROBOTS, kind="text/plain", tagged=True))
    if found := bureau.files.get(request.target):
        return conditional(request, _file(bureau, *found, day))
    if trouble and trouble.kind == "challenge":
        return WALLS[trouble.wall]()
    reply = _page(bureau, day, request)
    if reply is None:
        soft = bureau.family in ERRORS_AS_PAGES
        return Reply(status=OK if soft else NOT_FOUND, body=missing(bureau).encode())
    return conditional(request, reply)


def _page(bureau: Bureau, day: date, request: Request) -> Reply | None:
    if request.path in {"/", "/index.html"}:
        return page(_home(bureau, day))
    return family(bureau.family).serve(bureau, day, request)


def _file(bureau: Bureau, notice: Notice, attachment: Attachment, day: date) -> Reply:
    if not notice.listed_on(day):
        return Reply(status=NOT_FOUND, body=missing(bureau).encode())
    return Reply(body=attachment.content, kind=MIME[attachment.kind], tagged=True, changed=notice.appears)


def _home(bureau: Bureau, day: date) -> str:
    links = [(one.name, list_path(bureau, one)) for one in bureau.columns]
    body = f"{menu(bureau, links)}{today(day)}<h1>欢迎访问{bureau.name}网站</h1>{foot(bureau)}"
    return document(title=bureau.name, head=metas(bureau, None), body=body)
