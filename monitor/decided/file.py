"""The file of decisions in a workspace, one JSON object a line: lines are added and never changed."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.appended import append_line
from crawler.errors import InvalidFile
from crawler.locks import FileLock
from monitor.decided.decision import Decision
from monitor.matching.notice import NoticeText

FILE = "decided.jsonl"
_TEXTS = ("id", "title", "body", "issuer", "site", "column", "doc_number")


def read_decisions(path: Path, until: datetime | None = None) -> tuple[Decision, ...]:
    """Return the decisions at *path* in the order in which they were made, up to *until*; none where there is no file.

    Raises InvalidFile with the line that holds something else.
    """
    if not path.exists():
        return ()
    rows = path.read_text(encoding="utf-8").splitlines()
    found = [_decision(path, number, row) for number, row in enumerate(rows, 1) if row.strip()]
    return tuple(sorted((one for one in found if until is None or one.at <= until), key=lambda one: one.at))


def add_decision(path: Path, decision: Decision) -> None:
    """Add *decision* to the file at *path*; it is on the disk when this returns."""
    lock = FileLock(path.with_suffix(".lock"), wait=True)
    try:
        append_line(path, json.dumps(_row(decision), ensure_ascii=False))
    finally:
        lock.release()


def _row(decision: Decision) -> dict[str, Any]:
    text = {name: getattr(decision.text, name) for name in _TEXTS}
    moments = {"at": decision.at.isoformat(), "recorded_at": decision.recorded_at.isoformat()}
    return {
        **asdict(decision),
        **moments,
        "text": text | {"attachments": list(decision.text.attachments)},
    }


def _decision(path: Path, number: int, row: str) -> Decision:
    try:
        given = json.loads(row)
        return Decision(
            url=_text(given["url"]),
            site=_text(given["site"]),
            sites=_texts(given["sites"]),
            text=_notice(given["text"]),
            categories=_texts(given["categories"]),
            duties=_texts(given["duties"]),
            author=_text(given["author"]),
            reason=_text(given["reason"]),
            at=_moment(given["at"]),
            recorded_at=_moment(given["recorded_at"]),
        )
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise InvalidFile(path, number, f"no decision on a notice: {error!r}") from error


def _notice(given: dict[str, Any]) -> NoticeText:
    return NoticeText(
        id=_text(given["id"]),
        title=_text(given["title"]),
        body=_text(given["body"]),
        issuer=_text(given["issuer"]),
        site=_text(given["site"]),
        column=_text(given["column"]),
        doc_number=_text(given["doc_number"]),
        attachments=_texts(given["attachments"]),
    )


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs its zone: {value!r}")
    return moment


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"wants a text, not {value!r}")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"wants a list, not {value!r}")
    return tuple(_text(one) for one in value)
