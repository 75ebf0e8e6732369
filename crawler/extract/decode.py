"""Turns the bytes of a page into text, whatever its declarations claim.

The order is what misleads least: byte order mark, valid UTF-8, ``<meta>``, header, and GB18030 as the last resort.
"""

import codecs
import re
import zlib

_FILES = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
)
_MARKUP = (b"<", b"{", b"[", b"\xef\xbb\xbf")

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_HEAD = 4096
"""How far a declaration is looked for; browsers stop at 1024, mirrored pages put comments before it."""
_MISLEADING = {"iso8859-1", "ascii", "latin-1", "cp1252"}
"""What servers say when nobody told them anything."""
_TAIL = 3
"""A page cut in transfer may end inside one character."""
_GZIP = b"\x1f\x8b\x08"
LARGEST = 20_000_000
"""Bytes that a packed page may unfold to."""
_LEADS = "\xe3\xe4\xe5\xe6\xe7\xe8\xe9"
"""The bytes that Chinese signs begin with."""
_WINDOWS = bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")
_REST = f"[\x80-\xbf{_WINDOWS}]{{2}}"
_SURE = re.compile(f"(?:[{_LEADS}]{_REST}){{3}}")
"""Three Chinese signs in the bytes of UTF-8, each byte taken for a sign of its own."""
_TWICE = re.compile(f"(?:[\xe2-\xe9\xef]{_REST})+")
"""The same with the marks between them."""
_TOLERATED = 0.002
"""The share of broken characters up to which text that claims to be UTF-8 is believed."""


def decode(body: bytes, content_type: str = "") -> str:
    """Return *body* as text; never fails, broken characters become U+FFFD."""
    body = _unpacked(body)
    return mended(_decoded(body, content_type))


def mended(text: str) -> str:
    """Return *text* with what was encoded twice decoded once more; only Chinese signs are taken for such.

    >>> mended("2015年" + "关于第2号".encode().decode("latin-1"))
    '2015年关于第2号'
    """
    suspicious = any(sign in text for sign in _LEADS)  # one look each, a tenth of the cost of the pattern
    return _TWICE.sub(_once, text) if suspicious and _SURE.search(text) else text


def _once(found: re.Match[str]) -> str:
    raw = b"".join(_byte(one) for one in found[0])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _byte(sign: str) -> bytes:
    """Return the byte that was taken for *sign*: by Latin-1, or by the Windows code that browsers put in its place."""
    return sign.encode("latin-1" if sign <= "\xff" else "cp1252")


def _unpacked(body: bytes) -> bytes:
    """Return *body* without the gzip around it that the server did not speak of."""
    if not body.startswith(_GZIP):
        return body
    stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        return stream.decompress(body, LARGEST)
    except zlib.error:
        return body


def _decoded(body: bytes, content_type: str) -> str:
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if name := _silent_utf16(body):
        return body.decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.start >= len(body) - _TAIL and error.reason == "unexpected end of data"
        if cut and not body[: error.start].isascii():
            return body.decode("utf-8", "replace")
    for said in (body[:_HEAD], content_type.encode("ascii", "ignore")):
        if (name := _declared(said)) and (text := _believed(body, name)) is not None:
            return text
    return body.decode("gb18030", "replace")


def _silent_utf16(body: bytes) -> str:
    """Return the byte order of UTF-16 without a mark: every other byte of its markup is zero."""
    head = body[:200]
    if b"\0" not in head:
        return ""
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > len(head) // 4 else ""


def _declared(said: bytes) -> str:
    """Return the codec that a declaration names, or nothing where it names none that Python knows."""
    found = _CHARSET.search(said)
    if not found:
        return ""
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return ""
    return "gb18030" if name in {"gb2312", "gbk", "hz"} else name


def _believed(body: bytes, name: str) -> str | None:
    """Return *body* by the declared codec, or None where the bytes contradict it."""
    if name in _MISLEADING or name.startswith("utf-16"):
        return None
    try:
        text = body.decode(name, "replace")
    except (LookupError, UnicodeError):  # a codec that is no text encoding, or one that cannot replace
        return None
    if name == "utf-8" and text.count("\ufffd") > max(1.0, len(text) * _TOLERATED):
        return None
    return text


def text_of(body: bytes, content_type: str) -> str:
    """Return the text of a page or an answer in JSON, and nothing for a file, whatever its label."""
    kind = content_type.partition(";")[0].strip().lower()
    labelled = kind.startswith("text/") or kind.endswith(("json", "/xml", "+xml"))
    if body.startswith(_FILES) or not (labelled or body.lstrip()[:3].startswith(_MARKUP)):
        return ""
    return decode(body, content_type)
