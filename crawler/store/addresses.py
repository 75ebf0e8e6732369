"""Normalises addresses for identity: two spellings of one page have one key; the site's spelling is kept for fetching."""

import re
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote, urlsplit

LONGEST = 800  # characters; an index entry of PostgreSQL holds 2,700 bytes, the column 1,000 characters

_SESSION = re.compile(r";jsessionid=[^/?#;]*|/\(S\([0-9a-z]{24}\)\)(?=/)", re.IGNORECASE)
_INDEX = re.compile(r"(?<=/)(?:index|default)\.(?:s?html?|jsp|aspx?|php)$", re.IGNORECASE)
_PART = re.compile(r"(/(?:t20\d{6}_\d{1,12}|art_\d{1,12}_\d{1,12}))_\d{1,2}(?=\.s?html?$)")
"""The second and later pages of one article belong to the article."""
_COLUMN = re.compile(r"(/art/\d{4}/\d{1,2}/\d{1,2}/art_)\d{1,12}_(?=\d{1,12}\.html?$)")
"""One family writes the column into the address: the same article has another in every list."""
_TELEPHONE = re.compile(r"(?<=/)mpost_(?=\d{1,12}\.html?$)")
"""Another has a second page of each article for telephones."""
_ESCAPE = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_HANDHELD = ("m.", "wap.")
"""What the names of hosts begin with that show the same pages to telephones."""
_VISITOR = re.compile(r"uid=", re.IGNORECASE)
"""Who came, where something else says what is here: another value, or the file of the page itself."""
_FILE = re.compile(r"\.s?html?$", re.IGNORECASE)
_TOKEN = re.compile(r"(?:sid|session|session_?id|token|access_token)=[0-9a-z_-]{16,128}$", re.IGNORECASE)
"""A long value that a server made for who came; dropped where something else says what is here."""
_NAMED = re.compile(r"\.(?!jspx?$|php\d?$|aspx?$|do$|action$|cgi$|ashx$)[a-z]{2,5}\d?$", re.IGNORECASE)
"""The end of a path that names a page or a file, and not a program that answers by its query."""
_TRACKING = frozenset({"keywords", "from", "spm", "jsessionid", "phpsessid"})
_STAMPED = frozenset({"t", "_", "r", "v", "time", "timestamp"})
"""Names that hold a moment against caches; dropped only where the value is one, because ``?t=7`` may name a page."""
_STAMP = re.compile(r"\d{10}|\d{13}|0\.\d{5,20}")
_PORTS = {"http": "80", "https": "443"}


@lru_cache(maxsize=50_000)
def url_key(url: str) -> str:
    """Return the identity of *url*: host and port, path and the query that matters; no scheme, no ``www.``.

    >>> url_key("HTTP://www.Harbour.example:80/a//b/../c;jsessionid=9F/index.html?from=home&id=7#top")
    'harbour.example/a/c/?id=7'
    """
    scheme, host, path, query, fragment = _split(_escaped(url.strip()))
    path = _collapse(_SESSION.sub("", path))
    named = _NAMED.search(path) is not None
    path = _PART.sub(r"\1", _INDEX.sub("", path))
    path = _TELEPHONE.sub("post_", _COLUMN.sub(r"\1", path))
    pairs = [one for one in query.split("&") if one and not _tracks(one)]
    page, named = len(pairs) > 1 or _FILE.search(path), named or len(pairs) > 1
    kept = "&".join(
        one for one in pairs if not ((page and _VISITOR.match(one)) or (named and _TOKEN.match(one)))
    )
    route = f"#{fragment}" if fragment.startswith(("/", "!")) else ""
    key = _bare(scheme, host) + path + (f"?{kept}" if kept else "") + route
    return key if len(key) <= LONGEST else f"{key[:LONGEST]}#{sha256(key.encode()).hexdigest()}"


def _escaped(url: str) -> str:
    """Return *url* in ASCII: what is not, and spaces, as the bytes of UTF-8, escapes in capitals."""
    ascii_only = quote(url, safe="%/:?#[]@!$&'()*+,;=~", errors="replace")
    return _ESCAPE.sub(lambda found: found[0].upper(), ascii_only)


def _split(url: str) -> tuple[str, str, str, str, str]:
    """Return scheme, host, path, query and fragment; what no browser could open is a path of its own."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", "", url, "", ""
    host = parts.netloc.rpartition("@")[2].lower()
    return parts.scheme.lower(), host, parts.path or "/", parts.query, parts.fragment


def _bare(scheme: str, host: str) -> str:
    name, colon, port = host.rpartition(":")
    if colon and port == _PORTS.get(scheme):
        host = name
    bare = host.rstrip(".").removeprefix("www.")
    for prefix in _HANDHELD:
        rest = bare.removeprefix(prefix)
        if rest != bare and rest.count(".") > 1:
            return rest
    return bare


def _collapse(path: str) -> str:
    """Return *path* without empty, ``.`` and ``..`` steps."""
    steps: list[str] = []
    parts = path.split("/")
    for step in parts:
        if step == "..":
            steps = steps[:-1]
        elif step not in {"", "."}:
            steps.append(step)
    closing = "/" if steps and parts[-1] in {"", ".", ".."} else ""
    return f"/{'/'.join(steps)}{closing}"


def _tracks(pair: str) -> bool:
    """Whether *pair* of a query says how one came here, not what is here."""
    name, _, value = pair.partition("=")
    name = name.lower()
    return name in _TRACKING or (name in _STAMPED and _STAMP.fullmatch(value) is not None)
