"""Reads Word documents (DOCX) from their XML: paragraphs and tables in the order of the page."""

from collections.abc import Iterator

from lxml import etree

from crawler.files.content import FileContent, Table, lines_of
from crawler.files.packages import open_package, parse_part, read_entry
from crawler.plural import counted
from crawler.words import FileKind, FileOutcome

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURES = "word/media/"
_BREAKS = {f"{_MAIN}tab": "\t", f"{_MAIN}br": "\n", f"{_MAIN}cr": "\n"}


def read_docx(data: bytes) -> FileContent:
    """Return paragraphs and tables; raise FileRefused where the document is damaged or a bomb."""
    package = open_package(data)
    root = parse_part(read_entry(package, "word/document.xml"))
    pictures = sum(one.startswith(_PICTURES) for one in package.namelist())
    etree.strip_elements(root, _FALLBACK, with_tail=False)  # says again what stands before it
    blocks = list(_blocks(root))
    return FileContent(
        kind=FileKind.DOCX,
        outcome=FileOutcome.PARTLY if pictures else FileOutcome.READ,
        detail=f"{counted(pictures, 'picture')} not read" if pictures else "",
        text="\n".join(one if isinstance(one, str) else lines_of([one]) for one in blocks),
        tables=tuple(one for one in blocks if not isinstance(one, str)),
        reader=f"lxml {etree.__version__}",
    )


def _blocks(root: etree._Element) -> Iterator[str | Table]:
    """Yield the text of each paragraph outside a table, and each outer table."""
    left = [root]
    while left:
        node = left.pop()
        if node.tag == f"{_MAIN}p":
            yield _text(node)
        elif node.tag == f"{_MAIN}tbl":
            yield tuple(_row(one) for one in node.iterchildren(f"{_MAIN}tr"))
        else:
            left.extend(reversed(node))


def _row(row: etree._Element) -> tuple[str, ...]:
    cells = row.iterchildren(f"{_MAIN}tc")
    return tuple("\n".join(_text(one) for one in cell.iter(f"{_MAIN}p")) for cell in cells)


def _text(node: etree._Element) -> str:
    """Return what a paragraph shows; deleted text and field codes have other tags."""
    pieces = (
        one.text or "" if one.tag == f"{_MAIN}t" else _BREAKS.get(str(one.tag), "")
        for one in node.iter(f"{_MAIN}t", *_BREAKS)
    )
    return "".join(pieces)
