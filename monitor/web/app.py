"""The application: routes, safe headers, and errors in plain words."""

from collections.abc import Callable
from secrets import token_hex

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from crawler.errors import GongkaiError
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook, phrasebook
from monitor.web.spell import as_csv, as_html, as_json
from monitor.web.view import Missing, View
from monitor.web.views.bureau import bureau
from monitor.web.views.coverage import coverage
from monitor.web.views.matrix import matrix
from monitor.web.views.method import method
from monitor.web.views.notice import difference, notice
from monitor.web.views.obligation import obligation
from monitor.web.views.overview import overview
from monitor.web.views.search import search
from monitor.web.views.weekly import weekly

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


Make = Callable[[Desk, Request, Phrasebook], View]

VIEWS: dict[str, Make] = {
    "/": overview,
    "/matrix": matrix,
    "/bureaus/{bureau}": bureau,
    "/bureaus/{bureau}/duties/{duty}": obligation,
    "/notices/{notice:int}": notice,
    "/notices/{notice:int}/diff": difference,
    "/search": search,
    "/coverage": coverage,
    "/weekly/{week}": weekly,
    "/method": method,
}
"""Address → what it shows; each also answers with .json and .csv behind it."""


class Form(Convertor[str]):
    """The ending of an address: nothing, ``.json`` or ``.csv``."""

    regex = r"(?:\.json|\.csv)?"

    def convert(self, value: str) -> str:
        """Return the ending without its dot."""
        return value.removeprefix(".")

    def to_string(self, value: str) -> str:
        """Return the ending with its dot."""
        return f".{value}" if value else ""


class Safe(BaseHTTPMiddleware):
    """Puts the safe headers on every answer, with a number by which an error can be found."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Answer with the headers."""
        response = await call_next(request)
        response.headers.update(HEADERS)
        response.headers["X-Request-ID"] = token_hex(8)
        return response


def create_app(desk: Desk) -> Starlette:
    """Return the application over *desk*."""
    register_url_convertor("form", Form())
    routes: list[Route | Mount] = [Mount("/static", StaticFiles(packages=[("monitor.web", "static")]))]
    for path, make in VIEWS.items():
        ending = "index{form:form}" if path == "/" else "{form:form}"
        routes.append(Route(path + ending, _endpoint(desk, make)))
    routes.append(Route("/", _endpoint(desk, overview)))
    return Starlette(
        routes=routes,
        middleware=[Middleware(Safe), Middleware(GZipMiddleware)],
        exception_handlers={404: _not_found},
    )


def _endpoint(desk: Desk, make: Make) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        book = _book(request)
        try:
            view = make(desk, request, book)
        except Missing as error:
            view = _problem(book, "no_such_page", str(error), 404)
        except GongkaiError as error:
            view = _problem(book, "error", error.message, 503)
        return _spelt(view, request, book)

    return answer


def _spelt(view: View, request: Request, book: Phrasebook) -> Response:
    form = request.path_params.get("form", "")
    if form == "json":
        return as_json(view)
    if form == "csv":
        return as_csv(view)
    return as_html(view, book, request.url)


def _book(request: Request) -> Phrasebook:
    return phrasebook(request.query_params.get("lang", ""), request.headers.get("accept-language", ""))


def _problem(book: Phrasebook, title: str, message: str, status: int) -> View:
    return View(template="problem.html", title=book.say(title), values={"message": message}, status=status)


def _not_found(request: Request, _: Exception) -> Response:
    book = _book(request)
    return _spelt(_problem(book, "no_such_page", book.say("no_such_page"), 404), request, book)
