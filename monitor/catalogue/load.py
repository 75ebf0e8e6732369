"""Loads an edition from its folder, checked in full before anything is judged by it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from crawler.errors import InvalidFile, UsageError
from monitor.calendar import calendar_beside
from monitor.catalogue.chains import ChainsFile, chain_of, check_chains, roll_of, total_of
from monitor.catalogue.checks import check_category, check_instruments, check_rule, check_units
from monitor.catalogue.documents import Problems
from monitor.catalogue.element_checks import check_values
from monitor.catalogue.english import read_english
from monitor.catalogue.expand import Shared, category_of
from monitor.catalogue.layout import (
    CategoryRow,
    EditionFile,
    InstrumentsFile,
    TimingsFile,
    UnitsFile,
    ValuesFile,
)
from monitor.catalogue.model import Edition
from monitor.catalogue.patterns import complaint
from monitor.catalogue.reader import read_file

SHIPPED = Path(__file__).resolve().parent.parent / "editions"
FILE = "edition.yaml"

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2}")


def load_edition(path: Path) -> Edition:
    """Return the edition in the folder *path*; raise InvalidFile with the first problem."""
    problems = Problems()
    edition = _load(path, problems)
    problems.first()
    if edition is None:
        raise InvalidFile(path, None, "holds no edition")
    return edition


def check_edition(path: Path) -> list[InvalidFile]:
    """Return everything that is wrong with the edition in the folder *path*."""
    problems = Problems()
    _load(path, problems)
    return problems.found


def find_edition(edition_id: str, workspace_root: Path | None = None) -> Edition:
    """Return the edition of that id: the workspace's own before the shipped one; raise UsageError for neither."""
    return load_edition(edition_folder(edition_id, workspace_root))


def find_zone(edition_id: str, workspace_root: Path | None = None) -> ZoneInfo:
    """Return the time zone of the edition of that id; of its files only the first is read."""
    problems = Problems()
    file = read_file(edition_folder(edition_id, workspace_root) / FILE, EditionFile, problems)
    problems.first()
    return ZoneInfo(file.timezone if file else EditionFile.timezone)


def edition_folder(edition_id: str, workspace_root: Path | None = None) -> Path:
    """Return the folder of the edition of that id; raise UsageError when there is none."""
    known = edition_folders(workspace_root)
    if edition_id not in known:
        raise UsageError(
            f"no such edition: {edition_id!r}", hint=f"editions here: {', '.join(sorted(known)) or 'none'}"
        )
    return known[edition_id]


def edition_folders(workspace_root: Path | None = None) -> dict[str, Path]:
    """Return the folders of all editions by id; a workspace's own hides a shipped one of the same id."""
    homes = [SHIPPED] if workspace_root is None else [SHIPPED, workspace_root / "editions"]
    return {path.parent.name: path.parent for home in homes for path in sorted(home.glob(f"*/{FILE}"))}


def _load(path: Path, problems: Problems) -> Edition | None:
    edition = read_file(path / FILE, EditionFile, problems)
    instruments = read_file(path / "instruments.yaml", InstrumentsFile, problems)
    units = read_file(path / "units.yaml", UnitsFile, problems)
    timings = read_file(path / "timings.yaml", TimingsFile, problems)
    links = path / "chains.yaml"
    chains = read_file(links, ChainsFile, problems) if links.exists() else None
    shapes = path / "values.yaml"
    values = read_file(shapes, ValuesFile, problems) if shapes.exists() else None
    files = [
        read_file(one, CategoryRow, problems)
        for one in sorted((path / "categories").glob("*.yaml"), key=_order)
    ]
    rows = [one for one in files if one is not None]
    if edition is None or instruments is None or units is None or timings is None or len(rows) < len(files):
        return None
    shared = Shared(
        instruments={one.id: one for one in instruments.instruments},
        units={one.id: one for one in units.units},
        templates={one.id: one.timings for one in timings.templates},
        duties={duty.id: duty for one in rows for duty in one.duties},
        places=edition.places,
        values=frozenset(one.id for one in values.values) if values else frozenset(),
    )
    for problem in (
        *_check_edition(edition, rows),
        *_check_nothing(edition),
        *check_instruments(instruments),
        *check_units(units),
        *(one for each in timings.templates for row in each.timings for one in check_rule(row, shared, "")),
        *(one for row in rows for one in check_category(row, shared, [each.id for each in rows])),
        *(check_chains(chains, shared) if chains else ()),
        *(check_values(values) if values else ()),
    ):
        problems.add(problem)
    if problems.found:
        return None
    loaded = replace(_edition(edition, units, rows, shared), values=values.values if values else ())
    loaded = _with_chains(loaded, chains, shared) if chains else loaded
    return _with_english(loaded, path, edition.calendar, problems)


def _with_english(edition: Edition, path: Path, calendar: str, problems: Problems) -> Edition | None:
    try:
        return replace(edition, english=read_english(path, calendar))
    except InvalidFile as problem:
        problems.add(problem)
        return None


def _with_chains(edition: Edition, chains: ChainsFile, shared: Shared) -> Edition:
    return replace(
        edition,
        chains=tuple(chain_of(one, shared) for one in chains.chains),
        totals=tuple(map(total_of, chains.totals)),
        rolls=tuple(map(roll_of, chains.rolls)),
    )


def _order(path: Path) -> tuple[bool, str]:
    """Sort the rows of the annex before the further obligations."""
    return not path.name.startswith("C"), path.name


def _check_edition(file: EditionFile, rows: list[CategoryRow]) -> Iterator[InvalidFile]:
    if not _ID.fullmatch(file.id):
        yield file.at.problem(f"an id is lower-case words joined by hyphens, not {file.id!r}", "id")
    if file.id != file.at.path.parent.name:
        yield file.at.problem(
            f"id {file.id!r} differs from the folder's name {file.at.path.parent.name!r}", "id"
        )
    if not calendar_beside(file.at.path.parent, file.calendar).exists():
        yield file.at.problem(f"no calendar {file.calendar!r}", "calendar")
    if file.timezone not in available_timezones():
        yield file.at.problem(f"no time zone {file.timezone!r}", "timezone")
    if not _LANGUAGE.fullmatch(file.language):
        yield file.at.problem(
            f"a language is two small letters such as zh, not {file.language!r}", "language"
        )
    if not rows:
        yield file.at.problem("there is no category; write one into categories/")
    seen: set[str] = set()
    named = [(row.at, row.id) for row in rows] + [(duty.at, duty.id) for row in rows for duty in row.duties]
    for at, one in named:
        if one in seen:
            yield at.problem(f"id {one!r} stands twice", "id")
        seen.add(one)


def _check_nothing(file: EditionFile) -> Iterator[InvalidFile]:
    for n, pattern in enumerate(file.nothing_terms):
        if why := complaint(pattern):
            yield file.at.problem(f"pattern {pattern!r} {why}", "nothing_terms", n)


def _edition(file: EditionFile, units: UnitsFile, rows: list[CategoryRow], shared: Shared) -> Edition:
    return Edition(
        id=file.id,
        name=file.name,
        name_en=file.name_en,
        jurisdiction=file.jurisdiction,
        year=file.year,
        calendar=file.calendar,
        document=file.document,
        doc_no=file.doc_no,
        document_date=file.document_date,
        general_columns=file.general_columns,
        news_terms=file.news_terms,
        draft_terms=file.draft_terms,
        instruments=dict(shared.instruments),
        units=dict(shared.units),
        categories=tuple(category_of(row, shared) for row in rows),
        successions=units.successions,
        territory=units.territory,
        places=file.places,
        language=file.language,
        timezone=file.timezone,
        nothing_terms=file.nothing_terms,
    )
