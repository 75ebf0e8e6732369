"""What a reader found in a file, cut to what is kept of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from crawler.files import limits
from crawler.records import PART
from crawler.words import FileKind, FileOutcome

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class FileContent:
    """The text and the tables of one file, or why there are none."""

    kind: FileKind
    outcome: FileOutcome = FileOutcome.READ
    detail: str = ""
    """What is worth knowing beside the outcome, such as the program that is missing."""
    text: str = ""
    tables: tuple[Table, ...] = ()
    pages: int | None = None
    """Pages or sheets, where the kind has them."""
    reader: str = ""
    """Name and version of what read it."""

    def bounded(self) -> "FileContent":
        """Return it with no more text and cells than are kept; what was left out is told."""
        tables = tuple(_first(self.tables, limits.CELLS))
        cut = [
            name
            for name, short in (("text", len(self.text) > limits.TEXT), ("tables", tables != self.tables))
            if short
        ]
        told = "; ".join([self.detail, *(f"{one} cut" for one in cut)]).removeprefix("; ")
        outcome = FileOutcome.PARTLY if cut and self.outcome is FileOutcome.READ else self.outcome
        return replace(self, text=self.text[: limits.TEXT], tables=tables, detail=told, outcome=outcome)


def too_large(size: int) -> FileContent:
    """Return what is said of a file of *size* bytes that is not opened."""
    return FileContent(kind=FileKind.OTHER, outcome=FileOutcome.TOO_LARGE, detail=f"{size} bytes")


def _first(tables: Iterable[Table], cells: int) -> Iterable[Table]:
    """Yield the first *tables*, whole rows only, with no more than *cells* in all."""
    for table in tables:
        kept = []
        for row in table:
            cells -= len(row)
            if cells < 0:
                break
            kept.append(row)
        if kept:
            yield tuple(kept)
        if cells < 0:
            return


def joined(parts: Iterable[str]) -> str:
    r"""Return the texts of pages, sheets or entries as one text in which their numbers can be counted; none for blanks.

    >>> joined(["", "二"]), joined(["", ""])
    ('\x0c二', '')
    """
    held = list(parts)
    return PART.join(held) if any(held) else ""


def lines_of(tables: Iterable[Table]) -> str:
    r"""Return *tables* as text, a line a row.

    >>> lines_of([(("姓名", "文号"), ("张某", "1号"))])
    '姓名\t文号\n张某\t1号'
    """
    return "\n".join("\t".join(row).rstrip() for table in tables for row in table)
