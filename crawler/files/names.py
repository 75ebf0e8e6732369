"""Names of files: chosen among what the page, the server and the address say; kept to be shown, never to be opened."""

import re
import unicodedata
from email.header import decode_header
from urllib.parse import unquote, unquote_to_bytes, urlsplit

LONGEST = 200  # bytes of UTF-8; file systems take 255, and a prefix may be added by whoever saves it
NAMELESS = "unnamed"

_EXTENDED = re.compile(r"filename\*\s*=\s*([\w-]{0,20})'[\w-]{0,20}'([^;]+)", re.IGNORECASE)
_PLAIN = re.compile(r"filename\s*=\s*(?:\"((?:[^\"\\]|\\.){0,1000})\"?|([^;]+))", re.IGNORECASE)
_WORD = re.compile(r"=\?[\w-]{1,20}\?[bq]\?[^?\s]{0,1000}\?=", re.IGNORECASE)
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_REFUSED = re.compile(r'[<>:"|?*]')  # by one file system or another
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})$")
_SAYS_NOTHING = re.compile(r"[\s\d一二三四五六七八九十:：、.()（）\[\]【】]*(?:附件|下载|点击|此处|查看|详见|请|文件|download)*"
                           r"[\s\d一二三四五六七八九十:：、.()（）\[\]【】]*", re.IGNORECASE)  # fmt: skip


def best_name(link: str, disposition: str, url: str) -> str:
    """Return the safe name of a file: the link's text, or where that says nothing the server's, or the address's.

    >>> best_name("2015年部门预算", 'attachment; filename="P0201.pdf"', "http://a.example/P0201.pdf")
    '2015年部门预算.pdf'
    >>> best_name("附件1", "attachment; filename*=UTF-8''%E9%A2%84%E7%AE%97.xls", "http://a.example/1")
    '预算.xls'
    """
    given, last = disposition_name(disposition), unquote(urlsplit(url).path.rsplit("/", 1)[-1])
    chosen = next((one for one in (link, given, link, last) if one and not says_nothing(one)), link or last)
    wanted = ending(given) or ending(last)
    if wanted and not ending(chosen):
        chosen = f"{chosen}.{wanted}"
    return safe_name(chosen)


def disposition_name(header: str) -> str:
    """Return the file name in a Content-Disposition header, by RFC 5987, RFC 2047, or as bare bytes of UTF-8 or GBK."""
    if found := _EXTENDED.search(header):
        return _decoded(unquote_to_bytes(found[2].strip().strip('"')), found[1])
    if not (found := _PLAIN.search(header)):
        return ""
    said = re.sub(r"\\(.)", r"\1", found[1]) if found[1] is not None else found[2].strip()
    if _WORD.search(said):
        return "".join(
            _decoded(one if isinstance(one, bytes) else one.encode(), name or "")
            for one, name in decode_header(said)
        )
    raw = unquote_to_bytes(said) if "%" in said else b""
    return _decoded(raw or _bytes(said), "") or said


def ending(name: str) -> str:
    """Return the ending of a name in lower case, without its point; empty where it has none.

    >>> ending("预算表.XLS")
    'xls'
    """
    found = _ENDING.search(name.strip())
    return found[1].lower() if found else ""


def safe_name(text: str) -> str:
    r"""Return *text* as a file name that is only a name: no folder, no control or direction mark, no device.

    >>> safe_name("..\\..\\\u202egpj.exe")
    'gpj.exe'
    >>> safe_name("CON.txt"), safe_name("%2e%2e/预算.xls"), safe_name("/")
    ('_CON.txt', '预算.xls', 'unnamed')
    """
    plain = unicodedata.normalize("NFC", text.encode(errors="replace").decode())
    last = re.split(r"[/\\]", plain.rstrip("/\\ "))[-1]
    visible = "".join(
        one for one in last if unicodedata.category(one) not in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
    )
    name = _REFUSED.sub("_", " ".join(visible.split())).strip(". ")
    if _DEVICES.match(name):
        name = f"_{name}"
    return _short(name) or NAMELESS


def _short(name: str) -> str:
    if len(name.encode()) <= LONGEST:
        return name
    tail = f".{ending(name)}" if ending(name) else ""
    return name.encode()[: LONGEST - len(tail)].decode(errors="ignore").strip(". ") + tail


def says_nothing(name: str) -> bool:
    """Whether a link's text only says that it is a file, and which one in a row."""
    return _SAYS_NOTHING.fullmatch(name[:LONGEST]) is not None


def _bytes(said: str) -> bytes:
    """Return the bytes behind a header that was read as Latin-1; what cannot have been is text already."""
    try:
        return said.encode("latin-1")
    except UnicodeEncodeError:
        return said.encode(errors="surrogateescape")


def _decoded(raw: bytes, said: str) -> str:
    for name in (said, "utf-8", "gb18030"):
        try:
            return raw.decode(name or "utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("utf-8", "replace")
