"""Reads one file: tells its kind, gives it to the reader of that kind, names every other end.

Pure and unconfined: only the child process of ``crawler.files.sandbox`` calls it with bytes from outside.
"""

import zipfile
from collections import Counter
from collections.abc import Callable

from crawler.errors import FileRefused
from crawler.files.content import FileContent, Table, joined
from crawler.files.layout import read_ofd
from crawler.files.legacy import read_doc
from crawler.files.names import ending
from crawler.files.ocr import recognise
from crawler.files.packages import open_package, read_entry
from crawler.files.pdf import read_pdf
from crawler.files.sheets import read_xls, read_xlsx
from crawler.files.sniff import encrypted_office, sniff
from crawler.files.word import read_docx
from crawler.files.written import read_markup, read_rtf, read_text, read_xml
from crawler.records import PART
from crawler.words import FileKind, FileOutcome

READERS: dict[FileKind, Callable[[bytes], FileContent]] = {
    FileKind.PDF: read_pdf,
    FileKind.DOCX: read_docx,
    FileKind.XLSX: read_xlsx,
    FileKind.DOC: read_doc,
    FileKind.XLS: read_xls,
    FileKind.RTF: read_rtf,
    FileKind.OFD: read_ofd,
    FileKind.XML: read_xml,
    FileKind.TEXT: read_text,
    FileKind.IMAGE: lambda data: recognise(FileKind.IMAGE, [data], pages=1),
}


def read_file(data: bytes, claimed: str, *, inside: bool = False) -> FileContent:
    """Return what *data*, under a name with the ending *claimed*, holds; *inside* a package none is opened."""
    if not data:
        return FileContent(kind=FileKind.OTHER, outcome=FileOutcome.EMPTY)
    kind = sniff(data)
    try:
        return _read(data, kind, claimed, inside=inside)
    except FileRefused as error:
        return FileContent(kind=kind, outcome=error.outcome, detail=error.message)


def _read(data: bytes, kind: FileKind, claimed: str, *, inside: bool) -> FileContent:
    if encrypted_office(data):
        raise FileRefused(FileOutcome.ENCRYPTED, "needs a password")
    if kind is FileKind.ZIP:
        if inside:
            raise FileRefused(FileOutcome.NESTED, "a package in a package is not opened")
        return _read_package(data)
    if kind is FileKind.HTML:
        return read_markup(data, claimed)
    if kind not in READERS:
        raise FileRefused(FileOutcome.NO_READER, f"no reader for {claimed or 'its kind'!r}")
    return READERS[kind](data)


def _read_package(data: bytes) -> FileContent:
    """Return what the files of a package say, each under its name."""
    package = open_package(data)
    texts: list[str] = []
    tables: list[Table] = []
    ends: Counter[FileOutcome] = Counter()
    for entry in package.infolist():
        if entry.is_dir():
            continue
        name = _name(entry)
        found = read_file(read_entry(package, entry.filename), ending(name), inside=True)
        ends[found.outcome] += 1
        if found.text:
            texts.append(f"{name}\n{found.text}".replace(PART, "\n"))
        tables.extend(found.tables)
    return FileContent(
        kind=FileKind.ZIP,
        outcome=_together(ends),
        detail=", ".join(f"{count} {end}" for end, count in sorted(ends.items())),
        text=joined(texts),
        tables=tuple(tables),
        pages=ends.total(),
        reader="zip",
    )


def _together(ends: Counter[FileOutcome]) -> FileOutcome:
    """Return the outcome of a package: read where all that holds anything was, partly where some of it was."""
    some = ends[FileOutcome.READ] + ends[FileOutcome.PARTLY]
    if some:
        whole = ends[FileOutcome.READ] + ends[FileOutcome.EMPTY] == ends.total()
        return FileOutcome.READ if whole else FileOutcome.PARTLY
    return ends.most_common(1)[0][0] if ends else FileOutcome.EMPTY


def _name(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry; without the flag for UTF-8 it was written on a Chinese Windows."""
    unicode_flag = 0x800
    if entry.flag_bits & unicode_flag:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename
