"""Makes real small files: a PDF, a Word document (RTF or its markup) and an Excel sheet (BIFF2), the same bytes every time.

Also what stands in the place of files: a page that asks for a login, and nothing.
"""

import struct
from html import escape

from crawler.errors import UsageError

BOF, EOF, LABEL = 0x0009, 0x000A, 0x0004  # record numbers of the oldest Excel format, which all readers know
LABEL_ROOM = 240  # a label of that format holds 255 bytes


def make_file(kind: str, title: str, text: str) -> bytes:
    """Return a file of *kind* that says *title* and *text*."""
    makers = {"pdf": _pdf, "doc": _rtf, "xls": _biff, "markup": _markup, "login": _login, "empty": _empty}
    if kind not in makers:
        raise UsageError(f"no such kind of file: {kind!r}", hint=f"kinds: {', '.join(makers)}")
    return makers[kind](title, text)


def _pdf(title: str, text: str) -> bytes:
    shown = f"{title} {text}".encode("utf-16-be").hex().upper()
    page = f"BT /F1 12 Tf 72 720 Td <{shown}> Tj ET".encode("ascii")
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>"
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
    )
    sheet = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>"
    )
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        sheet,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        font,
        descendant,
    )
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)


def _rtf(title: str, text: str) -> bytes:
    def escaped(value: str) -> str:
        return "".join(one if one.isascii() and one.isalnum() else f"\\u{ord(one)}?" for one in value)

    return (
        r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}"
        rf"\pard\qc\b {escaped(title)}\b0\par\pard {escaped(text)}\par}}"
    ).encode("ascii")


def _biff(title: str, text: str) -> bytes:
    cells = [title, *(text[at : at + 100] for at in range(0, len(text), 100))]
    out = struct.pack("<HHHH", BOF, 4, 2, 0x0010)
    for row, cell in enumerate(cells):
        shown = cell.encode("gbk", "replace")[:LABEL_ROOM]
        out += struct.pack("<HHHH3sB", LABEL, 8 + len(shown), row, 0, bytes(3), len(shown)) + shown
    return out + struct.pack("<HH", EOF, 0)


def _markup(title: str, text: str) -> bytes:
    """Return a document as Word saves it in markup."""
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">'
        f'<head><meta charset="utf-8"><title>{escape(title)}</title></head><body><p>{escape(text)}</p></body></html>'
    ).encode()


def _login(title: str, text: str) -> bytes:
    del title, text
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>统一身份认证</title></head><body>'
        '<form action="/sso/login" method="post"><p>请登录后下载</p><input name="user"></form></body></html>'
    ).encode()


def _empty(title: str, text: str) -> bytes:
    del title, text
    return b""
