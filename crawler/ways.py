"""The other forms of an address: the other scheme, and the name with or without ``www.``; and which one answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit, urlunsplit

from crawler.robots import origin
from crawler.words import Outcome

_SCHEMES = {"http": "https", "https": "http"}
_PORTS = {"http": ":80", "https": ":443"}
_UNSEEN = frozenset({Outcome.REFUSED, Outcome.TLS, Outcome.DNS})
_GONE = 410


@dataclass(kw_only=True)
class Ways:
    """By which form the addresses of one site are asked for in a visit."""

    used: dict[str, str] = field(default_factory=dict)
    """Origin → the one that answers in its stead."""
    strict: bool = False
    """Whether nothing that is secured is ever asked for in the clear."""
    _tried: set[str] = field(default_factory=set)

    def turned(self, url: str) -> str:
        """Return *url* in the form that answers."""
        other = self.used.get(origin(url))
        return moved(url, other) if other else url

    def left(self, url: str, failed: Outcome, status: int | None) -> tuple[str, ...]:
        """Return the forms of *url* to be tried now that it *failed*; none for what does not come of its form.

        An origin is tried in other forms once a visit.
        """
        asked = self.turned(url)
        where = origin(asked)
        if where in self._tried or not (failed in _UNSEEN or status == _GONE):
            return ()
        self._tried.add(where)
        schemes = () if failed is Outcome.DNS else (_other_scheme(asked),)
        found = [one for one in (*schemes, with_twin(asked)) if one]
        if self.strict and asked.startswith("https:"):
            found = [one for one in found if one.startswith("https:")]
        return tuple(found)


def with_twin(url: str) -> str:
    """Return *url* at the same name with or without ``www.``, or an empty text where there is no such name.

    >>> with_twin("https://www.harbour.example:8443/a"), with_twin("http://harbour.example/")
    ('https://harbour.example:8443/a', 'http://www.harbour.example/')
    >>> with_twin("http://127.0.0.1/"), with_twin("http://czj.harbour.example/")
    ('', 'http://www.czj.harbour.example/')
    """
    parts = urlsplit(url)
    name = parts.hostname or ""
    if "." not in name or _is_address(name):
        return ""
    twin = name.removeprefix("www.") if name.startswith("www.") else f"www.{name}"
    return urlunsplit(parts._replace(netloc=parts.netloc.lower().replace(name, twin, 1)))


def with_twins(hosts: Iterable[str]) -> frozenset[str]:
    """Return *hosts*, names with or without a port, and their twins."""
    known = frozenset(hosts)
    twins = (urlsplit(with_twin(f"http://{one}")).netloc for one in known)
    return known.union(one for one in twins if one)


def moved(url: str, where: str) -> str:
    """Return *url* at the origin *where*."""
    there = urlsplit(where)
    return urlunsplit(urlsplit(url)._replace(scheme=there.scheme, netloc=there.netloc))


def _other_scheme(url: str) -> str:
    """Return *url* over the other scheme; a port that only the first implies is left out."""
    parts = urlsplit(url)
    netloc = parts.netloc.removesuffix(_PORTS[parts.scheme])
    return urlunsplit(parts._replace(scheme=_SCHEMES[parts.scheme], netloc=netloc))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
