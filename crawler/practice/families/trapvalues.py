"""What the templates of a trap may name beside those of a skin, and how its pages are put into bytes."""

import gzip
from collections.abc import Mapping
from datetime import date, timedelta
from string import Template

from crawler.practice.families.trap import Trap
from crawler.practice.http import Reply
from crawler.practice.model import Notice

BEFORE = timedelta(
    days=9
)  # how much older the date is that a page or a row shows beside or instead of its own
_MARK = b"\xef\xbb\xbf"
_EPOCH = 14_347_000_000_000  # milliseconds; where the moments begin that some addresses carry
_UNSAID = '<meta http-equiv="Content-Type" content="text/html; charset=">\n'


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return *template* with its names replaced; an unknown one is an error."""
    return Template(template).substitute(values)


def of_page(number: int) -> dict[str, str]:
    """Return the names of the page with *number* in a list."""
    return {"n": str(number), "back": str(number - 1), "after": str(number + 1)}


def of_row(notice: Notice, path: str, day: date) -> dict[str, str]:
    """Return the names of a row beside those of every notice; some change with the day."""
    word = {0: "今天 10:20", 1: "昨天 16:05"}.get((day - notice.claimed).days, f"{notice.claimed:%Y-%m-%d}")
    return {
        "path": path,
        "below": path.removeprefix("/"),
        "past": f"{notice.claimed - BEFORE:%Y-%m-%d}",
        "when": word,
        "stamp": str(_EPOCH + day.toordinal())[:13],
        "session": f"{day.toordinal():08X}{notice.number:08X}",
        "twice": notice.title.encode().decode("latin-1"),
        "windows": "".join(map(_shown, notice.title.encode())),
    }


def coded(trap: Trap, text: str, changed: date | None = None) -> Reply:
    """Return *text* as the column puts its pages into bytes."""
    coding = trap.coding
    if not coding.meta:
        text = text.replace(_UNSAID, "")
    if coding.entities:
        text = "".join(one if one.isascii() else f"&#{ord(one)};" for one in text)
    body = (_MARK if coding.bom else b"") + text.encode(coding.charset)
    headers = (("Content-Encoding", "gzip"),) if coding.packed == "said" else ()
    body = gzip.compress(body, mtime=0) if coding.packed else body
    return Reply(body=body, kind=coding.header, headers=headers, tagged=True, changed=changed)


def _shown(byte: int) -> str:
    """Return the sign that browsers show for a byte of text said to be Latin-1."""
    return bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte))
