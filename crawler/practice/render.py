"""Answers a request to a practice site as it stood on a day: a pure function, the same answer every time."""

import sys
from datetime import date
from urllib.parse import quote

from crawler.practice.families import ERRORS_AS_PAGES, family
from crawler.practice.families.furniture import home, missing
from crawler.practice.http import HTML, NOT_FOUND, OK, Reply, Request, conditional, page
from crawler.practice.model import Attachment, Bureau, Column, Notice
from crawler.practice.walls import walls

ROBOTS = b"User-agent: *\nDisallow: /admin/\nDisallow: /search/\n"
MIME = {"pdf": "application/pdf", "doc": "application/msword", "xls": "application/vnd.ms-excel"}
UNAVAILABLE = 503


def list_path(bureau: Bureau, column: Column) -> str:
    """Return the address of *column* below the site's base."""
    return family(bureau.family).list_path(column)


def notice_path(bureau: Bureau, column: Column, notice: Notice) -> str:
    """Return the address that *column* links *notice* to; for a row that leads away it is on another host."""
    return notice.external or family(bureau.family).notice_path(bureau, column, notice)


def guarded(bureau: Bureau, day: date, request: Request) -> bool:
    """Whether a protection page stands before what *request* asks for on *day*; never before robots.txt."""
    trouble = bureau.trouble_on(day)
    if not trouble or trouble.kind != "challenge" or request.path == "/robots.txt":
        return False
    if trouble.seen_from and request.peer != trouble.seen_from:
        return False
    return _place(bureau, request) in trouble.before


def _place(bureau: Bureau, request: Request) -> str:
    """Return what kind of thing *request* asks for."""
    if request.target in bureau.files:
        return "file"
    return "notice" if request.target in bureau.by_address else "list"


def render(bureau: Bureau, day: date, request: Request, nth: int = sys.maxsize) -> Reply:
    """Return what the bureau's site answers to *request* on *day*, the *nth* of the day that is guarded."""
    trouble = bureau.trouble_on(day)
    if trouble and trouble.kind == "down":
        return Reply(status=UNAVAILABLE)
    if request.path == "/robots.txt":
        return conditional(request, Reply(body=ROBOTS, kind="text/plain", tagged=True))
    stands = trouble and nth > trouble.passes and guarded(bureau, day, request)
    if trouble and stands and (refusal := walls()[trouble.wall].reply(request)):
        return refusal
    if found := bureau.files.get(request.target):
        return conditional(request, _file(bureau, *found, day))
    reply = _page(bureau, day, request)
    if reply is None:
        soft = bureau.family in ERRORS_AS_PAGES
        return Reply(status=OK if soft else NOT_FOUND, body=missing(bureau).encode())
    return conditional(request, reply)


def _page(bureau: Bureau, day: date, request: Request) -> Reply | None:
    if request.path in {"/", "/index.html"}:
        return page(home(bureau, day, [(one.name, list_path(bureau, one)) for one in bureau.columns]))
    return family(bureau.family).serve(bureau, day, request)


def _file(bureau: Bureau, notice: Notice, attachment: Attachment, day: date) -> Reply:
    if not notice.listed_on(day):
        return Reply(status=NOT_FOUND, body=missing(bureau).encode())
    kind = HTML if attachment.served == "mislabelled" or attachment.form == "login" else MIME[attachment.kind]
    return Reply(
        body=attachment.content, kind=kind, headers=_named(attachment), tagged=True, changed=notice.appears
    )


def _named(attachment: Attachment) -> tuple[tuple[str, str], ...]:
    """Return the header that names a file, as servers write it: in bare bytes of GBK, or escaped by the standard."""
    said = {
        "gbk": f'attachment; filename="{attachment.label.encode("gb18030").decode("latin-1")}"',
        "extended": f"attachment; filename*=UTF-8''{quote(attachment.label)}",
    }.get(attachment.served)
    return (("Content-Disposition", said),) if said else ()
