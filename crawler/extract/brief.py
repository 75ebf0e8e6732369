"""Tells a short page that says something from a shell: a notice of two lines stands where a notice stands."""

from crawler.extract.body import SHORTEST, in_its_place
from crawler.extract.links import base_of, is_file, target
from crawler.extract.metas import read_metas
from crawler.extract.rows import read_rows
from crawler.extract.text import bare
from crawler.extract.tree import Document
from crawler.visible import visible_text

_PICTURES = frozenset({"img", "video", "embed", "object"})


def is_brief(document: Document, html: str, url: str) -> bool:
    """Whether the page says something in the form of a publishing system, however little it is.

    A protection page has its few words anywhere; what scripts have yet to draw has the form, and nothing in it.
    """
    return _holds_text(document, url) or _is_announced(document, html) or _lists(document, url)


def _holds_text(document: Document, url: str) -> bool:
    """Whether a known container, or the marks of a text, hold a sentence, a picture or a file."""
    found = in_its_place(document)
    if found is None:
        return False
    if document.weight(found.start, found.end) >= SHORTEST:
        return True
    base = base_of(document, url)
    inside = document.nodes[found.start : found.end]
    return any(
        (one.tag in _PICTURES and (one.get("src") or one.get("data")))
        or (one.tag == "a" and is_file(target(one, base)))
        for one in inside
    )


def _is_announced(document: Document, html: str) -> bool:
    """Whether the page shows the title that its standard metas give it, and more than that."""
    title, shown = bare(read_metas(document).get("ArticleTitle", "")), bare(visible_text(html))
    return title != "" and title in shown and shown != title


def _lists(document: Document, url: str) -> bool:
    """Whether the page has a row with its day."""
    return any(one.url and one.claimed for one in read_rows(document, url))
