"""Masks personal data before anybody sees it: by shape, check digit, label and role.

What must be hidden follows the provincial rule on publishing penalties (令332号, article 7): home address, contact,
identity number, bank account, and the names of natural persons. Every pattern has bounded repeats, so the time taken
grows with the text and no faster.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from crawler.personal.health import find_health
from crawler.personal.homes import find_addresses, find_dwellings, find_homes
from crawler.personal.marks import find_births, find_plates
from crawler.personal.names import Names, find_names, mask_names
from crawler.personal.numbers import find_lines, find_numbers
from crawler.personal.spans import Span
from crawler.personal.tables import find_tables
from crawler.personal.views import views

_ENTRY = re.compile(r"[^。]*?(?:。|$|\n(?![^\n。]{0,3}[\u4e00-\u9fff（）()/、\s]{1,14}[:\s|]))", re.DOTALL)
"""An entry about somebody: to the end of its sentence, or of the lines that each begin with a label."""
_HEAD = re.compile("(?:(?!某)[\u4e00-\u9fff]){0,2}")
_REACH = (
    260  # characters behind a name that may still be about that person; an entry of a penalty has about 150
)


def redact(text: str, *, penalty: bool) -> str:
    """Return *text* with personal data masked; in penalty texts the names of natural persons too.

    >>> redact("当事人：张三，男，电话：13800001111。", penalty=True)
    '当事人：张某某，男，电话：138******11。'
    """
    spans = find_personal(text, names=penalty)
    return _replaced(text, spans) if spans else text


def redact_together(texts: Sequence[str], *, penalty: bool) -> list[str]:
    """Return *texts* masked as one: who is introduced in one of them is known in the others.

    >>> redact_together(["张三案", "当事人：张三，罚款500元"], penalty=True)
    ['张某某案', '当事人：张某某，罚款500元']
    """
    spans = find_personal("\n".join(texts), names=penalty)
    masked, start = [], 0
    for text in texts:
        end = start + len(text)
        mine = [
            replace(one, start=max(one.start, start) - start, end=min(one.end, end) - start)
            for one in spans
            if one.start < end and one.end > start
        ]
        masked.append(_replaced(text, mine))
        start = end + 1
    return masked


@lru_cache(maxsize=1)
def masker() -> str:
    """Return what names this way of masking; texts that were masked by another are to be masked again."""
    parts = sorted(Path(__file__).parent.glob("*.*"))
    said = sha256(b"".join(one.read_bytes() for one in parts if one.suffix in {".py", ".toml", ".txt"}))
    return said.hexdigest()[:16]


def find_personal(text: str, *, names: bool) -> list[Span]:
    """Return what to mask in *text*, without overlaps, in the order of the text."""
    found: list[Span] = []
    read = [(view, find_names(view.text)) for view in views(text)]
    officials = {name for _, known in read for name in known.officials}
    for view, known in read:
        known.officials |= officials
        for one in _found_in(view.text, known, names=names):
            start, end = view.place(one.start, one.end)
            found.append(replace(one, start=start, end=end, masked=_as_written(one.masked, text, start)))
    return _apart(found)


def _found_in(text: str, known: Names, *, names: bool) -> Iterator[Span]:
    """Yield what is personal in one way to read a text whose names are *known*."""
    tables = find_tables(text, persons=known.persons)
    for one in tables.names:
        known.private.setdefault(one, [])
    yield from find_numbers(text)
    yield from tables.spans
    yield from find_homes(text)
    yield from _about_persons(text, known)
    if names:
        yield from find_births(text)
        yield from find_plates(text)
        named = list(mask_names(text, known))
        yield from named
        yield from find_health(text, named)
        yield from find_dwellings(text, named)


def _as_written(masked: str, text: str, start: int) -> str:
    """Return a mask whose first characters are in the script of the text."""
    begins = _HEAD.match(masked)
    head = begins.end() if begins else 0
    written = text[start : start + head]
    return written + masked[head:] if _HEAD.fullmatch(written) else masked


def _apart(found: list[Span]) -> list[Span]:
    """Return *found* in order; of those that overlap one that covers them all, masked as the longest is."""
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Span] = []
    for one in found:
        last = kept[-1] if kept else None
        if last is None or one.start >= last.end:
            kept.append(one)
        elif one.end > last.end:
            longer = max(one, last, key=lambda each: each.end - each.start)
            kept[-1] = replace(longer, start=last.start, end=one.end)
    return kept


def _about_persons(text: str, known: Names) -> Iterator[Span]:
    """Yield addresses and fixed lines in the entries that a private party opens."""
    past = 0
    for start in sorted(place for places in known.private.values() for place in places):
        entry = _ENTRY.match(text, start, start + _REACH)
        end = entry.end() if entry else start + _REACH
        yield from find_addresses(text, max(start, past), end)
        yield from find_lines(text, max(start, past), end)
        past = max(past, end)


def _replaced(text: str, spans: Iterable[Span]) -> str:
    spans = list(spans)
    edges = [0, *(edge for one in spans for edge in (one.start, one.end)), len(text)]
    between = [text[start:end] for start, end in list(pairwise(edges))[::2]]
    masks = [*(one.masked for one in spans), ""]
    return "".join(part + mask for part, mask in zip(between, masks, strict=True))
