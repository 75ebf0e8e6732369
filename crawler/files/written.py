"""Reads what is text already: plain, RTF, XML, and pages of markup, where they are not in place of something else."""

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version

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
    tables = document.by_tag.get("table", ())
    for table in tables:
        if any(table.index < other.index < table.end for other in tables):
            continue
        cells = [one for tag in ("td", "th") for one in document.by_tag.get(tag, ())]
        rows = [one for one in document.by_tag.get("tr", ()) if table.index < one.index < table.end]
        yield tuple(_row(document, row, cells) for row in rows)


def _row(document: Document, row: Node, cells: Iterable[Node]) -> tuple[str, ...]:
    own = sorted((one.index, one) for one in cells if row.index < one.index < row.end)
    return tuple(text_of(document, one) for _, one in own)


def _instead(page: str, shown: str) -> str:
    """Return what kind of page it is that asks for something or has nothing."""
    bare = len(shown) <= _SHORT
    if named := challenge_in(page, {}, suspicious=bare):
        return f"a challenge ({named})"
    if bare and _LOGIN.search(page):
        return "a login"
    return "a message that nothing is there" if says_missing(page, asked="", url="") else ""
