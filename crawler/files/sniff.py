"""Tells what a file is by its bytes."""

import re
import zipfile
from io import BytesIO

from crawler.words import FileKind

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_BARE_SHEETS = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
_MARKS = {
    FileKind.RTF: (b"{\\rtf", b"\xef\xbb\xbf{\\rtf"),
    FileKind.XLS: _BARE_SHEETS,
    FileKind.IMAGE: _IMAGES,
}
_STREAMS = (("WordDocument", FileKind.DOC), ("Workbook", FileKind.XLS), ("Book", FileKind.XLS))
_PARTS = (("word/document.xml", FileKind.DOCX), ("xl/workbook.", FileKind.XLSX), ("OFD.xml", FileKind.OFD))
_OTHER_PARTS = ("ppt/", "Contents/content.hpf", "content.xml", "AndroidManifest.xml")
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|script|table|div|title|p)\b", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_START = 4096  # bytes in which a page of markup shows itself
_BOMS = (b"\xff\xfe", b"\xfe\xff")


def sniff(data: bytes) -> FileKind:
    r"""Return the kind of *data*.

    >>> sniff(b"%PDF-1.4\n")
    <FileKind.PDF: 'pdf'>
    >>> sniff("发票号码".encode("gbk"))
    <FileKind.TEXT: 'text'>
    """
    if data.startswith(_ZIP):
        return _package(data)
    if data.startswith(_OLE):
        return _compound(data)
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    marked = (kind for kind, marks in _MARKS.items() if data.startswith(marks))
    return next(marked, None) or _text(data)


def encrypted_office(data: bytes) -> bool:
    """Whether *data* is a newer Office file behind a password, which is wrapped like an older one."""
    return data.startswith(_OLE) and _wide("EncryptedPackage") in data


def _package(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return FileKind.ZIP
    for part, kind in _PARTS:
        if any(name.startswith(part) for name in names):
            return kind
    return FileKind.OTHER if any(name.startswith(_OTHER_PARTS) for name in names) else FileKind.ZIP


def _compound(data: bytes) -> FileKind:
    """Return the kind by the names of the streams, which stand in the directory as UTF-16."""
    for name, kind in _STREAMS:
        if _wide(name) in data:
            return kind
    return FileKind.OTHER


def _wide(name: str) -> bytes:
    """Return *name* as the directory of a compound file holds it, with the zero at its end."""
    return (name + "\x00").encode("utf-16-le")


def _text(data: bytes) -> FileKind:
    start = data[:_START]
    bare = start.replace(b"\x00", b"") if start.startswith(_BOMS) else start
    if _CONTROLS.search(bare):
        return FileKind.OTHER
    if _MARKUP.search(bare):
        return FileKind.HTML
    return FileKind.XML if bare.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") else FileKind.TEXT
