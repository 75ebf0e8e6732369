"""Makes the weekly report: two files that appear whole or not at all, and a letter in the outbox."""

import os
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine

from crawler.store.database import writing
from crawler.workspace import Workspace
from monitor.catalogue.load import find_zone
from monitor.judge import judge
from monitor.mail.message import AttachedFile, Letter
from monitor.mail.outbox import queue
from monitor.report.letter import XLSX, weekly_letter
from monitor.report.sheets import workbook
from monitor.report.week import WEEK, Weekly, end_of, week_of
from monitor.report.words import say
from monitor.store import keep_verdicts


@dataclass(frozen=True, kw_only=True)
class Made:
    """What a report consists of."""

    weekly: Weekly
    letter: Letter
    files: dict[Path, str]
    """File → its SHA-256."""


def judge_week(workspace: Workspace, engine: Engine, day: date) -> Weekly:
    """Return the week of *day* as known at the end of that day."""
    zone = find_zone(workspace.settings.judge.edition, workspace.root)
    now = judge(workspace, engine, as_of=end_of(day, zone))
    before = judge(workspace, engine, as_of=end_of(day - WEEK, zone))
    return Weekly(week=week_of(day), now=now, before=before)


def make_weekly(workspace: Workspace, engine: Engine, day: date, folder: Path, lang: str = "zh") -> Made:
    """Write the week's mail (HTML) and problem list (XLSX) into *folder*."""
    weekly = judge_week(workspace, engine, day)
    base = workspace.settings.web.base
    named = {"day": f"{day:%Y%m%d}", "week": f"{weekly.week.number:02}"}
    name = say("问题清单_{day}_第{week}周.xlsx", lang, **named)
    book = AttachedFile(name=name, kind=XLSX, content=workbook(weekly, base, lang))
    letter = weekly_letter(weekly, base, (book,), lang)
    page = say("周报_{day}_第{week}周.html", lang, **named)
    contents = {folder / book.name: book.content, folder / page: letter.html.encode()}
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in contents.items():
        _write_whole(path, content)
    return Made(
        weekly=weekly,
        letter=letter,
        files={path: sha256(content).hexdigest() for path, content in contents.items()},
    )


def post(workspace: Workspace, engine: Engine, made: Made, now: datetime) -> int:
    """Queue the letter and keep the verdicts behind it, in one transaction; return how many copies were queued.

    A week's letter is queued once a recipient; where nobody is left to write to, nothing is kept again.
    """
    mail = workspace.settings.mail
    with writing(engine) as connection:
        queued = queue(connection, made.letter, mail.recipients, mail.sender, now)
        if queued:
            keep_verdicts(connection, made.weekly.now, now)
    return queued


def _write_whole(path: Path, content: bytes) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")  # two reports may be made at once
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)  # where the disk is full, half a file would take what room is left
