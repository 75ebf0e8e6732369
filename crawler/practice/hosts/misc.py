"""Builds the host ``misc``: a column for every trap of content, a few notices in each, over the same two days."""

from dataclasses import replace
from datetime import date, timedelta

from crawler.practice.families import misc
from crawler.practice.families.trap import Trap, Turn, traps
from crawler.practice.families.trapvalues import BEFORE
from crawler.practice.filler import Draft, Writer
from crawler.practice.model import Attachment, Bureau, Column, Edit, Notice
from crawler.practice.script import ColumnPlan, Part, Script

NAME = "misc"
CODE = 3100
START = 5001
DAY = timedelta(days=1)
OLD = timedelta(days=75)  # before the first day; what was out so long has settled


def build_misc(script: Script, part: Part, seed: int, days: tuple[date, date]) -> Bureau:
    """Return the host; *days* are the two on which it is looked at."""
    writer = Writer(script, part, seed)
    columns: list[Column] = []
    notices: list[Notice] = []
    for name, trap in traps().items():
        columns.append(
            Column(id=name, name=trap.name, code=CODE + trap.place, page_size=trap.size, ending=trap.ending)
        )
        plan = ColumnPlan(id=name, name=trap.name, code=CODE + trap.place, history=trap.notices + 1)
        drafts = list(writer.column(plan, plan.history)) if trap.notices else []
        notices += [
            _notice(trap, draft, START + len(notices) + at, trap.notices - at, days)
            for at, draft in enumerate(drafts)
        ]
    bureau = Bureau(
        id=NAME,
        unit=part.unit,
        name=part.name,
        short=part.short,
        city=script.cast.name,
        family=NAME,
        dialect="",
        columns=tuple(columns),
        notices=tuple(notices),
    )
    return replace(bureau, notices=tuple(_filed(bureau, one) for one in bureau.notices))


def _notice(trap: Trap, draft: Draft, number: int, back: int, days: tuple[date, date]) -> Notice:
    """Return the notice that stands *back* places behind the one of the second day, which has 0."""
    first, second = days
    place, turn = back - 1, trap.taken(number)
    changes = back == 1 and not (turn.outcome or turn.external)
    old = first - OLD - timedelta(days=trap.apart * place)
    claimed = second if back == 0 else first - DAY if changes else old
    past = claimed - BEFORE if turn.published == "past" else None
    corrected = (*draft.body[:-1], f"（更正）{draft.body[-1]}")
    return Notice(
        number=number,
        columns=(draft.column,),
        title=draft.title,
        claimed=claimed,
        appears=second if back == 0 or place in trap.late else claimed,
        body=draft.body,
        edits=(Edit(day=second, body=corrected),) if changes else (),
        attachments=_hung(turn, draft),
        pinned=place in trap.pinned,
        row_date=turn.claimed,
        page_date=turn.published != "none",
        page_claimed=past,
        outcome=turn.outcome,
        external=turn.external.replace("$number", str(number)),
    )


def _hung(turn: Turn, draft: Draft) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(
            name=f"{draft.title}附表{at}",
            kind=one.kind,
            text=draft.body[0],
            form=one.form,
            served=one.served,
        )
        for at, one in enumerate(turn.files, 1)
    )


def _filed(bureau: Bureau, notice: Notice) -> Notice:
    files = tuple(
        replace(one, path=misc.file_path(bureau, notice, at)) for at, one in enumerate(notice.attachments)
    )
    external = files[0].path if notice.external == "file" else notice.external
    return replace(notice, attachments=files, external=external)
