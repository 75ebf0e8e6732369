"""Reads what stands above the body of a forwarded notice: titles, document numbers, days, issuer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.importing.clean import Line
from monitor.text import normalise

_OPEN, _CLOSE = r"[〔〖【\[(﹝〘]", r"[〕〗】\])﹞〙]"
_NUMBER = re.compile(
    rf"([\u4e00-\u9fff]{{2,16}})\s{{0,3}}{_OPEN}\s{{0,3}}((?:19|20)\d\d)\s{{0,3}}{_CLOSE}\s{{0,3}}(?:第\s{{0,3}})?(\d{{0,5}})\s{{0,5}}号"
)
_TITLE = re.compile(r".{0,60}(?:通知|要点|意见|方案|办法|安排|计划|规定|决定)(?:\((?:试行|暂行)\))?")
_DAY = re.compile(
    r"((?:19|20)\d\d)\s{0,3}[年./-]\s{0,3}(\d{1,2})\s{0,3}[月./-]\s{0,3}(\d{1,2})\s{0,3}(?:日|\b)"
)
_PUBLISHED = re.compile(r"(?:发布时间|发布日期|日期|时间)\s{0,3}[::]\s{0,3}(.{0,40})")
_SOURCE = re.compile(r"来源\s{0,3}[::]\s{0,3}(\S{1,40})")
_FORWARDS = re.compile(r"转发|批转|转载")
"""A notice that issues (印发) a document gives it its own number; one that hands it on does not."""
_SIGNED = re.compile(r"[\u4e00-\u9fff]{3,40}(?:办公室|办公厅|政府|委员会|局|委|厅|部)")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")


@dataclass(frozen=True, kw_only=True)
class DocumentNumber:
    """A document number as it stands; ``serial`` is None where the notice leaves it blank."""

    office: str
    year: int
    serial: int | None
    line: int

    def __str__(self) -> str:
        return f"{self.office}〔{self.year}〕{'?' if self.serial is None else self.serial}号"


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The head of a notice. Number and day of the forwarding notice are never those of the document it forwards."""

    title: str
    number: DocumentNumber | None
    issuer: str
    signed: date | None
    published: date | None
    source: str
    document: str
    """Title of the document that holds the duties: the forwarded one, or the notice itself."""
    document_number: DocumentNumber | None
    first: int
    """Index of the line with the title."""
    body: int
    """Index of the first line of the body."""

    @property
    def forwards(self) -> bool:
        """Whether the notice hands on another document."""
        return self.document != self.title


def read_numbers(text: str, line: int = 0) -> tuple[DocumentNumber, ...]:
    """Return every document number in *text*, blank ones too.

    >>> [str(one) for one in read_numbers("侖政辦〔2015〕 號、甬政发[2014]7号")]
    ['仑政办〔2015〕?号', '甬政发〔2014〕7号']
    """
    return tuple(
        DocumentNumber(
            office=found[1], year=int(found[2]), serial=int(found[3]) if found[3] else None, line=line
        )
        for found in _NUMBER.finditer(normalise(text))
    )


def read_day(text: str) -> date | None:
    """Return the first full day in *text*; blanks inside are allowed.

    >>> read_day("2015年6月 24日")
    datetime.date(2015, 6, 24)
    """
    for found in _DAY.finditer(normalise(text)):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            continue
    return None


def read_heading(lines: Sequence[Line]) -> Heading | None:
    """Return the head of the notice, or None when no line is a title."""
    flat = [normalise(one.text).strip("•·*-— ") for one in lines]
    body = next((at for at, one in enumerate(flat) if _HEADING.match(one)), len(flat))
    titles = [at for at, one in enumerate(flat[:body]) if _TITLE.fullmatch(one)]
    if not titles:
        return None
    title, document = flat[titles[0]], flat[titles[-1]]
    inner = titles[-1] if document != title else body
    if document == title:
        return _heading(
            lines, flat, outer=range(titles[0], body), inner=range(0), titles=(title, title), body=body
        )
    return _heading(
        lines,
        flat,
        outer=range(titles[0], inner),
        inner=range(inner, body),
        titles=(title, document),
        body=body,
    )


def _heading(
    lines: Sequence[Line],
    flat: Sequence[str],
    *,
    outer: range,
    inner: range,
    titles: tuple[str, str],
    body: int,
) -> Heading:
    own = _own_number(lines, flat, outer)
    forwarded = next((one for at in inner for one in read_numbers(flat[at], lines[at].number)), None)
    published = next((found[1] for at in range(body) if (found := _PUBLISHED.search(flat[at]))), "")
    source = next((found[1] for at in range(body) if (found := _SOURCE.search(flat[at]))), "")
    days = [day for at in outer if len(flat[at]) < 20 and (day := read_day(flat[at]))]  # noqa: PLR2004 - a day by itself has 14
    signers = [flat[at] for at in outer if _SIGNED.fullmatch(flat[at])]
    return Heading(
        title=titles[0],
        number=own,
        issuer=signers[-1] if signers else "",
        signed=days[-1] if days else None,
        published=read_day(published),
        source=source,
        document=titles[1],
        document_number=forwarded or (None if _FORWARDS.search(titles[0]) else own),
        first=outer.start,
        body=body,
    )


def _own_number(lines: Sequence[Line], flat: Sequence[str], outer: range) -> DocumentNumber | None:
    """Return the number that stands on a line by itself; one inside a sentence belongs to another document."""
    for at in outer:
        found = _NUMBER.fullmatch(flat[at].strip("() "))
        if found:
            return read_numbers(flat[at], lines[at].number)[0]
    return None
