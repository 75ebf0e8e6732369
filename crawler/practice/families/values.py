"""What the templates of a skin may name: the values of a column and of a notice, and what a request asks for."""

import json
from collections.abc import Iterator
from hashlib import md5
from html import escape
from uuid import UUID

from crawler.practice import view
from crawler.practice.http import Request
from crawler.practice.model import Column, Notice

SNOWFLAKE = 2058746804822818816  # where the 19-digit numbers of one family begin


def of_column(column: Column) -> dict[str, str]:
    """Return the names of a column; a hash and a long number stand for it where a family uses such."""
    return {
        "id": column.id,
        "name": escape(column.name),
        "code": str(column.code),
        "chex": _hex(f"column {column.code}"),
        "cuuid": str(UUID(_hex(f"column {column.code}"))),
    }


def of_notice(notice: Notice, href: str) -> dict[str, str]:
    """Return the names of a notice that a list links to by *href*; those with ``j_`` are written as JSON."""
    day, hexed = notice.claimed, _hex(f"notice {notice.number}")
    plain = {
        "number": str(notice.number),
        "nhex": hexed,
        "nuuid": str(UUID(hexed)),
        "nshort": str(UUID(hexed))[:32],
        "snow": str(SNOWFLAKE + notice.number),
        "y": f"{day:%Y}",
        "m": f"{day:%m}",
        "d": f"{day:%d}",
        "ym": f"{day:%Y%m}",
        "ymd": f"{day:%Y%m%d}",
        "date": f"{day:%Y-%m-%d}",
        "pin": "[置顶]" if notice.pinned else "",
    }
    texts = {
        "title": notice.title,
        "href": href,
        "shown": view.shown(notice.title),
        "doc_number": notice.doc_number,
        "index_number": notice.index_number,
    }
    marked = {name: escape(value) for name, value in texts.items()}
    written = {f"j_{name}": json.dumps(value, ensure_ascii=False) for name, value in texts.items()}
    written["j_link"] = json.dumps(f"<a href='{escape(href)}'>{escape(notice.title)}</a>", ensure_ascii=False)
    urls = json.dumps(json.dumps({"pc": href}))
    files = [{"fileName": one.label, "filePath": one.path} for one in notice.attachments]
    return plain | marked | written | {"j_urls": urls, "j_files": json.dumps(files, ensure_ascii=False)}


def asked(request: Request) -> dict[str, str]:
    """Return every value that a request asks with, by its own name, wherever it stands."""
    found = request.query | request.form
    body = request.body.decode("utf-8", "replace")
    for text in (*found.values(), body):
        found |= dict(_inside(text))
    return found


def _inside(text: str) -> Iterator[tuple[str, str]]:
    """Yield the plain values of a JSON object, with those of the objects in it."""
    if not text.startswith("{"):
        return
    try:
        waiting = [json.loads(text)]
    except ValueError:
        return
    while waiting:
        for name, value in waiting.pop().items():
            if isinstance(value, dict):
                waiting.append(value)
            elif isinstance(value, str | int):
                yield name, str(value)


def _hex(text: str) -> str:
    return md5(text.encode(), usedforsecurity=False).hexdigest()
