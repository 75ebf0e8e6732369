"""One site, one spelling: rows that lead back to the list's own site are fetched as the list itself was."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from crawler.records import Row

_PORTS = {"http": 80, "https": 443}


def at_home(rows: Iterable[Row], url: str) -> tuple[Row, ...]:
    """Return *rows*, those on the site of the list at *url* with its scheme and its spelling of the host.

    Lists link to ``https://`` or to ``www.`` where the site has neither; a page that the list's own spelling leads
    to is there in any case.
    """
    return tuple(replace(one, url=_spelled(one.url, url)) for one in rows)


def _spelled(url: str, home: str) -> str:
    theirs, ours = urlsplit(url), urlsplit(home)
    if _place(url) != _place(home) or (theirs.scheme, theirs.netloc) == (ours.scheme, ours.netloc):
        return url
    return urlunsplit((ours.scheme, ours.netloc, *theirs[2:]))


def _place(url: str) -> tuple[str, int | None]:
    """Return the host without ``www.`` and the port that is not the scheme's own."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        return parts.netloc, None
    bare = (parts.hostname or "").removeprefix("www.")
    return bare, None if port == _PORTS.get(parts.scheme) else port
