"""Collects what only a person can decide about an imported notice."""

import re
from collections.abc import Iterable, Iterator, Sequence

from monitor.catalogue.model import Instrument
from monitor.importing.annex import AnnexRow
from monitor.importing.findings import Decision, Question
from monitor.importing.heading import Heading
from monitor.importing.passages import Passage
from monitor.importing.repair import Repair
from monitor.importing.responsible import Responsible, unit_kind
from monitor.text import normalise
from monitor.words import Mode

_CITED = re.compile(r"《([^《》]{2,80})》\s{0,3}\(([^()]{3,40}?号)\)")
_ORDER = re.compile(r"令第?\s{0,3}(\d{1,4})\s{0,3}号")
_GIVER = re.compile(r"国务院|省|市|部")
_LIMIT = re.compile(
    r"[^。;；]{0,40}(?:\d{1,3}个?(?:工作日|自然日|日|天|个月|小时)(?:以?内|之内)|\d{1,2}月\d{0,2}日?(?:底|末)?(?:前|之前)|年内|月底前|季度|每月|每年)[^。;；]{0,40}"
)


def about_heading(heading: Heading) -> Iterator[Decision]:
    """Yield what the head of the notice leaves open."""
    if heading.number is None:
        detail = "no line of the head is a document number; it is left empty, and none is taken from another document"
        yield Decision(question=Question.NUMBER_MISSING, subject=heading.title, detail=detail)
    elif heading.number.serial is None:
        detail = f"line {heading.number.line} leaves the number blank; it is kept as '?'"
        if heading.document_number:
            detail += f", and {heading.document_number} of the forwarded document is not borrowed"
        yield Decision(question=Question.NUMBER_BLANK, subject=str(heading.number), detail=detail)
    if heading.signed is None and heading.published is None:
        yield Decision(
            question=Question.DATE,
            subject=heading.title,
            detail="neither a signature nor the page gives a day",
        )


def about_repairs(repairs: Iterable[Repair]) -> Iterator[Decision]:
    """Yield the repairs that were not made."""
    for one in repairs:
        if not one.applied:
            suggestion = f"perhaps {one.after!r}; " if one.after else ""
            yield Decision(
                question=Question.REPAIR,
                subject=f"line {one.line}: {one.before}",
                detail=f"{suggestion}{one.why}; the text is left as it stands",
            )


def about_rows(rows: Sequence[AnnexRow], who: Sequence[Responsible]) -> Iterator[Decision]:
    """Yield rows out of order, and units that are no single office."""
    for before, row in zip((0, *(one.number for one in rows)), rows, strict=False):
        if row.number != before + 1:
            detail = f"row {row.number} stands after row {before}"
            yield Decision(question=Question.ROW, subject=row.name, detail=detail)
    for name, numbers in _owed(rows, who).items():
        kind = unit_kind(name)
        if kind == "unit":
            continue
        said = "name its members" if kind == "set" else "say which office plays it in each case"
        detail = f"a {kind}, in row(s) {numbers}; {said} in units.yaml"
        yield Decision(question=Question.UNIT, subject=name, detail=detail)
    for row, one in zip(rows, who, strict=True):
        if one.mode is Mode.SEPARATELY:
            detail = f"row {row.number} names no leading unit; each is taken to owe its own part"
            yield Decision(question=Question.SHARED, subject="、".join(one.names), detail=detail)


def _owed(rows: Sequence[AnnexRow], who: Sequence[Responsible]) -> dict[str, str]:
    owed: dict[str, list[str]] = {}
    for row, one in zip(rows, who, strict=True):
        for name in one.names:
            owed.setdefault(name, []).append(str(row.number))
    return {name: ", ".join(numbers) for name, numbers in owed.items()}


def about_passages(rows: Sequence[AnnexRow], passages: Sequence[Passage | None]) -> Iterator[Decision]:
    """Yield the rows whose topic the body calls something else, and the time limits that the body sets."""
    for row, passage in zip(rows, passages, strict=True):
        if passage is None:
            yield Decision(
                question=Question.PASSAGE,
                subject=f"{row.number} {row.name}",
                detail="the body does not name it",
            )
            continue
        if passage.loose:
            opening = passage.text[:40]
            detail = f"likeness {passage.likeness:.2f} with {passage.place}, line {passage.line}: {opening!r}"
            yield Decision(question=Question.PASSAGE, subject=f"{row.number} {row.name}", detail=detail)
        for limit in dict.fromkeys(found[0].strip(",， ") for found in _LIMIT.finditer(passage.text)):
            detail = f"{passage.place}: {limit!r}; write a time rule for it"
            yield Decision(question=Question.TIME_LIMIT, subject=f"{row.number} {row.name}", detail=detail)


def about_laws(texts: Iterable[str], known: Iterable[Instrument]) -> Iterator[Decision]:
    """Yield documents cited with a number that another edition knows under another name."""
    registered = {key: one for one in known if any(map(str.isdigit, key := _key(normalise(one.doc_no))))}
    seen: set[str] = set()
    for text in texts:
        for name, number in _CITED.findall(normalise(text)):
            one = registered.get(_key(number))
            if one is None or number in seen or _same_name(name, normalise(one.name)):
                continue
            seen.add(number)
            detail = f"{number} is registered as 《{one.name}》 ({one.doc_no}); matching goes by the number"
            yield Decision(question=Question.LAW_NAME, subject=f"《{name}》", detail=detail)


def _key(number: str) -> str:
    """Return what identifies a document number; an order is told by the rank of its giver and its serial.

    >>> _key("省政府令第332号") == _key("浙江省人民政府令第332号")
    True
    """
    if order := _ORDER.search(number):
        giver = _GIVER.findall(number[: order.start()])
        return f"{giver[-1] if giver else ''}令{order[1]}"
    return re.sub(r"[^\u4e00-\u9fff\d]", "", number)


def _same_name(cited: str, registered: str) -> bool:
    """Whether the names mean one document; "X关于印发Y的通知" is as good as Y."""
    short, long = sorted((_topic(cited), _topic(registered.partition("(")[0])), key=len)
    return short in long


def _topic(name: str) -> str:
    inner = re.sub(r"^.{0,40}关于(?:转发|印发|下发)?", "", name)
    return re.sub(r"的通知$", "", inner).strip()
