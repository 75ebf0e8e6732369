"""Writes a view as HTML, JSON or CSV; crawled text is escaped in each."""

import csv
import json
from io import StringIO

from starlette.datastructures import URL
from starlette.responses import HTMLResponse, JSONResponse, Response

from monitor.say import LANGUAGES
from monitor.verdict import plain
from monitor.web.language import Phrasebook
from monitor.web.templates import templates
from monitor.web.view import Cell, View

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula."""


def guarded(cell: Cell) -> str:
    """Return *cell* as CSV text that no spreadsheet computes.

    >>> guarded("=1+1")
    "'=1+1"
    """
    if cell is None:
        return ""
    text = cell if isinstance(cell, str) else str(plain(cell))
    risky = any(line.lstrip(" \u00a0\u3000").startswith(FORMULA) for line in text.splitlines() or [text])
    return f"'{text}" if risky and isinstance(cell, str) else text


def as_csv(view: View) -> Response:
    """Return the view's table as UTF-8 CSV with a mark that spreadsheets recognise."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(view.columns)
    writer.writerows([guarded(cell) for cell in row] for row in view.rows)
    content = "\ufeff" + out.getvalue()
    return Response(content, view.status, media_type="text/csv; charset=utf-8")


def as_json(view: View) -> Response:
    """Return the view's table as JSON objects, with its count and title."""
    rows = [dict(zip(view.columns, (plain(cell) for cell in row), strict=True)) for row in view.rows]
    said = {"title": view.title, "count": len(rows), "rows": rows} | view.values.get("json", {})
    content = json.dumps(plain(said), ensure_ascii=False)
    return JSONResponse(json.loads(content), view.status)


def as_html(view: View, book: Phrasebook, here: URL) -> Response:
    """Return the view as a page; *here* is its own address, for its other forms and languages."""
    template = templates().get_template(view.template)
    path = here.path if here.path != "/" else "/index"
    common = {
        "t": book.say,
        "lang": book.lang,
        "view": view,
        "link": book.link,
        "forms": {form: _relative(here.replace(path=f"{path}.{form}")) for form in ("json", "csv")},
        "languages": {lang: _relative(here.include_query_params(lang=lang)) for lang in LANGUAGES},
    }
    return HTMLResponse(template.render(common | view.values), view.status)


def _relative(address: URL) -> str:
    return f"{address.path}?{address.query}" if address.query else address.path
