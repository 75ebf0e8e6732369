"""Two versions of a notice as one text, with what came and what went."""

import re

from starlette.requests import Request

from crawler.records import VersionRecord
from crawler.versions.compare import compare
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import Missing, View
from monitor.web.views.notice import read_notice

_NUMBER = re.compile(r"[0-9]{1,9}")


def difference(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the versions ``?a=`` and ``?b=`` as one text; the last two when none are named."""
    found, versions = read_notice(desk, request)
    if not versions:
        raise Missing("no_such_version")
    a = _version(versions, request.query_params.get("a", ""), versions[-2:][0])
    b = _version(versions, request.query_params.get("b", ""), versions[-1])
    parts = compare(f"{a.title}\n{a.body}", f"{b.title}\n{b.body}")
    return View(
        template="diff.html",
        title=book.say("difference", a=a.number, b=b.number),
        values={
            "a": a,
            "b": b,
            "parts": parts,
            "notice": found,
            "versions": versions,
            "same": all(kind == "same" for kind, _ in parts),
            "fields": _fields(a, b, book),
        },
        columns=("kind", "text"),
        rows=[list(one) for one in parts],
        trail=(
            (book.say("search"), book.link("/search")),
            (b.title or book.say("no_title"), book.link(f"/notices/{found.id}")),
        ),
        current="/search",
    )


def _version(versions: list[VersionRecord], asked: str, usual: VersionRecord) -> VersionRecord:
    if not asked:
        return usual
    by_number = {one.number: one for one in versions}
    if not _NUMBER.fullmatch(asked) or int(asked) not in by_number:
        raise Missing("no_such_version")
    return by_number[int(asked)]


def _fields(a: VersionRecord, b: VersionRecord, book: Phrasebook) -> list[tuple[str, str, str]]:
    """Return the fields beside the text in which the two differ, named and said."""
    between = "、" if book.lang == "zh" else ", "
    values = {
        "claimed": (str(a.published or "—"), str(b.published or "—")),
        "doc_number": (a.doc_number or "—", b.doc_number or "—"),
        "source": (a.source or "—", b.source or "—"),
        "attachments": tuple(
            between.join(one.name for one in version.attachments) or "—" for version in (a, b)
        ),
    }
    return [(book.say(name), old, new) for name, (old, new) in values.items() if old != new]
