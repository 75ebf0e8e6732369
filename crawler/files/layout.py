"""Reads OFD, the national page format: a package of XML whose pages place every piece of text."""

import re
from collections.abc import Iterator

from lxml import etree

from crawler.errors import FileRefused
from crawler.files.content import FileContent, joined
from crawler.files.ocr import HINT
from crawler.files.packages import open_package, parse_part, read_entry
from crawler.words import FileKind, FileOutcome

_PAGE = re.compile(r"Pages/Page_(\d+)/Content\.xml$", re.IGNORECASE)


def read_ofd(data: bytes) -> FileContent:
    """Return the text of every page; raise FileRefused where the file is damaged or a bomb."""
    package = open_package(data)
    names = [(int(found[1]), name) for name in package.namelist() if (found := _PAGE.search(name))]
    if not names:
        raise FileRefused(FileOutcome.DAMAGED, "has no pages")
    pages = ["\n".join(_lines(parse_part(read_entry(package, name)))) for _, name in sorted(names)]
    text = joined(pages)
    left = sum(not one for one in pages)
    told = (
        f"{left} of {len(pages)} pages without text" if left and left < len(pages) else HINT if left else ""
    )
    return FileContent(
        kind=FileKind.OFD,
        outcome=FileOutcome.SCAN if left == len(pages) else FileOutcome.PARTLY if left else FileOutcome.READ,
        detail=told,
        text=text,
        pages=len(pages),
        reader=f"lxml {etree.__version__}",
    )


def _lines(page: etree._Element) -> Iterator[str]:
    """Yield the lines of a page: pieces that stand at one height, in the order in which they are written."""
    line, height = "", None
    for node in page.iter("{*}TextObject"):
        text = "".join(code.text or "" for code in node.iter("{*}TextCode"))
        place = node.get("Boundary", "").split()
        at = place[1] if len(place) > 1 else None
        if line and at != height:
            yield line
            line = ""
        line, height = line + text, at
    if line:
        yield line
