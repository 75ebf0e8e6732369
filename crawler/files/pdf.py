"""Reads PDF: the text of every page, ruled tables, and whether the pages are only pictures."""

import struct
import zlib
from collections.abc import Iterator
from importlib.metadata import version
from io import BytesIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from crawler.errors import FileRefused
from crawler.files import limits
from crawler.files.content import FileContent, Table, joined
from crawler.files.ocr import recognise
from crawler.words import FileKind, FileOutcome

_THIN = 8  # visible characters a page; a scan may carry the stamp of its scanner
_NAMED = 10  # pages of pictures that are named
_OBJECTS = 20_000  # of a page looked at; a drawing has more, and no table


def read_pdf(data: bytes) -> FileContent:
    """Return text and tables; raise FileRefused where the file is damaged or needs a password."""
    try:
        document = pdfium.PdfDocument(data)
        pages = min(len(document), limits.PAGES)
        texts = [_text(document, at) for at in range(pages)]
        drawn = [_drawn(document, at) for at in range(min(pages, limits.TABLE_PAGES))]
        left = list(_pictured(document, texts))
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise FileRefused(FileOutcome.ENCRYPTED, "needs a password") from error
        raise FileRefused(FileOutcome.DAMAGED, f"not a whole PDF: {error}") from error
    text = joined(texts)
    reader = f"pypdfium2 {version('pypdfium2')}"
    if len("".join(text.split())) < _THIN * pages and any(pictures or rules for pictures, rules in drawn):
        return recognise(FileKind.PDF, _rendered(document), pages=pages, text=text, reader=reader)
    ruled = [at for at, (_, rules) in enumerate(drawn) if rules]
    tables = tuple(_tables(data, ruled)) if ruled else ()
    if tables:
        reader += f", pdfplumber {version('pdfplumber')}"
    told = f"pages {', '.join(map(str, left[:_NAMED]))} are pictures" if left else ""
    if pages < len(document):
        told = f"only the first {pages} pages; {told}".removesuffix("; ")
    return FileContent(
        kind=FileKind.PDF,
        outcome=FileOutcome.PARTLY if told else FileOutcome.READ,
        detail=told,
        text=text,
        tables=tables,
        pages=len(document),
        reader=reader,
    )


def _pictured(document: pdfium.PdfDocument, texts: list[str]) -> Iterator[int]:
    """Yield the numbers of pages that show pictures and hardly a word: a scan in the middle of a text."""
    for at, text in enumerate(texts):
        if len("".join(text.split())) < _THIN and _drawn(document, at)[0]:
            yield at + 1


def _text(document: pdfium.PdfDocument, at: int) -> str:
    page = document[at]
    text: str = page.get_textpage().get_text_range()
    page.close()
    return text.replace("\r\n", "\n").replace("\ufffe", "").strip()


def _drawn(document: pdfium.PdfDocument, at: int) -> tuple[int, int]:
    """Return how many pictures and how many drawings a page has; one drawing may be all lines of a table."""
    page = document[at]
    kinds = [one.type for one, _ in zip(page.get_objects(max_depth=2), range(_OBJECTS), strict=False)]
    page.close()
    return kinds.count(pdfium_c.FPDF_PAGEOBJ_IMAGE), kinds.count(pdfium_c.FPDF_PAGEOBJ_PATH)


def _rendered(document: pdfium.PdfDocument) -> Iterator[bytes]:
    """Yield the pages as grey pictures that need no library to be written."""
    for at in range(min(len(document), limits.OCR_PAGES)):
        page = document[at]
        width, height = page.get_size()
        scale = min(200 / 72, 3500 / max(width, height, 1))  # 200 dots an inch, and no poster
        bitmap = page.render(scale=scale, grayscale=True)
        rows = bytes(bitmap.buffer)
        lines = (rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
        yield b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(lines)
        page.close()


def _tables(data: bytes, ruled: list[int]) -> Iterator[Table]:
    """Yield the ruled tables; text that was read stays read where the table reader stumbles."""
    import pdfplumber  # noqa: PLC0415 - half a second that only a file with lines is worth
    from pdfminer.psexceptions import PSException  # noqa: PLC0415 - as above
    from pdfplumber.utils.exceptions import PdfminerException  # noqa: PLC0415 - as above

    stumbles = (PSException, PdfminerException, ValueError, TypeError, LookupError, AttributeError,
                ArithmeticError, RecursionError, struct.error, zlib.error)  # fmt: skip
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            for at in ruled:
                for rows in document.pages[at].extract_tables():
                    yield tuple(tuple((cell or "").strip() for cell in row) for row in rows)
                document.pages[at].close()
    except stumbles:
        return
