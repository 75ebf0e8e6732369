"""Holds the site files of a workspace against each other, against the bureaus, and against their saved pages."""

from collections.abc import Iterator
from pathlib import Path

from crawler.authoring.answers import (
    ListAnswer,
    NoticeAnswer,
    SavedPage,
    as_page,
    bodies,
    differences,
    read_list,
    read_saved_notice,
)
from crawler.authoring.candidates import address_key
from crawler.browser.need import need
from crawler.cms.declared import DECLARED, first_request
from crawler.cms.detect import GENERIC, detect
from crawler.cms.registry import ADAPTERS
from crawler.errors import InvalidFile
from crawler.extract.decode import decode
from crawler.reading import Ended
from crawler.registry import Bureau, Site, load_bureaus, try_sites
from crawler.strict import line_of, read_toml
from crawler.words import Ending


def problems(root: Path) -> list[str]:
    """Return everything that is wrong with the sites and bureaus below *root*, each with its file."""
    found: list[str] = []
    bureaus: dict[str, Bureau] | None = None
    try:
        bureaus = load_bureaus(root / "bureaus.toml")
    except InvalidFile as error:
        found += [one.message for one in error.each]
    sites, wrong = try_sites(root / "sites")
    found += [one.message for error in wrong for one in error.each]
    for path, site in sites.items():
        if bureaus is not None and site.bureau not in bureaus:
            found.append(_at(path, f"no such bureau: {site.bureau!r}", "bureau"))
        unknown = list(_unknown_adapters(site))
        found += [_at(path, f"no such adapter: {name!r}", *place) for name, place in unknown]
        found += [] if unknown else pages_of(path.with_suffix(""), site)
    return [*found, *_addresses(sites), *_strays(root / "sites")]


def _at(path: Path, message: str, *place: str) -> str:
    """Return *message* with the file and the line of *place* in it."""
    return InvalidFile(path, line_of(path, *place), message).message


def _unknown_adapters(site: Site) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the adapters that there are not, each with its place in the file."""
    if site.adapter and site.adapter not in ADAPTERS:
        yield site.adapter, ("adapter",)
    for at, one in enumerate(site.column):
        if one.adapter and one.adapter not in ADAPTERS:
            yield one.adapter, ("column", str(at), "adapter")


def pages_of(folder: Path, site: Site) -> list[str]:
    """Return where the saved pages of *site* in *folder* no longer read as their answers."""
    found: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            said = _list(path, site) if path.stem.startswith("list") else _notice(path)
            found += [f"{path}: {one}" for one in said]
        except InvalidFile as error:
            found += [one.message for one in error.each]
    return found


def _list(path: Path, site: Site) -> Iterator[str]:
    answer = read_toml(path, ListAnswer)
    column = next((one for one in site.column if one.id == answer.column), None)
    if column is None:
        yield f"no such column: {answer.column!r}"
        return
    if answer.adapter not in {*ADAPTERS, DECLARED.adapter}:
        yield f"no such adapter: {answer.adapter!r}"
        return
    pages = bodies(path.parent, path, answer.page)
    asked = first_request(site.address(column), column.service).url
    if address_key(asked) != address_key(answer.page[0].asked):
        yield f"column {column.id!r} is now at {site.address(column)!r}, the page was asked for at {answer.page[0].asked!r}"
    if not (column.adapter or site.adapter or column.service):
        scored = detect(as_page(*pages[0]), frozenset(ADAPTERS))
        if scored.adapter not in {answer.adapter, GENERIC}:
            yield f"detected as {scored.adapter!r}, was {answer.adapter!r}"
    found = read_list(site, column, answer.adapter, pages)
    yield from differences(answer, found)
    if not (found.row or column.render) and (why := _need(pages, answer.adapter)):
        yield f"column {column.id!r} needs the browser, so render = true: {why}"


def _need(pages: list[tuple[SavedPage, bytes]], adapter: str) -> str:
    """Return why the saved *pages*, which hold no rows, seem to be drawn by scripts."""
    saved, body = pages[-1]
    return need(decode(body, saved.content_type), Ended(ending=Ending.PARSE_ZERO), adapter)


def _notice(path: Path) -> Iterator[str]:
    answer = read_toml(path, NoticeAnswer)
    ((saved, body), *_) = bodies(path.parent, path, answer.page)
    yield from differences(answer, read_saved_notice(saved, body))


def _addresses(sites: dict[Path, Site]) -> Iterator[str]:
    """Yield the columns whose address another one has already."""
    taken: dict[str, str] = {}
    for path, site in sites.items():
        for at, one in enumerate(site.column):
            key, name = address_key(site.address(one)), f"{site.id}/{one.id}"
            if key in taken:
                said = f"column {one.id!r} has the address of {taken[key]}: {site.address(one)!r}"
                yield _at(path, said, "column", str(at), "url")
            taken.setdefault(key, name)


def _strays(folder: Path) -> Iterator[str]:
    """Yield the folders of saved pages without a site."""
    for one in sorted(folder.glob("*/")):
        if not one.with_suffix(".toml").exists():
            yield f"{one}: saved pages of no site: there is no {one.name}.toml"
