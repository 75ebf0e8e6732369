"""Reads the rows of a list page: title, address, claimed date; on any page, by shape, never by the site's name."""

import re
from collections.abc import Collection
from datetime import date

from crawler.extract.dates import (
    find_dates,
    read_date,
    read_month_day,
    read_near_date,
    read_split_date,
    read_url_year,
    with_time,
)
from crawler.extract.docnumber import whole_number
from crawler.extract.indexnumber import whole_index
from crawler.extract.links import base_of, look_of
from crawler.extract.menus import fold_menus
from crawler.extract.rowevidence import Evidence, Link
from crawler.extract.rowgroups import CROWD, Group, best_group, reach
from crawler.extract.text import bare, lines, text_of, tidy
from crawler.extract.tree import TEXT, Document, Node, parse
from crawler.records import Row

_ELLIPSIS = re.compile(r"(?:\.{2,}|…+)$")
_LEAD = re.compile(r"^(?:[·•▪■◆●○▶►»\-\s]|(?:【?\[?置顶\]?】?)|NEW\b)+", re.IGNORECASE)
_OTHER_DATE = re.compile(r"(?:截止|截至|有效|结束|至)\W{0,4}$")
_DATE_LINE = 22
"""Longer than a date with its time and its brackets."""
_OPENED = re.compile(r"[(\[（【]\s*$")
_CLOSED = re.compile(r"[\s\d:]*[)\]）】]\s*")
_PINNED = re.compile("置顶")


def read_rows(
    page: Document | str,
    url: str,
    *,
    today: date | None = None,
    dead: bool = False,
    before: Collection[str] = (),
) -> tuple[Row, ...]:
    """Return the rows of the page's list in order; none where the page shows no list.

    Rows whose link leads nowhere (``javascript:;``) are left out unless *dead* asks for them; their address is then
    empty. *today* gives rows that show month and day only their year, where their address does not. *before* is what
    the dated rows of the pages before look like, by ``look_of``.
    """
    found = _found(_light(page, url), url, before) if isinstance(page, str) else None
    if found is None or not found[0].evident:
        found = _found(parse(page) if isinstance(page, str) else page, url, before)
    if found is None:
        return ()
    return tuple(row for row in _rows(*found, today) if row.url or dead)


def _light(html: str, url: str) -> Document:
    """Return the page without the menus that hold no row, which are most of it; where it has a base, with them."""
    return parse(html if "<base" in html.lower() else fold_menus(html, url.rpartition("/")[0] + "/"))


def _found(document: Document, url: str, before: Collection[str]) -> tuple[Group, Evidence] | None:
    """Return the group of blocks that is the page's list, if one is."""
    evidence = Evidence(document, base_of(document, url))
    group = best_group(evidence, before)
    return (group, evidence) if group else None


def _rows(group: Group, evidence: Evidence, today: date | None) -> list[Row]:
    """Return the group's rows, without those that only share its look."""
    found = []
    for block, span in zip(group.blocks, reach(group, evidence), strict=True):
        links = evidence.links_in((block.index, block.end))
        link = max(links, key=_rank, default=None)
        if link is not None and len(links) <= CROWD:
            found.append((block, link, _row(evidence.document, block, span, link, today)))
    dated = sum(row.claimed is not None for _, _, row in found)
    mostly = dated > 0.6 * len(found)
    shaped = sum(link.shaped for _, link, _ in found) > 0.6 * len(found)
    kin = {look_of(row.url) for _, _, row in found if row.claimed and row.url}
    # a short list beside boxes of the frame: what shows no date is a row only where it is built like one that does
    built = (
        set()
        if mostly or dated == 0
        else {_build(link.node, block) for block, link, row in found if row.claimed}
    )
    rows: dict[tuple[str, str, date | None, int], Row] = {}
    for at, (block, link, row) in enumerate(found):
        belongs = row.claimed or link.shaped or not (mostly or shaped) or look_of(row.url) in kin
        if built and not row.claimed and look_of(row.url) not in kin:
            belongs = _build(link.node, block) in built
        if row.title and belongs:
            rows.setdefault((row.url, row.title, row.claimed, 0 if row.url else at), row)
    return list(rows.values())


def _build(link: Node, block: Node) -> tuple[str, ...]:
    """Return the tags from a row's link up to its block."""
    tags, node = [link.tag], link.parent
    while node is not None and node is not block and link is not block:
        tags.append(node.tag)
        node = node.parent
    return tuple(tags)


def _rank(link: Link) -> tuple[bool, int]:
    return link.shaped, len(bare(link.text))


def _row(document: Document, block: Node, span: tuple[int, int], link: Link, today: date | None) -> Row:
    outside = [
        text
        for start, end in ((span[0], link.node.index), (link.node.end, span[1]))
        for _, text in lines(document, start, end, joint=" ")
    ]
    inside = [text for _, text in lines(document, link.node.index, link.node.end)]
    dated_outside = any(read_date(text) for text in outside)
    title = _title(document, link) if dated_outside else _without_date(_title(document, link))
    numbers = [text for text in outside if text != title] if block.tag == "tr" else []
    claimed, claimed_text = _claimed(outside, inside, link.url, today)
    return Row(
        title=title,
        url=link.url,
        claimed=claimed,
        claimed_text=claimed_text,
        pinned=any(_PINNED.search(text) for text in (*outside, link.text)),
        doc_number=next((found for text in numbers if (found := whole_number(text))), ""),
        index_number=next((found for text in numbers if (found := whole_index(text))), ""),
    )


def _title(document: Document, link: Link) -> str:
    """Return the whole title: the attribute where the text is its beginning, else the text without its date."""
    text = _heading(document, link.node)
    said = tidy(link.node.get("title"))
    start = bare(_ELLIPSIS.sub("", text))
    if said and (bare(said).startswith(start) or (start != bare(text) and start in bare(said))):
        text = said
    return _LEAD.sub("", text)


def _heading(document: Document, node: Node) -> str:
    """Return the text of a link; of a card, its heading or else its first line that is no date."""
    for one in document.inside(node):
        if one.tag in {"h1", "h2", "h3", "h4", "h5", "h6"} and (text := text_of(document, one)):
            return text
    found = [text for _, text in lines(document, node.index, node.end)]
    if not found:
        return tidy(node.get("title"))
    text = next((text for text in found if not _only_date(text)), found[0])
    for one in document.inside(node):
        date_text = tidy(one.text) if one.tag == TEXT else ""
        if date_text and date_text != text and _only_date(date_text):
            text = text.removeprefix(date_text).removesuffix(date_text).strip()
    return text


def _only_date(text: str) -> bool:
    return len(bare(text)) < _DATE_LINE and (
        read_date(text) is not None or read_month_day(text, 2000) is not None
    )


def _without_date(title: str) -> str:
    """Return a title without the date that a skin writes in brackets behind it."""
    for found in find_dates(title):
        head, tail = title[: found.start], title[found.end :]
        if _CLOSED.fullmatch(tail) and (opened := _OPENED.search(head)):
            return head[: opened.start()].strip() or title
    return title.strip()


def _claimed(outside: list[str], inside: list[str], url: str, today: date | None) -> tuple[date | None, str]:
    """Return the date that the row shows, and as it shows it; taken outside the title where it can be."""
    found = [
        (one.day, with_time(text, one))
        for text in outside
        for one in find_dates(text, today)
        if not _OTHER_DATE.search(text[: one.start])
    ]
    if found:
        return found[-1]
    for text in outside:
        if day := read_near_date(text, today):
            return day, text
    beside = " ".join(outside)
    if day := read_split_date(beside, today) or read_month_day(beside, read_url_year(url), today):
        return day, beside
    return _inside_date(inside, today)


def _inside_date(inside: list[str], today: date | None) -> tuple[date | None, str]:
    """Return the date that a skin writes into the link: alone on a line, in brackets, or with dashes at its end."""
    for text in reversed(inside):
        for found in find_dates(text, today):
            head, tail = text[: found.start], text[found.end :]
            bracketed = _OPENED.search(head) and _CLOSED.match(tail)
            if bracketed or _only_date(text) or (head and not tail and "年" not in found.text):
                return found.day, with_time(text, found)
    return None, ""
