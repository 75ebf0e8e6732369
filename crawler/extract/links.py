"""Addresses on a page: made absolute as browsers do, and told apart by their shape.

The shapes are those of the families of publishing systems in use; every one names a single article, never a column.
"""

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from crawler.extract.tree import Document, Node

_NOISE = re.compile(r"[\t\r\n]+")
_DIGITS = re.compile(r"\d+(?:[0-9a-f]*\d)?", re.IGNORECASE)
_FOLDER = re.compile(r"https?://[^/?#]+/(?:[^/?#]*/)*")
"""What a relative address starts from; the page's own name and query do not matter to it."""
_DEAD = re.compile(r"^(?:javascript|mailto|tel|about|data):|^#|^$", re.IGNORECASE)
_OPENED = re.compile(
    r"(?:open|location(?:\.href)?\s*=|goto|go)\s*\(?\s*['\"]([^'\"]{4,300})['\"]", re.IGNORECASE
)
_FILES = r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|ceb|rtf|txt|csv)$"
_FILE = re.compile(_FILES, re.IGNORECASE)
_HEX = r"[0-9a-f]"
_ARTICLE = re.compile(
    "|".join(
        (
            r"/t(?:20\d{6}_\d+(?:_\d+)?|\d{6,10})\.s?html?$",
            r"/art/\d{4}/(?:\d{1,2}/\d{1,2}/art_\d+_\d+|art_(?:\d+_)?" + _HEX + r"{32})\.html?$",
            r"/" + _HEX + r"{32}(?:/c)?\.s?html?$",
            r"/content(?:_\d+)?\.s?html?$",
            r"/content_?\d+$",
            r"/content/(?:article/\d+|" + _HEX + r"{8}-[0-9a-f-]+\.html?)$",
            r"/m?post_\d+\.html?$",
            r"/public/\d+/\d+\.html?$",
            r"/show/\d+\.html?$",
            r"/info/\d+/\d+\.html?$",
            r"/\d{8}/" + _HEX + r"{8}-[0-9a-f-]+\.html?$",
            r"/\d{4}-\d{2}-\d{2}/[\w-]+\.s?html?$",
            r"/\d{6}/\d{2}/" + _HEX + r"{8}-[0-9a-f-]+\.html?$",
            r"/doc/\d{4}/\d{2}/\d{2}/\d+\.s?html?$",
            r"/20\d\d/\d\d-?\d\d/[\w-]+\.s?html?$",
            r"/20\d\d(?:/\d\d?){1,2}/[\w-]*\d[\w-]*\.s?html?$",
            r"/\d{4}-\d{2}/\d{2}/[a-z]+_\d+\.html?$",
            r"/20\d{6}/[\w-]*\d[\w-]*\.s?html?$",
            r"/contents/\d+/\d+\.s?html?$",
            r"/single/\d+/\d+\.html?$",
            r"/\d+\.jhtml$",
            r"/n\d/\d{4}/\d{4}/c\d+-\d+\.html?$",
            r"/(?:news|xxgk)-show-\d+\.html?$",
            r"/\d{6,12}\.s?html?$",
            r"/20\d{2,6}/\w*\d{3,}\w*\.s?html?$",
        )
    ),
    re.IGNORECASE,
)
_ARTICLE_QUERY = re.compile(
    r"(?:wbnewsid|articleid|newsid|infoid|contentid|docid|(?:^|&)(?:aid|nid|guid|id))=[\w-]+", re.IGNORECASE
)


def base_of(document: Document, url: str) -> str:
    """Return what relative addresses of the page are relative to."""
    for node in document.by_tag.get("base", ()):
        if href := node.get("href").strip():
            return absolute(href, url) or url
    return url


def absolute(href: str, base: str) -> str:
    """Return *href* as an absolute http address without its fragment, or nothing where it leads nowhere."""
    cleaned = _NOISE.sub("", href).strip().replace("\\", "/")
    if _DEAD.match(cleaned):
        return ""
    folder = _FOLDER.match(base)
    return _joined(cleaned, folder[0] if folder and cleaned[0] != "?" else base)


@lru_cache(maxsize=16_384)
def _joined(cleaned: str, base: str) -> str:
    """Return an address made absolute; pages of one folder share their menus, and so most answers."""
    try:
        joined = urljoin(base, cleaned.replace(" ", "%20"))
        parts = urlsplit(joined)
    except ValueError:  # a port or bracket that no address has
        return ""
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    return joined.partition("#")[0]


def target(node: Node, base: str) -> str:
    """Return where a link leads: ``href``, else ``data-href``, else the address its script opens."""
    for name in ("href", "data-href", "data-url", "oldsrc"):
        if found := absolute(node.get(name), base):
            return found
    for name in ("onclick", "href"):
        if opened := _OPENED.search(node.get(name)):
            return absolute(opened[1], base)
    return ""


@lru_cache(maxsize=16_384)
def is_article(url: str) -> bool:
    """Whether an address has the shape of a single article in a known family of publishing systems."""
    parts = urlsplit(url)
    return bool(_ARTICLE.search(parts.path) or (parts.query and _ARTICLE_QUERY.search(parts.query)))


def look_of(url: str) -> str:
    """Return what addresses of the same kind have in common: numbers, sessions and the values of the query are left out.

    >>> look_of("http://h.example/tzgg/view-17.aspx?id=3")
    'h.example/tzgg/view-0.aspx?id='
    >>> look_of("http://h.example/a/17;jsessionid=5B06")
    'h.example/a/0'
    """
    parts = urlsplit(url)
    query = "&".join(f"{one.partition('=')[0]}=" for one in parts.query.split("&") if one)
    return _DIGITS.sub("0", f"{parts.netloc}{parts.path.partition(';')[0]}") + (f"?{query}" if query else "")


@lru_cache(maxsize=16_384)
def is_file(url: str) -> bool:
    """Whether an address names a document to download."""
    return bool(_FILE.search(urlsplit(url).path))
