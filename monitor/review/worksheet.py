"""The worksheet that a reviewer fills in with a spreadsheet program, written as XLSX or CSV and read back."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path
from zipfile import BadZipFile

from python_calamine import CalamineError, CalamineWorkbook

from crawler.errors import InvalidFile
from monitor.guard import MARK, Cell, csv_text
from monitor.judgement import Judgement
from monitor.report.book import Book, Link, Sheet
from monitor.report.evidence import evidence_address
from monitor.review.say import choice_called, say_choice
from monitor.review.words import Choice
from monitor.say import say_flag, say_reason, say_standing
from monitor.verdict import Verdict

KEY, CLAIM, DIGEST, MOMENT = "应公开项", "判定对象", "判定摘要", "判定时点"
CHOICE, REASON = "意见", "理由"
HEADINGS = (
    ("单位", 16), ("公开事项", 24), ("应公开日", 13), ("机器判定", 12), ("说明", 44), ("证据", 10),
    (CHOICE, 10), (REASON, 36), (KEY, 20), (CLAIM, 12), (DIGEST, 12), (MOMENT, 22),
)  # fmt: skip
"""Headings with widths; the reviewer fills in two, the last four say what the answer is about."""
OFFERED = tuple(say_choice(one) for one in (Choice.CONFIRM, Choice.REJECT, Choice.UNSURE))
LARGEST = 20_000_000
"""Bytes; a worksheet of 10,000 rows has a tenth."""
ROWS = 50_000


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One row that a reviewer filled in."""

    place: str
    """File and row, for messages."""
    obligation: str
    claim: str
    digest: str
    as_of: datetime
    choice: Choice
    reason: str


def worksheet(verdicts: Sequence[Verdict], judged: Judgement, base: str) -> bytes:
    """Return the XLSX of *verdicts*; no earlier decision stands in it."""
    book = Book("政务公开复核表", judged.edition.zone)
    rows = [_row(one, judged, base) for one in verdicts]
    title = f"复核表 {judged.day.isoformat()}"
    sheet = Sheet(
        name="复核", title=title, headings=HEADINGS, rows=rows, empty="没有待复核的判定。", choices={CHOICE: OFFERED}
    )  # fmt: skip
    book.add(sheet)
    return book.close()


def worksheet_csv(verdicts: Sequence[Verdict], judged: Judgement, base: str) -> str:
    """Return the same table as CSV."""
    rows = ([_text(cell) for cell in _row(one, judged, base)] for one in verdicts)
    return csv_text([name for name, _ in HEADINGS], rows)


def _row(one: Verdict, judged: Judgement, base: str) -> list[Cell | Link]:
    owed = one.obligation
    said = [
        say_reason(reason, "zh", judged.edition.zone) for reason in (one.reason, *one.flag_reasons.values())
    ]
    duty = f"{owed.duty} {judged.edition.duty(owed.duty).name} {owed.what}".strip()
    flags = [say_flag(flag) for flag in one.flags]
    return [
        judged.bureaus[owed.bureau].name,
        duty,
        one.due,
        "、".join([say_standing(one.standing), *flags]),
        " ".join(said),
        Link(address=evidence_address(base, one), text="查看证据"),
        None,
        None,
        one.key,
        judged.review(one.key).claim_to_decide(one),
        one.digest,
        one.as_of.isoformat(),
    ]


def _text(cell: Cell | Link) -> Cell:
    return cell.address if isinstance(cell, Link) else cell


def read_worksheet(path: Path) -> tuple[Answer, ...]:
    """Return the rows of the file at *path* that carry an opinion; raise InvalidFile naming every wrong row."""
    rows = list(_rows(path))
    names = {KEY, CLAIM, DIGEST, MOMENT, CHOICE, REASON}
    at = next((at for at, row in enumerate(rows) if names <= set(row)), None)
    if at is None:
        raise InvalidFile(path, None, f"no row of headings with {'、'.join(sorted(names))}")
    answers: list[Answer] = []
    wrong: list[InvalidFile] = []
    for line, row in enumerate(rows[at + 1 :], at + 2):
        values = dict(zip(rows[at], row, strict=False))
        if values.get(CHOICE, "").strip():
            try:
                answers.append(_answer(path, line, values))
            except InvalidFile as error:
                wrong.append(error)
    if wrong:
        raise InvalidFile.of(wrong)
    return tuple(answers)


def _answer(path: Path, line: int, values: dict[str, str]) -> Answer:
    choice = choice_called(values[CHOICE])
    if choice is None:
        raise InvalidFile(path, line, f"{CHOICE} wants {'、'.join(OFFERED)}, not {values[CHOICE]!r}")
    if not values[REASON].strip():
        raise InvalidFile(path, line, f"an opinion needs its {REASON}")
    try:
        moment = datetime.fromisoformat(values[MOMENT])
    except ValueError:
        raise InvalidFile(path, line, f"{MOMENT} is no moment: {values[MOMENT]!r}") from None
    if moment.tzinfo is None:
        raise InvalidFile(path, line, f"{MOMENT} has no zone: {values[MOMENT]!r}")
    return Answer(
        place=f"{path}:{line}",
        obligation=values[KEY],
        claim=values[CLAIM],
        digest=values[DIGEST],
        as_of=moment,
        choice=choice,
        reason=values[REASON].strip(),
    )


def _rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of the file as text, whichever of the two it is."""
    if path.stat().st_size > LARGEST:
        raise InvalidFile(path, None, f"larger than {LARGEST} bytes")
    if path.suffix.lower() == ".csv":
        try:
            text = path.read_text("utf-8").removeprefix(MARK)
        except UnicodeDecodeError as error:
            raise InvalidFile(path, None, f"not UTF-8: {error}", hint="save it as CSV UTF-8") from error
        yield from list(csv.reader(StringIO(text)))[:ROWS]
        return
    try:
        book = CalamineWorkbook.from_path(path)
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False, nrows=ROWS)
    except (CalamineError, BadZipFile, OSError) as error:
        raise InvalidFile(path, None, f"no workbook that can be read: {error}") from error
    yield from ([str(cell) for cell in row] for row in rows)
