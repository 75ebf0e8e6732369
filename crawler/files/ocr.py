"""Recognises the text of pictures with tesseract, where it and its Chinese model are installed."""

import subprocess
import time
from collections.abc import Iterable
from functools import cache

from crawler.files import limits
from crawler.files.content import FileContent
from crawler.files.tools import run_tool, tool, version_of
from crawler.words import FileKind, FileOutcome

LANGUAGE = "chi_sim"
HINT = "OCR needs tesseract with its model chi_sim"


@cache
def ocr_version() -> str:
    """Return the version of tesseract, or an empty text where it or its Chinese model is missing."""
    program = tool("tesseract")
    if not program:
        return ""
    listed = run_tool([program, "--list-langs"], timeout=limits.OCR_PATIENCE.total_seconds())
    if LANGUAGE not in listed.decode("utf-8", "replace").split():
        return ""
    return f"tesseract {version_of(program, '--version')}"


def recognise(
    kind: FileKind, pictures: Iterable[bytes], *, pages: int | None, text: str = "", reader: str = ""
) -> FileContent:
    """Return what stands on *pictures*, one a page; without OCR only that they are pictures."""
    found = FileContent(
        kind=kind, outcome=FileOutcome.SCAN, pages=pages, text=text, reader=reader, detail=HINT
    )
    known = ocr_version()
    if not known:
        return found
    end = time.monotonic() + limits.OCR_PATIENCE.total_seconds()
    texts, told = [text] if text else [], ""
    for picture in pictures:
        left = end - time.monotonic()
        try:
            read = run_tool(
                [tool("tesseract"), "stdin", "stdout", "-l", LANGUAGE], given=picture, timeout=left
            )
        except subprocess.TimeoutExpired:
            told = f"OCR stopped after {len(texts)} pages"
            break
        texts.append(_joined(read.decode("utf-8", "replace")))
    if pages and pages > limits.OCR_PAGES:
        told = told or f"OCR read the first {limits.OCR_PAGES} of {pages} pages"
    return FileContent(
        kind=kind,
        outcome=FileOutcome.SCAN,
        pages=pages,
        text="\n".join(texts).strip(),
        reader=known,
        detail=told,
    )


def _joined(text: str) -> str:
    """Return recognised text without the blanks that stand between Chinese characters."""
    out = []
    for at, one in enumerate(text):
        between = 0 < at < len(text) - 1 and not text[at - 1].isascii() and not text[at + 1].isascii()
        if not (one == " " and between):
            out.append(one)
    return "".join(out).replace("\f", "").strip()
