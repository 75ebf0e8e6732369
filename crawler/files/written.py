"""Reads what is text already: plain, RTF, XML, and pages of markup, where they are not in place of something else."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from importlib.metadata import version
from operator import attrgetter

from striprtf.striprtf import rtf_to_text

from crawler.challenges import challenge_in
from crawler.errors import FileRefused
from crawler.extract.decode import decode
from crawler.extract.text import join, lines, text_of
from crawler.extract.tree import Document, Node, parse
from crawler.files.content import FileContent, Table
from crawler.files.packages import parse_part
from crawler.soft404 import says_missing
from crawler.visible import visible_text
from crawler.words import FileKind, FileOutcome

OFFICE_MARKUP = frozenset({"doc", "xls", "wps", "et", "rtf", "docx", "xlsx"})
"""Endings under which programs save pages of markup, and office suites open them."""
PAGES = frozenset({"", "htm", "html", "shtml", "xml", "mht", "jsp", "aspx", "php", "do"})
"""Endings that promise nothing else."""

_LOGIN = re.compile(r"<input[^>]{0,200}type\s{0,3}=\s{0,3}[\"']?password", re.IGNORECASE)
_index = attrgetter("index")
_SHORT = 2000  # visible characters; a page that asks for something says little else


def read_text(data: bytes) -> FileContent:
    """Return plain text in whatever encoding."""
    return FileContent(kind=FileKind.TEXT, text=decode(data, "text/plain").strip(), reader="decode")


def read_rtf(data: bytes) -> FileContent:
    """Return the text of an RTF document."""
    try:
        text: str = rtf_to_text(data.decode("latin-1"), encoding="cp936", errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError) as error:
        raise FileRefused(FileOutcome.DAMAGED, f"not whole RTF: {error}") from error
    return FileContent(kind=FileKind.RTF, text=text.strip(), reader=f"striprtf {version('striprtf')}")


def read_xml(data: bytes) -> FileContent:
    """Return the text of an XML document, as Word and Excel of 2003 wrote them, a line a piece."""
    pieces = (str(piece).strip() for piece in parse_part(data).itertext())
    return FileContent(kind=FileKind.XML, text="\n".join(one for one in pieces if one), reader="lxml")


def read_markup(data: bytes, claimed: str) -> FileContent:
    """Return what a page shows; raise FileRefused where it stands in place of a file with the ending *claimed*."""
    page = decode(data, "text/html")
    shown = visible_text(page, _SHORT + 1)
    if claimed not in PAGES and (instead := _instead(page, shown)):
        raise FileRefused(FileOutcome.NOT_WHAT_IT_SAYS, f"{instead} in place of a file")
    if claimed not in PAGES | OFFICE_MARKUP:
        raise FileRefused(FileOutcome.NOT_WHAT_IT_SAYS, "a web page in place of a file")
    document = parse(page)
    text = join(lines(document, 0, len(document.nodes), joint=" "))
    return FileContent(kind=FileKind.HTML, text=text, tables=tuple(_tables(document)), reader="markup")


def _tables(document: Document) -> Iterator[Table]:
    """Yield the innermost tables; those around them only lay out the page."""
    tables, rows, cells = (_nodes(document, *tags) for tags in (("table",), ("tr",), ("td", "th")))
    for table in tables:
        if not _inside(tables, table):
            held = (_inside(cells, row) for row in _inside(rows, table))
            yield tuple(tuple(text_of(document, cell) for cell in row) for row in held)


def _nodes(document: Document, *tags: str) -> list[Node]:
    """Return the elements of these names in the order of the page."""
    return sorted((one for tag in tags for one in document.by_tag.get(tag, ())), key=_index)


def _inside(nodes: list[Node], outer: Node) -> list[Node]:
    """Return those of *nodes* that stand inside *outer*; they are in the order of the page."""
    start = bisect_right(nodes, outer.index, key=_index)
    return nodes[start : bisect_left(nodes, outer.end, key=_index)]


def _instead(page: str, shown: str) -> str:
    """Return what kind of page it is that asks for something or has nothing."""
    bare = len(shown) <= _SHORT
    if named := challenge_in(page, {}, suspicious=bare):
        return f"a challenge ({named})"
    if bare and _LOGIN.search(page):
        return "a login"
    return "a message that nothing is there" if says_missing(page, asked="", url="") else ""
