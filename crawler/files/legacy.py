"""Reads the older Word format (DOC, and WPS, which is the same inside) with a program that can."""

import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from crawler.errors import FileRefused
from crawler.files import limits
from crawler.files.content import FileContent
from crawler.files.tools import run_tool, tool, version_of
from crawler.plural import counted
from crawler.words import FileKind, FileOutcome

HINT = "needs LibreOffice Writer or antiword"
_WRITER = "libswlo.so"
_PICTURE = "[pic]"  # what antiword writes for one


def read_doc(data: bytes) -> FileContent:
    """Return the text; raise FileRefused where no program for it is installed or none can read it."""
    if not (tool("antiword") or office()):
        raise FileRefused(FileOutcome.NEEDS_TOOL, HINT)
    with TemporaryDirectory(prefix="gongkai-") as folder:
        path = Path(folder) / "file.doc"
        path.write_bytes(data)
        try:
            text, reader = _by_antiword(path) or _by_office(path)
        except subprocess.TimeoutExpired as error:
            raise FileRefused(FileOutcome.TOO_HEAVY, "its reader took too long") from error
    if not text:
        raise FileRefused(FileOutcome.DAMAGED, f"{reader} finds no text in it")
    pictures = text.count(_PICTURE)
    return FileContent(
        kind=FileKind.DOC,
        outcome=FileOutcome.PARTLY if pictures else FileOutcome.READ,
        detail=f"{counted(pictures, 'picture')} not read" if pictures else "",
        text=text,
        reader=reader,
    )


@cache
def office() -> str:
    """Return the path of LibreOffice where its word processor is installed too, or an empty text."""
    found = tool("soffice")
    return found if found and (Path(found).resolve().parent / _WRITER).exists() else ""


def _by_antiword(path: Path) -> tuple[str, str] | None:
    """Return what antiword reads; it is two hundred times faster than an office suite, and knows fewer files."""
    program = tool("antiword")
    if not program:
        return None
    words = [program, "-m", "UTF-8", "-w", "0", str(path)]
    text = run_tool(words, timeout=limits.WORK.total_seconds()).decode("utf-8", "replace").strip()
    return (text, f"antiword {version_of(program, '-h')}") if text or not office() else None


def _by_office(path: Path) -> tuple[str, str]:
    folder = path.parent
    words = [office(), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
    words += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder), str(path)]
    run_tool(words, timeout=limits.OCR_PATIENCE.total_seconds(), folder=str(folder))
    made = path.with_suffix(".txt")
    text = made.read_text(encoding="utf-8-sig", errors="replace").strip() if made.exists() else ""
    return text, f"LibreOffice {version_of(office(), '--version')}"
