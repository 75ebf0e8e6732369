"""Reads what the classifier learns from: labelled notices, and titles made up to show a category."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from crawler.errors import InvalidFile
from monitor.catalogue.documents import compose
from monitor.catalogue.model import Edition
from monitor.matching.notice import NoticeText

EXAMPLES = "examples.yaml"
NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """A notice and the categories that a person gave it."""

    notice: NoticeText
    wanted: frozenset[str]
    optional: frozenset[str] = frozenset()
    """Categories that are neither right nor wrong."""

    @property
    def issuer(self) -> str:
        """Who published it, else where it stood, else itself: what must not be divided between folds."""
        one = self.notice
        return one.issuer or (f"site {one.site}" if one.site else f"notice {one.id}")


def read_labelled(path: Path, edition: Edition) -> tuple[Labelled, ...]:
    """Return the notices at *path*, one JSON object a line, labelled with numbers of the annex.

    Raises InvalidFile with the line that says something else.
    """
    ids = {one.number: one.id for one in edition.categories if one.number is not None}
    rows = path.read_text(encoding="utf-8").splitlines()
    return tuple(_row(path, number, row, ids) for number, row in enumerate(rows, 1) if row.strip())


def _row(path: Path, number: int, row: str, ids: dict[int, str]) -> Labelled:
    try:
        given = json.loads(row)
        notice = _notice(given)
        wanted = frozenset(ids[one] for one in given["labels"])
        optional = frozenset(ids[one] for one in given.get("labels_optional") or [])
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise InvalidFile(path, number, f"no labelled notice: {error}") from error
    return Labelled(notice=notice, wanted=wanted, optional=optional - wanted)


def _notice(given: dict[str, Any]) -> NoticeText:
    return NoticeText(
        id=_text(given.get("id")),
        title=_text(given.get("title")),
        body=_text(given.get("body")),
        issuer=_text(given.get("issuer")),
        site=_text(given.get("site")),
        column=_text(given.get("column")),
    )


def _text(value: Any) -> str:
    if value is not None and not isinstance(value, str):
        raise TypeError(f"wants a text, not {value!r}")
    return value or ""


def read_examples(path: Path, edition: Edition) -> tuple[Labelled, ...]:
    """Return the titles at *path*, made up to show what each category looks like; none where there is no file."""
    if not path.is_file():
        return ()
    root = compose(path)
    if not isinstance(root, yaml.MappingNode):
        raise InvalidFile(path, 1, "wants a table of categories")
    known = {one.id for one in edition.categories}
    return tuple(one for key, rows in root.value for one in _examples(path, key, rows, known))


def _examples(path: Path, key: yaml.Node, rows: yaml.Node, known: set[str]) -> Iterator[Labelled]:
    line = key.start_mark.line + 1
    wanted = frozenset() if key.value == NONE else frozenset(str(key.value).split("+"))
    if unknown := wanted - known:
        raise InvalidFile(path, line, f"the edition has no {', '.join(sorted(unknown))!r}")
    if not isinstance(rows, yaml.SequenceNode):
        raise InvalidFile(path, line, f"{key.value} wants a list of titles")
    for row in rows.value:
        if not isinstance(row, yaml.ScalarNode):
            raise InvalidFile(path, row.start_mark.line + 1, "wants a title")
        title, _, column = row.value.partition(" @ ")
        made_up = NoticeText(id=f"example {row.start_mark.line + 1}", title=title, column=column)
        yield Labelled(notice=made_up, wanted=wanted)
