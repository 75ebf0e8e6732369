"""Writes what a survey found: the site's file, two saved pages, and the answers that they must go on giving."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from crawler.authoring.answers import ListAnswer, NoticeAnswer, SavedPage, read_list, read_saved_notice
from crawler.authoring.survey import Looked, Survey, sample
from crawler.errors import UsageError
from crawler.plural import counted
from crawler.registry import GAP, Site, load_site
from crawler.tomltext import toml_table, toml_value
from crawler.trial import TriedPage

_KEY = re.compile(r"[a-z][a-z0-9]{1,30}")
_NUMBERED = re.compile(r"\d{1,12}")
_ENDINGS = {"json": ".json", "xml": ".xml"}
_SAID = 160  # characters of a reason in a comment


def refuse_taken(sites: Path, identity: str) -> None:
    """Raise UsageError where a file or folder of that site is already there."""
    for path in (sites / f"{identity}.toml", sites / identity):
        if path.exists():
            raise UsageError(f"already there: {path}", hint="nothing is overwritten; choose another --id")


def write_site(
    sites: Path, identity: str, bureau: str, url: str, survey: Survey, *, private: bool, day: date
) -> list[Path]:
    """Write the files of a site and return them; raise UsageError where one is already there."""
    refuse_taken(sites, identity)
    sites.mkdir(parents=True, exist_ok=True)
    path = sites / f"{identity}.toml"
    ids = column_ids(survey.columns)
    _new(
        path,
        _site_text(identity, bureau, url, survey, ids, private=private, day=day).encode(errors="replace"),
    )
    return [path, *_pages(sites / identity, load_site(path), survey)]


def column_ids(columns: list[Looked]) -> list[str]:
    """Return an id for every column: its entry's, else a word or a number of its address, never one twice."""
    taken: list[str] = []
    for one in columns:
        entry = one.candidate.entry
        wanted = entry.id if entry else _from_address(one.candidate.url)
        number = 2
        while wanted in taken:
            wanted = f"{wanted.split('-')[0]}-{number}"
            number += 1
        taken.append(wanted)
    return taken


def _from_address(url: str) -> str:
    parts = urlsplit(url)
    steps = [one.partition(".")[0].lower() for one in parts.path.split("/")]
    word = next((one for one in reversed(steps) if _KEY.fullmatch(one) and one not in {"index", "list"}), "")
    number = next(iter(_NUMBERED.findall(parts.fragment) or _NUMBERED.findall(parts.query)), "")
    return f"{word}{number}" or "list"


def _site_text(
    identity: str, bureau: str, url: str, survey: Survey, ids: list[str], *, private: bool, day: date
) -> str:
    base = urljoin(url, "/")
    pairs: list[tuple[str, object]] = [
        ("id", identity),
        ("name", survey.name or identity),
        ("bureau", bureau),
        ("base", base),
    ]
    pairs += [("gap", 0.0), ("allow_private", True)] if private else [("gap", GAP)]
    pairs.append(("whole", False))  # a person vouches for all the columns, never a survey
    head = f"# Written by: gongkai source new {url} ({day}). Read it: the names are the menu's, and not every list is disclosure.\n"
    columns = (
        _column(one, key, base, notices=survey.notice_drawn)
        for one, key in zip(survey.columns, ids, strict=True)
    )
    return "\n".join([head + toml_table("", pairs), *columns, *_others(survey)])


def _column(one: Looked, key: str, base: str, *, notices: bool) -> str:
    url = one.candidate.url
    relative = url.removeprefix(base.rstrip("/")) if url.startswith(base) else url
    pairs: list[tuple[str, object]] = [("id", key), ("name", one.candidate.name), ("url", relative)]
    pairs += [("render", True)] if one.drawn else []
    pairs += [("render_notices", True)] if notices else []
    return f"# {_health(one)}\n" + toml_table("[[column]]", pairs)


def _health(one: Looked) -> str:
    """Return what a healthy first page looked like."""
    if not one.rows:
        return "says that it is empty"
    days = sorted(row.claimed for row in one.rows if row.claimed)
    span = f", {days[0]} to {days[-1]}" if days else ", no dates"
    drawn = ", drawn by the browser, which this column needs" if one.drawn else ""
    return f"{counted(len(one.rows), 'row')} on the first page{span}; adapter {one.adapter}, {counted(one.score, 'point')}{drawn}"


def _others(survey: Survey) -> Iterator[str]:
    if survey.others:
        yield "# Looked at and not taken:"
        for one in survey.others:
            ended = f"{one.ending} {one.detail}".strip()
            said = (
                "the rows of another column" if one.rows else f"{ended}; {one.needs}" if one.needs else ended
            )
            yield f"#   {toml_value(one.candidate.name)} {toml_value(one.candidate.url)} {toml_value(said[:_SAID])}"
        yield ""


def _pages(folder: Path, site: Site, survey: Survey) -> Iterator[Path]:
    chosen = sample(survey.columns) if survey.columns else None
    if chosen is not None and chosen.pages:
        column = site.column[survey.columns.index(chosen)]
        saved = list(_save(folder, "list", chosen.pages))
        answer = read_list(site, column, chosen.adapter, saved)
        yield from (folder / one.file for one, _ in saved)
        yield _new(folder / "list.toml", _list_text(answer).encode(errors="replace"))
    if survey.notice is not None:
        ((page, body),) = _save(folder, "notice", (survey.notice,))
        yield folder / page.file
        yield _new(
            folder / "notice.toml", _notice_text(read_saved_notice(page, body)).encode(errors="replace")
        )


def _save(folder: Path, stem: str, pages: tuple[TriedPage, ...]) -> Iterator[tuple[SavedPage, bytes]]:
    for number, one in enumerate(pages, 1):
        kind = one.content_type.lower()
        ending = next((end for word, end in _ENDINGS.items() if word in kind and "html" not in kind), ".html")
        name = f"{stem}{'' if number == 1 else f'-{number}'}{ending}"
        _new(folder / name, one.body)
        saved = SavedPage(file=name, asked=one.asked, url=one.url, content_type=one.content_type, day=one.day)
        yield saved, one.body


def _saved_text(pages: tuple[SavedPage, ...]) -> str:
    names = ("file", "asked", "url", "content_type", "day")
    return "\n".join(toml_table("[[page]]", [(name, getattr(one, name)) for name in names]) for one in pages)


def _list_text(answer: ListAnswer) -> str:
    head = f"# What the saved page must read as, {counted(len(answer.row), 'row')}. Read it once: it is right only if somebody says so.\n"
    top = toml_table("", [("column", answer.column), ("adapter", answer.adapter)])
    rows = (
        toml_table(
            "[[row]]",
            [("title", one.title), ("url", one.url), *([("claimed", one.claimed)] if one.claimed else [])],
        )
        for one in answer.row
    )
    return "\n".join([head + top, _saved_text(answer.page), *rows])


def _notice_text(answer: NoticeAnswer) -> str:
    head = "# What the saved page must read as. Read it once: it is right only if somebody says so.\n"
    dated = [("published", answer.published)] if answer.published else []
    top = [
        ("title", answer.title),
        *dated,
        ("doc_number", answer.doc_number),
        ("characters", answer.characters),
        ("begins", answer.begins),
        ("ends", answer.ends),
    ]
    files = (toml_table("[[file]]", [("name", one.name), ("url", one.url)]) for one in answer.file)
    return "\n".join([head + toml_table("", top), _saved_text(answer.page), *files])


def _new(path: Path, data: bytes) -> Path:
    """Write a file that is not there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as target:
        target.write(data)
    return path
