"""Reads the files that a notice links to, in its text and in the boxes beside it."""

import re
from urllib.parse import urlsplit

from crawler.extract.frame import Frame
from crawler.extract.links import absolute, is_file, target
from crawler.extract.text import text_of, tidy
from crawler.extract.tree import Document, Node
from crawler.files.names import says_nothing
from crawler.records import AttachmentLink

_DOWNLOAD = re.compile(
    r"downfile\.jsp|download(?:\.jsp|attach|ztbattach)|DownloadAttachUrl|/attachment/|/group\d/M\d\d/|/e/DownSys/",
    re.IGNORECASE,
)
_FILE_TEXT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|ceb|rtf)\b", re.IGNORECASE)


def read_attachments(document: Document, frame: Frame, base: str, start: int) -> tuple[AttachmentLink, ...]:
    """Return the files linked from *start* (the beginning of the article's text) on, each address once, longest name."""
    found: dict[str, str] = {}
    for node in document.by_tag.get("a", ()):
        if node.index < start or frame.holds(node):
            continue
        url = target(node, base)
        name = _name(document, node)
        if url and (is_file(url) or _DOWNLOAD.search(url) or _FILE_TEXT.search(name)):
            found[url] = max(found.get(url, ""), name, key=len)
    for tag in ("iframe", "embed", "object"):
        for node in document.by_tag.get(tag, ()):
            url = _framed(node, base)
            if node.index >= start and url and is_file(url):
                found.setdefault(url, tidy(node.get("title")))
    return tuple(AttachmentLink(name=name or _last(url), url=url) for url, name in found.items())


def _framed(node: Node, base: str) -> str:
    """Return the file that a frame shows, which viewers take as a query."""
    source = node.get("src") or node.get("data")
    if shown := re.search(r"[?&](?:file|src|url)=([^&]+)", source):
        source = shown[1]
    return absolute(source, base)


def _name(document: Document, node: Node) -> str:
    text = text_of(document, node)
    said = [text, tidy(node.get("title")), tidy(node.get("download"))]
    return next((one for one in said if one and not says_nothing(one)), text or said[1] or said[2])


def _last(url: str) -> str:
    return urlsplit(url).path.rsplit("/", 1)[-1]
