"""One notice: what it says, every version in which it was seen, and every look at its page."""

from dataclasses import replace
from typing import Any

from starlette.requests import Request

from crawler.door.door import current
from crawler.errors import UsageError
from crawler.records import AttachmentLink, FileTextRecord, NoticeRecord, VersionRecord
from crawler.store.reader import FactReader
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.problems import GONE
from monitor.web.view import Missing, View
from monitor.web.views.common import known_until
from monitor.web.views.edits import edits_shown

SHOWN = 20_000  # characters of a file's text on a page

VERSION_COLUMNS = (
    "version",
    "seen_at",
    "title",
    "published",
    "doc_number",
    "source",
    "text_sha256",
    "cause",
    "partial",
)


def read_notice(desk: Desk, request: Request) -> tuple[NoticeRecord, list[VersionRecord]]:
    """Return the notice and its versions as known on the day asked for, as they may leave.

    Raises Missing where there was none, and where it was taken down.
    """
    reader, until = FactReader(desk.engine), known_until(desk, request)
    try:
        found = reader.notice(request.path_params["notice"])
    except UsageError:
        raise Missing("no_such_notice") from None
    if until and found.first_seen_at > until:
        raise Missing("no_such_notice")
    if found.id in (taken := current().taken()):
        raise Missing("taken_down_sealed", status=GONE, seal=taken.seal[found.id])
    return found, [_let_out(one) for one in reader.versions_of(found.id, until)]


def _let_out(one: VersionRecord) -> VersionRecord:
    """Return a version masked as one text: who is introduced in its body is known in its title."""
    texts = [one.title, one.source, one.doc_number, one.body, *(file.name for file in one.attachments)]
    title, source, number, body, *names = current().together(one.notice, texts)
    files = tuple(replace(file, name=name) for file, name in zip(one.attachments, names, strict=True))
    return replace(one, title=title, source=source, doc_number=number, body=body, attachments=files)


def notice(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the notice's page; raise Missing where there is none."""
    found, versions = read_notice(desk, request)
    newest = versions[-1] if versions else None
    reader = FactReader(desk.engine)
    looks = [reader.evidence(one.fetch) for one in reader.looks_of(found.id, known_until(desk, request))]
    read = reader.file_texts_of(found.id, known_until(desk, request))
    files, lengths = _files(read), {one.url: len(one.text) for one in read}
    site = desk.workspace.sites().get(found.site)
    values = {
        "notice": found,
        "site": site.name if site else found.site,
        "versions": versions,
        "newest": newest,
        "looks": looks,
        "edits": edits_shown(reader, found.id, known_until(desk, request), versions, book.lang),
        "files": files,
        "long": {url for url, length in lengths.items() if length > SHOWN},
    }
    return View(
        template="notice.html",
        title=(newest.title if newest else "") or book.say("no_title"),
        values=values,
        columns=VERSION_COLUMNS,
        rows=[
            [one.number, one.seen_at, one.title, one.published, one.doc_number, one.source, one.text_sha256,
             one.cause, one.partial]
            for one in versions
        ],
        more=_more(found, newest, files, lengths),
        trail=((book.say("search"), book.link("/search")),),
        current="/search",
    )  # fmt: skip


def _files(read: list[FileTextRecord]) -> dict[str, FileTextRecord]:
    """Return the files by address, each with the beginning of its text as it may leave."""
    texts = [one.text[:SHOWN] for one in read]
    shown = current().together(read[0].notice, texts) if read else []
    return {one.url: replace(one, text=text) for one, text in zip(read, shown, strict=True)}


def _more(
    found: NoticeRecord,
    newest: VersionRecord | None,
    files: dict[str, FileTextRecord],
    lengths: dict[str, int],
) -> dict[str, Any]:
    return {
        "notice": found.id,
        "site": found.site,
        "url": found.url,
        "first_seen_at": found.first_seen_at,
        "body": newest.body if newest else None,
        "partial": newest.partial if newest else None,
        "attachments": [_file(one, files.get(one.url), lengths) for one in newest.attachments]
        if newest
        else [],
    }


def _file(link: AttachmentLink, read: FileTextRecord | None, lengths: dict[str, int]) -> dict[str, Any]:
    """Return a file of the notice, with the beginning of its text where it was read."""
    said: dict[str, Any] = {"name": link.name, "url": link.url}
    if read is not None:
        said |= {
            "kind": read.kind,
            "outcome": read.outcome,
            "sha256": read.payload_sha256,
            "reader": read.reader,
        }
        said |= {"text": read.text, "characters": lengths[link.url]}
    return said
