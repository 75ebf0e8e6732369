"""Writes what an import found as the files of an edition."""

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from crawler.errors import InvalidFile, UsageError
from monitor.catalogue.load import load_edition
from monitor.catalogue.model import Edition
from monitor.importing.notice import Imported, ImportedRow
from monitor.importing.responsible import unit_kind

_MOST_CATEGORIES = 99  # a category's id has two digits
_PLACE = re.compile(r"^(?:(?:19|20)\d\d年)?([\u4e00-\u9fff]{1,7}?(?:自治区|省|市|州|县|区|旗))")
_TAIL = re.compile(r"\([^()]{0,200}\)|(?:领域)?(?:信息|办事)?公开$")


def unit_ids(imported: Imported) -> dict[str, str]:
    """Return an id for every unit that a row names, in the order of appearance."""
    names = dict.fromkeys(name for one in imported.rows for name in one.responsible.names)
    return {name: f"U{n:02d}" for n, name in enumerate(names, 1)}


def write_edition(imported: Imported, folder: Path, *, calendar: str) -> Edition:
    """Write the edition into *folder* and return it as it loads.

    The folder appears complete or not at all. A folder that is there already is left alone: equal content is fine,
    anything else raises UsageError, because a person may have worked on it.
    """
    if len(imported.rows) > _MOST_CATEGORIES:
        raise InvalidFile(folder, None, f"{len(imported.rows)} rows; an edition holds {_MOST_CATEGORIES}")
    files = dict(_files(imported, folder.name, calendar))
    if folder.exists():
        if _content(folder) != files:
            raise UsageError(f"{str(folder)!r} is there already", hint="choose another --id or --out")
        return load_edition(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".import-", dir=folder.parent) as workplace:
        fresh = Path(workplace) / folder.name
        for name, text in files.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).write_text(text, encoding="utf-8")
        load_edition(fresh)
        shutil.move(fresh, folder)
    return load_edition(folder)


def _content(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _files(imported: Imported, edition_id: str, calendar: str) -> Iterator[tuple[str, str]]:
    heading, ids = imported.heading, unit_ids(imported)
    place = _place(imported)
    number = str(heading.document_number or "")
    said = f"# Imported from: {heading.title}\n# Number of that notice: {heading.number or 'none'}\n"
    yield "edition.yaml", said + _dump(_edition(imported, edition_id, calendar))
    yield "units.yaml", _dump({"units": [_unit(name, unit) for name, unit in ids.items()]})
    instrument = {
        "id": "notice",
        "name": heading.document,
        "doc_no": number,
        "strength": "policy",
        "jurisdiction": place,
        "valid_from": date(imported.year, 1, 1),
        "valid_to": date(imported.year, 12, 31),
    }
    yield "instruments.yaml", _dump({"instruments": [instrument]})
    yield "timings.yaml", _dump({"templates": []})
    for n, one in enumerate(imported.rows, 1):
        yield f"categories/C{n:02d}-row-{one.row.number}.yaml", _comment(one) + _dump(_category(n, one, ids))


def _edition(imported: Imported, edition_id: str, calendar: str) -> dict[str, Any]:
    heading = imported.heading
    day = heading.signed or heading.published
    return {
        "id": edition_id,
        "name": imported.annex.title or heading.document,
        "jurisdiction": _place(imported),
        "year": imported.year,
        "calendar": calendar,
        "document": heading.document,
        "doc_no": str(heading.document_number or ""),
        **({"document_date": day} if day else {}),
    }


def _place(imported: Imported) -> str:
    """Return whose duties they are: the place in the document's title, else the issuer's."""
    for text in (imported.heading.document, imported.heading.issuer, imported.heading.title):
        if found := _PLACE.match(text):
            return found[1]
    return "CN"


def _unit(name: str, unit: str) -> dict[str, Any]:
    kind = unit_kind(name)
    entry: dict[str, Any] = {"id": unit, "name": name}
    if kind != "unit":
        return {**entry, "kind": kind}
    short = name[1:] if name[0] in "省市区县州" and len(name) > 3 else ""  # noqa: PLR2004 - 市财政局 is 财政局 too
    return {**entry, "aliases": [short]} if short else entry


def _comment(one: ImportedRow) -> str:
    first, last = one.row.lines
    said = (
        f"# Row {one.row.number} of the annex, lines {first}-{last}: {one.row.name}｜{one.row.responsible}\n"
    )
    return said + (f"# Passage from line {one.passage.line}\n" if one.passage else "# No passage found\n")


def _category(n: int, one: ImportedRow, ids: Mapping[str, str]) -> dict[str, Any]:
    topic = _TAIL.sub("", _TAIL.sub("", one.row.name))
    return {
        "id": f"C{n:02d}",
        "number": one.row.number,
        "name": one.row.name,
        "mode": str(one.responsible.mode),
        "lead": [ids[name] for name in one.responsible.lead],
        "others": [ids[name] for name in one.responsible.others],
        "place": one.passage.place if one.passage else "",
        "passage": one.passage.text if one.passage else "",
        "terms": {"positive": [topic] if topic else []},
        "duties": [],
    }


def _dump(value: Mapping[str, Any]) -> str:
    return str(yaml.safe_dump(dict(value), allow_unicode=True, sort_keys=False, width=100_000))
