"""JsonList: the list is a JSON service; the column's page, or a script in it, only says how to ask or holds the first rows."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from typing import Any

from crawler.clock import SHANGHAI
from crawler.cms.page import ListRead, Page, join
from crawler.cms.service import ask, had, more_to_ask
from crawler.errors import PageChanged
from crawler.extract.dates import read_date
from crawler.records import AttachmentLink, Row

_CALLED = re.compile(r"[\w.$]{1,80}\s{0,9}\(")
PLACE = re.compile(r"\{([\w.-]{1,80})\}")
"""Where a value of an entry goes in an address."""
_TAG = re.compile(r"<[^<>]{0,500}>")
_THOUSAND = 1000
_SECONDS = 2**33  # a larger moment is in thousandths of a second
_LARGEST = 2**43  # thousandths; a later moment is absurd
_PLAIN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST_TITLE = 150  # characters; a longer text is an abstract


@dataclass(frozen=True, kw_only=True)
class JsonList:
    """How a column's page tells of its service, and what an answer calls each field; paths have dots."""

    name: str
    opens: Callable[[Page], list[dict[str, str]]]
    rows: tuple[str, ...]
    title: tuple[str, ...] = ("title",)
    url: tuple[str, ...] = ("url",)
    """Paths, or addresses with paths in braces."""
    moments: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    doc_number: tuple[str, ...] = ()
    index_number: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """Under what an entry names its files."""
    total: tuple[str, ...] = ("total",)
    pages: tuple[str, ...] = ()
    promised: bool = True
    """Whether an answer always says how many rows there are; one that does not is another kind of answer."""

    def read(self, page: Page) -> ListRead:
        """Return the rows of an answer, or the ways to the service when *page* is the column's own page."""
        if is_json(page.text):
            return self._answer(page)
        services = self.opens(page)
        if not services:
            raise PageChanged(f"nothing in the page tells of the service of {self.name!r}")
        return ListRead(following=tuple(ask(one, page.request.number) for one in services), opening=True)

    def _answer(self, page: Page) -> ListRead:
        try:
            answer = parse_json(page.text)
            entries = _listed(first_of(answer, self.rows))
            said = first_of(answer, self.total)
            total = int(said) if self.promised or said not in {None, ""} else None
            said_pages = first_of(answer, self.pages)
            pages = int(said_pages) if said_pages not in {None, ""} else None
            rows = self.rows_of(entries, page)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise PageChanged(f"not an answer of the list service: {type(error).__name__}") from error
        memo, number = dict(page.request.memo), page.request.number
        memo["had"] = str(had(memo, len(entries)))
        more = "url" in memo and more_to_ask(
            page.request.memo, number, rows=len(rows), total=total, pages=pages
        )
        return ListRead(
            rows=rows,
            following=(ask(memo, number + 1),) if more else (),
            total_rows=total,
            total_pages=pages,
            says_empty=total == 0 or (total is None and not entries),
        )

    def rows_of(self, entries: Sequence[Mapping[str, Any]], page: Page) -> tuple[Row, ...]:
        """Return the entries that lead anywhere as rows."""
        keys = self.title if "" not in self.title else (*filter(None, self.title), title_key(entries))
        return tuple(self._row(page, one, keys, url) for one in entries if (url := address_in(one, self.url)))

    def _row(self, page: Page, one: Mapping[str, Any], titles: tuple[str, ...], url: str) -> Row:
        title = first_of(one, titles)
        if title is None:
            raise KeyError("title")
        return Row(
            title=unescape(_TAG.sub("", str(title))).strip(),
            url=join(page.base, url),
            claimed=self._claimed(one),
            doc_number=str(first_of(one, self.doc_number) or labelled(one, "refno")).strip(),
            index_number=str(first_of(one, self.index_number) or labelled(one, "indexnumber")).strip(),
            attachments=tuple(self._files(page, one)),
        )

    def _files(self, page: Page, one: Mapping[str, Any]) -> Iterator[AttachmentLink]:
        """Yield the files that an entry names."""
        found = first_of(one, self.files)
        for file in found if isinstance(found, list) else ():
            path = first_of(file, ("filePath", "url"))
            name = first_of(file, ("fileName", "name"))
            if isinstance(path, str) and isinstance(name, str):
                base = join(page.base, str(first_of(file, ("domainName",)) or ""))
                yield AttachmentLink(name=name, url=join(base, path))

    def _claimed(self, one: Mapping[str, Any]) -> date | None:
        """Return the day that the list would show; a moment goes before a text."""
        for key in self.moments:
            moment = dig(one, key)
            if isinstance(moment, int) and 0 < moment < _LARGEST:
                seconds = moment if moment < _SECONDS else moment // _THOUSAND
                return datetime.fromtimestamp(seconds, SHANGHAI).date()
        texts = (str(dig(one, key) or "") for key in self.dates)
        return next((found for text in texts if text and (found := read_date(text))), None)


def _listed(found: Any) -> list[Any]:
    if not isinstance(found, list):
        raise TypeError("no list of rows")
    return found


def is_json(text: str) -> bool:
    """Whether *text* is an answer in JSON, bare or wrapped in a call."""
    return text.lstrip()[:1] in {"{", "["} or _call(text) != ""


def parse_json(text: str) -> Any:
    """Return the value of an answer, taken out of the call that may be around it."""
    return json.loads(text if text.lstrip()[:1] in {"{", "["} else _call(text))


def _call(text: str) -> str:
    """Return what stands in the call that *text* is, or an empty text."""
    bare = text.strip().removesuffix(";").rstrip()
    found = _CALLED.match(bare)
    return bare[found.end() : -1] if found and bare.endswith(")") else ""


def dig(value: Any, path: str) -> Any:
    """Return what stands in *value* under *path*, or None; text that holds JSON is opened on the way.

    >>> dig({"a": '{"b": [{"c": 1}]}'}, "a.b.0.c")
    1
    """
    for key in filter(None, path.split(".")):
        value = _opened(value)
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return _opened(value) if isinstance(value, str) and value[:2] in {'{"', "[{"} else value


def _opened(value: Any) -> Any:
    """Return the value that a text of JSON stands for; other values and other texts as they are."""
    if not isinstance(value, str) or value[:1] not in {"{", "["}:
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


def first_of(value: Any, paths: Sequence[str]) -> Any:
    """Return what stands under the first of *paths* that holds anything."""
    found = (dig(value, one) for one in paths)
    return next((one for one in found if one is not None and one != ""), None)


def address_in(one: Mapping[str, Any], ways: Sequence[str]) -> str:
    """Return the first address that *ways* make of an entry, each a path or an address with paths in braces.

    >>> address_in({"id": 7, "path": ""}, ("path", "/show/{id}.html"))
    '/show/7.html'
    >>> address_in({"id": None}, ("/show/{id}.html",))
    ''
    """
    made = (_filled(one, way) if "{" in way else dig(one, way) for way in ways)
    return next((str(found) for found in made if found is not None and found != ""), "")


def _filled(one: Mapping[str, Any], way: str) -> str:
    """Return *way* with the entry's values in its braces; nothing where the entry lacks one."""
    values = {name: dig(one, name) for name in PLACE.findall(way)}
    if any(value is None for value in values.values()):
        return ""
    return PLACE.sub(lambda place: str(values[place[1]]), way)


def labelled(one: Mapping[str, Any], key: str) -> str:
    """Return the value that UCAP keeps under *key* in its lists of labels."""
    groups = one.get("domainMetaList")
    for group in groups if isinstance(groups, list) else ():
        for entry in group.get("resultList") or ():
            if entry.get("key") == key:
                return str(entry.get("value") or "")
    return ""


def title_key(entries: Sequence[Mapping[str, Any]]) -> str:
    """Return the field whose values look most like titles: Chinese, one line, each another, the longest of these."""

    def worth(key: str) -> tuple[int, float]:
        texts = [str(one.get(key) or "") for one in entries]
        good = [one for one in texts if _PLAIN.search(one) and "\n" not in one and len(one) <= _LONGEST_TITLE]
        return len(set(good)), sum(map(len, good)) / max(len(good), 1)

    keys = sorted({key for one in entries for key, value in one.items() if isinstance(value, str)})
    return max(keys, key=worth, default="")
