"""The matrix of bureaus and categories: the worst standing of each cell."""

from starlette.requests import Request

from monitor.say import say_standing
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import Cell, View
from monitor.web.views.common import asked_day, saying
from monitor.words import Standing


def matrix(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the matrix; its table has one row a bureau and category that owes something."""
    judgement = desk.judgement(asked_day(request))
    cells = judgement.matrix()
    used = {category for _, category in cells}
    categories = [one for one in judgement.edition.categories if one.number is not None or one.id in used]
    rows: list[list[Cell]] = []
    lines = []
    for bureau in judgement.bureaus.values():
        line = []
        for category in categories:
            cell = cells.get((bureau.id, category.id))
            if cell is None:
                line.append(None)
                continue
            said = f"{say_standing(cell.standing, book.lang)} {cell.count}/{cell.total}"
            said += f" ⚑{cell.flagged}" if cell.flagged else ""
            line.append(
                {
                    "category": category.id,
                    "standing": cell.standing,
                    "count": cell.count,
                    "flags": cell.flagged,
                    "label": f"{bureau.name} {category.id} {said}",
                }
            )
            rows.append(
                [
                    bureau.id,
                    bureau.name,
                    category.id,
                    cell.standing.value,
                    cell.count,
                    cell.total,
                    cell.flagged,
                ]
            )
        lines.append({"bureau": bureau, "cells": line})
    return View(
        template="matrix.html",
        title=book.say("matrix"),
        values={"lines": lines, "categories": categories, "standings": list(Standing)}
        | saying(judgement, book),
        columns=("bureau", "bureau_name", "category", "standing", "count", "total", "flagged"),
        rows=rows,
    )
