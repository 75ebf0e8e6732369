"""One notice: what it says, every version, every look; and two versions side by side in one text."""

from difflib import SequenceMatcher

from starlette.requests import Request

from crawler.errors import UsageError
from crawler.records import NoticeRecord, VersionRecord
from crawler.store.reader import FactReader
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.templates import masked
from monitor.web.view import Missing, View

DIFF_LIMIT = 20_000  # characters compared; the comparison's cost grows with the square of the difference


def _read(desk: Desk, request: Request) -> tuple[FactReader, NoticeRecord, list[VersionRecord]]:
    reader = FactReader(desk.engine)
    try:
        found = reader.notice(request.path_params["notice"])
    except UsageError as error:
        raise Missing(error.message) from error
    return reader, found, reader.versions_of(found.id)


def notice(desk: Desk, request: Request, book: Phrasebook) -> View:  # noqa: ARG001 - one shape for all views
    """Return the notice's page; raise Missing where there is none or none was read."""
    reader, found, versions = _read(desk, request)
    if not versions:
        raise Missing(f"notice {found.id} stands in a list, its page was never read")
    newest = versions[-1]
    looks = [reader.evidence(one.fetch) for one in reader.looks_of(found.id)]
    return View(
        template="notice.html",
        title=masked(newest.title) or found.url,
        values={
            "notice": found.id,
            "site": found.site,
            "url": found.url,
            "first_seen": found.first_seen_at,
            "versions": versions,
            "newest": newest,
            "looks": looks,
            "json": {"body": masked(newest.body), "url": found.url, "site": found.site},
        },
        columns=("version", "seen_at", "title", "published", "doc_number", "source", "text_sha256"),
        rows=[
            [
                one.number,
                one.seen_at,
                masked(one.title),
                one.published,
                one.doc_number,
                one.source,
                one.text_sha256,
            ]
            for one in versions
        ],
    )


def difference(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return two versions as one text with what came and what went; ``?a=`` and ``?b=`` are version numbers."""
    _, found, versions = _read(desk, request)
    by_number = {str(one.number): one for one in versions}
    numbers = list(by_number) or ["1"]
    try:
        a = by_number[request.query_params.get("a", numbers[0])]
        b = by_number[request.query_params.get("b", numbers[-1])]
    except KeyError as error:
        raise Missing(f"notice {found.id} has no version {error.args[0]!r}") from None
    parts = compare(masked(f"{a.title}\n{a.body}"), masked(f"{b.title}\n{b.body}"))
    return View(
        template="diff.html",
        title=masked(b.title),
        values={"a": a, "b": b, "parts": parts, "same": all(kind == "same" for kind, _ in parts)},
        columns=("kind", "text"),
        rows=[list(one) for one in parts],
        trail=((str(found.id), book.link(f"/notices/{found.id}")),),
    )


def compare(before: str, after: str) -> list[tuple[str, str]]:
    """Return *after* told from *before* in pieces that are ``same``, ``new`` or ``old``.

    >>> compare("罚款五万元", "罚款三万元")
    [('same', '罚款'), ('old', '五'), ('new', '三'), ('same', '万元')]
    """
    before, after = before[:DIFF_LIMIT], after[:DIFF_LIMIT]
    parts: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(("same", after[c:d]))
            continue
        if b > a:
            parts.append(("old", before[a:b]))
        if d > c:
            parts.append(("new", after[c:d]))
    return parts
