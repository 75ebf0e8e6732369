"""The matrix of bureaus and categories: the worst standing of each cell; ``?standing=`` lists the verdicts of one."""

from typing import Any

from starlette.requests import Request

from crawler.registry import Bureau
from monitor.catalogue.model import Category
from monitor.judgement import Cell as Summed
from monitor.judgement import Judgement
from monitor.say import say_standing
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import Cell, Missing, View
from monitor.web.views.common import VERDICT_COLUMNS, asked_day, counted, saying, verdict_rows
from monitor.words import Standing


def matrix(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the matrix; its table has one row a bureau and category that owes something."""
    judgement = desk.judgement(asked_day(desk, request))
    if wanted := request.query_params.get("standing", ""):
        return _listed(judgement, wanted, book)
    cells = judgement.matrix()
    used = {category for _, category in cells}
    categories = [one for one in judgement.edition.categories if one.id in used]
    lines = [
        {"bureau": bureau, "cells": _line(bureau, categories, cells, book)}
        for bureau in judgement.bureaus.values()
    ]
    rows: list[list[Cell]] = [
        [
            bureau,
            judgement.bureaus[bureau].name,
            category,
            one.standing.value,
            one.count,
            one.total,
            one.flagged,
        ]
        for (bureau, category), one in cells.items()
    ]
    return View(
        template="matrix.html",
        title=book.say("matrix"),
        values={"lines": lines, "categories": categories, "standings": list(Standing)}
        | saying(judgement, book),
        columns=("bureau", "bureau_name", "category", "standing", "count", "total", "flagged"),
        rows=rows,
        more=counted(judgement),
        current="/matrix",
    )


def _listed(judgement: Judgement, wanted: str, book: Phrasebook) -> View:
    """Return every verdict of one standing."""
    if wanted not in set(Standing):
        raise Missing("no_such_page")
    standing = Standing(wanted)
    held = [one for one in judgement.verdicts if one.standing is standing]
    return View(
        template="listed.html",
        title=say_standing(standing, book.lang),
        values={"verdicts": held, "standing": standing} | saying(judgement, book),
        columns=VERDICT_COLUMNS,
        rows=verdict_rows(held, judgement, book),
        trail=((book.say("matrix"), book.link("/matrix")),),
        current="/matrix",
    )


def _line(
    bureau: Bureau, categories: list[Category], cells: dict[tuple[str, str], Summed], book: Phrasebook
) -> list[dict[str, Any] | None]:
    return [_cell(bureau, category, cells.get((bureau.id, category.id)), book) for category in categories]


def _cell(bureau: Bureau, category: Category, cell: Summed | None, book: Phrasebook) -> dict[str, Any] | None:
    if cell is None:
        return None
    flags = f" ⚑{cell.flagged}" if cell.flagged else ""
    standing = say_standing(cell.standing, book.lang)
    colon = "：" if book.lang == "zh" else ": "
    return {
        "standing": cell.standing,
        "count": f"{cell.count}/{cell.total}" if cell.count < cell.total else str(cell.count),
        "flagged": cell.flagged,
        "label": f"{bureau.name} {category.id}{colon}{standing} {cell.count}/{cell.total}{flags}",
        "address": f"{book.link(f'/bureaus/{bureau.id}')}#{category.id}",
    }
