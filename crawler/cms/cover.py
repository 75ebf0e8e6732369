"""Which adapter a list that is known by hearsay would get: from its address and the shape of its rows, without a request."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from crawler.cms.declared import DECLARED
from crawler.cms.detect import GENERIC
from crawler.cms.shapes import LISTS, OWN
from crawler.errors import InvalidFile

_ADDRESS = re.compile(r"https?://[^\s\"'→（(]+")
_BLANK_NUMBER = re.compile(r"\{_n\}")
_BLANK = re.compile(r"\{[^{}/]{0,80}\}")
_PAGE = re.compile(r"(?:/|/[^./]*|\.(?:s?html?|thtml|jhtml))$", re.IGNORECASE)
_DYNAMIC = re.compile(r"\.(?:jspx?|aspx?|php|do|action)$", re.IGNORECASE)
"""A page all the same, made when it is asked for."""
_PATH_OF_ROWS = re.compile(r"^\s*json:([\w.]{1,80}?)(?:\[\])?\s*$")
"""Where the rows of an answer stand: then a site's file can say how to read it."""
_SHAPES = {
    "hanweb": re.compile(r"\brecord(?:set)?\b|urls\[i\]", re.IGNORECASE),
    "jpaas": re.compile(r"jpaas-publish-server|build/unit|data\.html"),
    "xinhua": re.compile(r"json:datasource"),
    "gkmlpt": re.compile(r"/gkmlpt/|json:articles"),
    "ucapjson": re.compile(r"json:data\.results"),
    "szinf": re.compile(r"json:infolist"),
}
"""Adapter → what is said of the rows that it reads."""
_LISTS = frozenset({"list", "catalogue"})
_NOT_MARKUP = re.compile(r"^\s*(?:json|js arrays|jsonp)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Route:
    """A list as a registry file has it."""

    family: str
    address: str
    shape: str = ""


@dataclass(frozen=True, kw_only=True)
class Covered:
    """A list with the adapter that it gets; none where no adapter reads such rows."""

    route: Route
    adapter: str
    why: str

    @property
    def described(self) -> bool:
        """Whether its site's file has to describe the service."""
        return self.adapter == DECLARED.adapter

    @property
    def named(self) -> bool:
        """Whether address and shape alone name a family's adapter."""
        return self.adapter not in {"", GENERIC, DECLARED.adapter}


def read_routes(path: Path) -> Iterator[Route]:
    """Yield the lists of a registry file, one JSON object a line; what is no list of articles is left out."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidFile(path, None, f"cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            kind, family, address = entry["kind"], str(entry["family"]), entry["list_url"]
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidFile(
                path, number, f"no list in this line: {type(error).__name__} {error}"
            ) from error
        if kind in _LISTS and address:
            yield Route(family=family, address=str(address), shape=str(entry.get("item_selector") or ""))


def cover(route: Route) -> Covered:
    """Return the adapter for *route*.

    >>> cover(Route(family="x", address="http://h.example/col/col{id}/index.html")).adapter
    'hanweb'
    >>> cover(Route(family="x", address="http://h.example/tzgg/", shape="ul li")).adapter
    'static'
    >>> cover(Route(family="x", address="http://h.example/api/list", shape="json:rows")).adapter
    'declared'
    >>> cover(Route(family="x", address="http://h.example/api/list", shape="json rows")).adapter
    ''
    """
    path = urlsplit(_filled(route.address)).path
    said = f"{route.address} {route.shape}"
    for patterns, text, why in ((OWN, path, "address"), (_SHAPES, said, "shape"), (LISTS, path, "address")):
        if found := next((name for name, pattern in patterns.items() if pattern.search(text)), ""):
            return Covered(route=route, adapter=found, why=why)
    if path and (rows := _PATH_OF_ROWS.match(route.shape)):
        return Covered(
            route=route, adapter=DECLARED.adapter, why=f"its file says that the rows are {rows[1]!r}"
        )
    if _NOT_MARKUP.search(route.shape):
        return Covered(route=route, adapter="", why=f"no adapter reads {route.shape!r}")
    if path and (_PAGE.search(path) or (route.shape and _DYNAMIC.search(path))):
        return Covered(route=route, adapter=GENERIC, why="a page of rows; its family shows in it")
    return Covered(route=route, adapter="", why="neither a known service nor a page")


def by_family(routes: Iterable[Route]) -> dict[str, list[Covered]]:
    """Return what covers *routes*, by family, the largest first."""
    found: dict[str, list[Covered]] = {}
    for one in routes:
        found.setdefault(one.family, []).append(cover(one))
    return dict(sorted(found.items(), key=lambda entry: (-len(entry[1]), entry[0])))


def _filled(address: str) -> str:
    """Return the first address in a text that may hold blanks and remarks, with something in every blank."""
    found = _ADDRESS.search(_BLANK.sub("1", _BLANK_NUMBER.sub("", address)))
    return found[0] if found else ""
