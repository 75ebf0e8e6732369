"""Imports a notice: cleans it, mends it, reads its table, and collects what it has to tell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler.errors import InvalidFile
from monitor.catalogue.model import Instrument
from monitor.importing.annex import Annex, AnnexRow, read_annex
from monitor.importing.clean import Line, clean
from monitor.importing.findings import Decision, Dropped, Litter, Question
from monitor.importing.heading import Heading, read_heading
from monitor.importing.passages import Passage, read_passages
from monitor.importing.questions import about_heading, about_laws, about_passages, about_repairs, about_rows
from monitor.importing.repair import Repair, repair
from monitor.importing.responsible import Responsible, read_responsible

LARGEST = 2_000_000  # bytes; the notice of 2015 has 22,000
_FEWEST_ROWS = 2


@dataclass(frozen=True, kw_only=True)
class ImportedRow:
    """A row of the annex with who is responsible and the passage it rests on."""

    row: AnnexRow
    responsible: Responsible
    passage: Passage | None


@dataclass(frozen=True, kw_only=True)
class Imported:
    """Everything an import found."""

    heading: Heading
    annex: Annex
    rows: tuple[ImportedRow, ...]
    repairs: tuple[Repair, ...]
    dropped: tuple[Dropped, ...]
    decisions: tuple[Decision, ...]

    @property
    def year(self) -> int:
        """The year the document is about: that of its number, else of its day."""
        number = self.heading.document_number or self.heading.number
        if number:
            return number.year
        day = self.heading.signed or self.heading.published
        return day.year if day else 0


def read_notice_file(path: Path) -> str:
    """Return the text of the file in whichever encoding Chinese sites use; raise InvalidFile for anything else."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InvalidFile(path, None, f"cannot be read: {error.strerror}") from error
    if len(data) > LARGEST:
        raise InvalidFile(path, None, f"{len(data)} bytes, more than {LARGEST} are not read")
    if b"\x00" in data[:1000]:
        raise InvalidFile(path, None, "is no text file", hint="save the notice as plain text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def import_notice(text: str, path: Path | str, known: Iterable[Instrument] = ()) -> Imported:
    """Return what the notice *text* says; *path* names it in messages, *known* are documents already registered."""
    cleaned = clean(text)
    mended, repairs = repair([one.text for one in cleaned.lines], [one.number for one in cleaned.lines])
    lines = [Line(number=old.number, text=new) for old, new in zip(cleaned.lines, mended, strict=True)]
    heading = read_heading(lines)
    if heading is None:
        raise InvalidFile(
            path, None, "has no title such as …通知 or …要点", hint="is this a government notice?"
        )
    annex = read_annex(lines)
    if annex is None or len(annex.rows) < _FEWEST_ROWS:
        raise InvalidFile(
            path,
            None,
            "has no annex whose numbered rows name responsible units",
            hint="the table must follow a line that begins with 附件 and have a number, a topic and a unit in each row",
        )
    rows = tuple(_rows(lines, heading, annex))
    return Imported(
        heading=heading,
        annex=annex,
        rows=rows,
        repairs=repairs,
        dropped=(*_outside(lines[: heading.first], annex), *cleaned.dropped),
        decisions=tuple(_decisions(heading, rows, repairs, lines, known)),
    )


def _rows(lines: Sequence[Line], heading: Heading, annex: Annex) -> Iterator[ImportedRow]:
    names = [(row.name, row.responsible) for row in annex.rows]
    passages = read_passages(lines[heading.body : annex.start], names)
    for row, passage in zip(annex.rows, passages, strict=True):
        yield ImportedRow(row=row, responsible=read_responsible(row.responsible, row.others), passage=passage)


def _outside(before: Sequence[Line], annex: Annex) -> Iterator[Dropped]:
    """Tell what stands before the title and behind the last row."""
    for one in before:
        why = "stands before the title"
        yield Dropped(line=one.number, text=one.text, litter=Litter.BEFORE_TITLE, why=why)
    for one in annex.behind:
        why = f"stands behind row {annex.rows[-1].number}, the last of the table"
        yield Dropped(line=one.number, text=one.text, litter=Litter.AFTER_TABLE, why=why)


def _decisions(
    heading: Heading,
    rows: Sequence[ImportedRow],
    repairs: Sequence[Repair],
    lines: Sequence[Line],
    known: Iterable[Instrument],
) -> Iterator[Decision]:
    table, who = [one.row for one in rows], [one.responsible for one in rows]
    yield from about_heading(heading)
    yield from about_repairs(repairs)
    yield from about_rows(table, who)
    yield from about_passages(table, [one.passage for one in rows])
    yield from about_laws((one.text for one in lines), known)
    yield Decision(
        question=Question.DUTIES,
        subject=f"{len(rows)} categories",
        detail="the table names topics; write the checkable duties, their time rules and terms into categories/",
    )
