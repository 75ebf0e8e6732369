"""One notice: what it says, every version in which it was seen, and every look at its page."""

from typing import Any

from starlette.requests import Request

from crawler.errors import UsageError
from crawler.records import AttachmentLink, FileTextRecord, NoticeRecord, VersionRecord
from crawler.store.reader import FactReader
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.templates import masked
from monitor.web.view import Missing, View
from monitor.web.views.common import known_until

SHOWN = 20_000  # characters of a file's text on a page

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
    files = {one.url: one for one in reader.file_texts_of(found.id, known_until(desk, request))}
    site = desk.workspace.sites().get(found.site)
    values = {
        "notice": found,
        "site": site.name if site else found.site,
        "versions": versions,
        "newest": newest,
        "looks": looks,
        "files": files,
        "shown": SHOWN,
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
        more=_more(found, newest, files),
        trail=((book.say("search"), book.link("/search")),),
        current="/search",
    )  # fmt: skip


def _more(
    found: NoticeRecord, newest: VersionRecord | None, files: dict[str, FileTextRecord]
) -> dict[str, Any]:
    return {
        "notice": found.id,
        "site": found.site,
        "url": found.url,
        "first_seen_at": found.first_seen_at,
        "body": masked(newest.body) if newest else None,
        "attachments": [_file(one, files.get(one.url)) for one in newest.attachments] if newest else [],
    }


def _file(link: AttachmentLink, read: FileTextRecord | None) -> dict[str, Any]:
    """Return a file of the notice, with the beginning of its text where it was read."""
    said: dict[str, Any] = {"name": masked(link.name), "url": link.url}
    if read is not None:
        said |= {
            "kind": read.kind,
            "outcome": read.outcome,
            "sha256": read.payload_sha256,
            "reader": read.reader,
        }
        said |= {"text": masked(read.text[:SHOWN]), "characters": len(read.text)}
    return said
