"""Rows that a script keeps in one array a field (Hanweb's oldest skin): address, title, and the date in three parts."""

import re
from html import escape

_ENTRY = re.compile(
    r"\b(urls|headers|year|month|day)\s{0,3}\[\s{0,3}(i|\d{1,4})\s{0,3}\]\s{0,3}=\s{0,3}([\"'])"
)
_LONGEST = 1000  # characters of a value
_DATE = ("year", "month", "day")


def array_records(text: str) -> list[str]:
    """Return the rows of the arrays in *text* as markup, in their order; an entry without an address is none.

    >>> array_records("urls[i]='/a.html';headers[i]='甲';year[i]='2015';month[i]='6';day[i]='1';")
    ['<li><a href="/a.html">甲</a><span>2015-6-1</span></li>']
    """
    entries: list[dict[str, str]] = []
    for found in _ENTRY.finditer(text):
        name, quote = found[1], found[3]
        end = text.find(quote, found.end(), found.end() + _LONGEST)
        if end < 0:
            continue
        if name == "urls":
            entries.append({})
        if entries:
            entries[-1].setdefault(name, text[found.end() : end])
    return [_row(one) for one in entries if one.get("urls") and one.get("headers")]


def _row(entry: dict[str, str]) -> str:
    day = "-".join(entry[name] for name in _DATE) if all(entry.get(name) for name in _DATE) else ""
    return (
        f'<li><a href="{escape(entry["urls"])}">{escape(entry["headers"])}</a><span>{escape(day)}</span></li>'
    )
