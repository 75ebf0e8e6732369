"""A notice that comes as JSON: its fields are told by what they hold and are called, and put where a page would have them."""

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from crawler.extract.dates import read_date

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAST, _MARKED = 40, 8  # Chinese characters from which a plain value, or one with markup, may be a text
_DEEPEST = 6  # objects inside each other that are looked at
_MOST = 2000  # values that are looked at
_TITLE = re.compile(r"title|subject|headline", re.IGNORECASE)
_DATE = re.compile(r"(?:publish|pub|release|issue|doc).{0,12}(?:date|time)|^(?:date|time)$", re.IGNORECASE)
_LABELLED = {
    "索引号": re.compile(r"^(?:index|identifier|syh)", re.IGNORECASE),
    "发文字号": re.compile(r"(?:doc|document|file|ref)_?(?:no|num|number)\b|^wh$", re.IGNORECASE),
}
"""Label of a page → what its value is called in an answer."""
_SOURCE = re.compile(r"source|origin", re.IGNORECASE)
_FILE_NAME, _FILE_URL = re.compile(r"name|title", re.IGNORECASE), re.compile(r"url|path|href", re.IGNORECASE)
_FILES = re.compile(r"attach|annex|file", re.IGNORECASE)


def as_markup(text: str) -> str:
    """Return an answer in JSON as the page that a script would make of it; any other text as it is."""
    if text.lstrip()[:1] != "{":
        return text
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        return text
    objects = list(_objects(answer))
    held = [(one, key) for one in objects for key, value in one.items() if _is_text(value)]
    if not held:
        return text
    article, body = max(held, key=lambda found: len(_HAN.findall(found[0][found[1]])))
    title = _named(article, _TITLE, lambda value: _HAN.search(value) is not None)
    day = _named(article, _DATE, lambda value: read_date(value) is not None)
    files = "".join(f'<p><a href="{escape(url)}">{escape(name)}</a></p>' for name, url in _files(article))
    metas = {"ArticleTitle": title, "PubDate": day, "ContentSource": _named(article, _SOURCE, bool)}
    head = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in metas.items())
    numbers = ((label, _named(article, name, bool)) for label, name in _LABELLED.items())
    table = "".join(
        f"<tr><td>{label}：</td><td>{escape(value)}</td></tr>" for label, value in numbers if value
    )
    shown = article[body] if "<" in article[body] else f"<p>{escape(article[body])}</p>"
    return (
        f"<!DOCTYPE html><html><head><title>{escape(title)}</title>{head}</head><body><h1>{escape(title)}</h1>"
        f"<table>{table}</table>"
        f'<div id="zoom">{shown}</div><div class="fujian">{files}</div></body></html>'
    )


def _objects(answer: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of an answer, the outer ones first, as far as it is worth looking."""
    waiting, seen = [(answer, 0)], 0
    while waiting and seen < _MOST:
        value, depth = waiting.pop(0)
        seen += 1
        if isinstance(value, dict):
            yield value
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting += [(one, depth + 1) for one in inner if isinstance(one, dict | list) and depth < _DEEPEST]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(_HAN.findall(value)) >= (_MARKED if "</" in value else _LEAST)


def _named(article: dict[str, Any], name: re.Pattern[str], good: Any) -> str:
    """Return the first plain value under such a name that is *good*; dates of publication stand before others."""
    keys = sorted((key for key in article if name.search(key)), key=lambda key: "pub" not in key.lower())
    values = (article[key].strip() for key in keys if isinstance(article[key], str))
    return next((one for one in values if "<" not in one and good(one)), "")


def _files(article: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield name and address of the files that stand in lists beside the text."""
    for key, value in article.items():
        for one in value if isinstance(value, list) and _FILES.search(key) else ():
            if isinstance(one, dict):
                name, url = _named(one, _FILE_NAME, bool), _named(one, _FILE_URL, bool)
                if name and url:
                    yield name, url
