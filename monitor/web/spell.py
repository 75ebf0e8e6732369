"""Writes a view as HTML, JSON or CSV; crawled text is escaped in each."""

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from crawler.door.door import current
from monitor.guard import csv_text
from monitor.say import LANGUAGES
from monitor.verdict import plain
from monitor.web.language import Phrasebook
from monitor.web.templates import templates
from monitor.web.view import View

NAVIGATION = (
    ("/", "overview"),
    ("/matrix", "matrix"),
    ("/coverage", "coverage"),
    ("/search", "search"),
    ("/method", "method"),
)


def spelt(view: View, request: Request, book: Phrasebook) -> Response:
    """Return *view* in the form that the address asks for."""
    form = request.path_params.get("form", "")
    if form == "json":
        return as_json(view)
    if form == "csv" and view.columns:
        return as_csv(view)
    return as_html(view, book, request.url)


def as_csv(view: View) -> Response:
    """Return the view's table as UTF-8 CSV with a mark that spreadsheets recognise."""
    return Response(csv_text(view.columns, view.rows), view.status, media_type="text/csv; charset=utf-8")


def as_json(view: View) -> Response:
    """Return the view's table as JSON objects, with its count and title."""
    rows = [dict(zip(view.columns, row, strict=True)) for row in view.rows]
    said = {"title": view.title, "count": len(rows), "rows": rows} | view.more
    return JSONResponse(current().data(plain(said if view.columns else view.more)), view.status)


def as_html(view: View, book: Phrasebook, here: URL) -> Response:
    """Return the view as a page; *here* is its own address, for its other forms and languages."""
    template = templates().get_template(view.template)
    path = here.path if here.path != "/" else "/index"
    common = {
        "t": book.say,
        "lang": book.lang,
        "zone": book.zone,
        "kept": book.kept,
        "view": view,
        "link": book.link,
        "navigation": NAVIGATION,
        "forms": {form: _relative(here.replace(path=f"{path}.{form}")) for form in ("json", "csv")},
        "languages": {lang: _relative(here.include_query_params(lang=lang)) for lang in LANGUAGES},
    }
    return HTMLResponse(template.render(common | view.values), view.status)


def _relative(address: URL) -> str:
    return f"{address.path}?{address.query}" if address.query else address.path
