"""One notice: what it says, every version in which it was seen, and every look at its page."""

from typing import Any

from starlette.requests import Request

from crawler.errors import UsageError
from crawler.records import NoticeRecord, VersionRecord
from crawler.store.reader import FactReader
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.templates import masked
from monitor.web.view import Missing, View
from monitor.web.views.common import known_until

VERSION_COLUMNS = ("version", "seen_at", "title", "published", "doc_number", "source", "text_sha256", "cause")


def read_notice(desk: Desk, request: Request) -> tuple[NoticeRecord, list[VersionRecord]]:
    """Return the notice and its versions as known on the day asked for; raise Missing where there was none."""
    reader, until = FactReader(desk.engine), known_until(desk, request)
    try:
        found = reader.notice(request.path_params["notice"])
    except UsageError:
        raise Missing("no_such_notice") from None
    if until and found.first_seen_at > until:
        raise Missing("no_such_notice")
    return found, reader.versions_of(found.id, until)


def notice(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the notice's page; raise Missing where there is none."""
    found, versions = read_notice(desk, request)
    newest = versions[-1] if versions else None
    reader = FactReader(desk.engine)
    looks = [reader.evidence(one.fetch) for one in reader.looks_of(found.id, known_until(desk, request))]
    site = desk.workspace.sites().get(found.site)
    values = {
        "notice": found,
        "site": site.name if site else found.site,
        "versions": versions,
        "newest": newest,
        "looks": looks,
    }
    return View(
        template="notice.html",
        title=(masked(newest.title) if newest else "") or book.say("no_title"),
        values=values,
        columns=VERSION_COLUMNS,
        rows=[
            [one.number, one.seen_at, masked(one.title), one.published, one.doc_number, masked(one.source),
             one.text_sha256, one.cause]
            for one in versions
        ],
        more=_more(found, newest),
        trail=((book.say("search"), book.link("/search")),),
        current="/search",
    )  # fmt: skip


def _more(found: NoticeRecord, newest: VersionRecord | None) -> dict[str, Any]:
    return {
        "notice": found.id,
        "site": found.site,
        "url": found.url,
        "first_seen_at": found.first_seen_at,
        "body": masked(newest.body) if newest else None,
        "attachments": [{"name": masked(one.name), "url": one.url} for one in newest.attachments]
        if newest
        else [],
    }
