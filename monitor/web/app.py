"""The application: routes, safe headers, and errors in plain words."""

from collections.abc import Callable
from dataclasses import replace

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from crawler.door.door import leaving_by
from crawler.errors import GongkaiError
from monitor.web.desk import Desk
from monitor.web.headers import Safe, safe
from monitor.web.language import Phrasebook
from monitor.web.problems import BROKEN, NOT_FOUND, UNAVAILABLE, book_of, problem
from monitor.web.spell import spelt
from monitor.web.view import Missing, View
from monitor.web.views.bureau import bureau
from monitor.web.views.changes import changes
from monitor.web.views.coverage import coverage
from monitor.web.views.difference import difference
from monitor.web.views.matrix import matrix
from monitor.web.views.method import method
from monitor.web.views.notice import notice
from monitor.web.views.obligation import obligation
from monitor.web.views.overview import overview
from monitor.web.views.reading import reading
from monitor.web.views.search import search
from monitor.web.views.weekly import weekly

Make = Callable[[Desk, Request, Phrasebook], View]

VIEWS: dict[str, Make] = {
    "/index": overview,
    "/matrix": matrix,
    "/bureaus/{bureau:name}": bureau,
    "/bureaus/{bureau:name}/duties/{duty:name}": obligation,
    "/notices/{notice:number}": notice,
    "/notices/{notice:number}/diff": difference,
    "/readings/{reading:number}": reading,
    "/search": search,
    "/coverage": coverage,
    "/weekly/{week:name}": weekly,
    "/changes": changes,
    "/method": method,
}
"""Address → what it shows; each also answers with .json and .csv behind it."""


class Name(Convertor[str]):
    """A name in an address; it takes as little as it can, so that an ending behind it stays an ending."""

    regex = "[^/]+?"

    def convert(self, value: str) -> str:
        """Return the name."""
        return value

    def to_string(self, value: str) -> str:
        """Return the name."""
        return value


class Number(Convertor[int]):
    """A number that every database can hold."""

    regex = "[0-9]{1,15}"

    def convert(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_string(self, value: int) -> str:
        """Return its digits."""
        return str(value)


class Form(Convertor[str]):
    """The ending of an address: nothing, ``.json`` or ``.csv``."""

    regex = r"(?:\.json|\.csv)?"

    def convert(self, value: str) -> str:
        """Return the ending without its dot."""
        return value.removeprefix(".")

    def to_string(self, value: str) -> str:
        """Return the ending with its dot."""
        return f".{value}" if value else ""


def create_app(desk: Desk) -> Starlette:
    """Return the application over *desk*."""
    register_url_convertor("name", Name())
    register_url_convertor("number", Number())
    register_url_convertor("form", Form())
    routes: list[Route | Mount] = [
        Mount("/static", StaticFiles(packages=[("monitor.web", "static")])),
        Route("/", _endpoint(desk, overview)),
        Route("/robots.txt", _robots),
    ]
    routes += [Route(f"{path}{{form:form}}", _endpoint(desk, make)) for path, make in VIEWS.items()]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Safe), Middleware(GZipMiddleware)],
        exception_handlers={HTTPException: _refused, Exception: _broken},
    )


def _endpoint(desk: Desk, make: Make) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        book = book_of(request)
        with leaving_by(desk.door()):
            try:
                book = replace(book, zone=desk.zone)
                view = make(desk, request, book)
            except Missing as error:
                view = problem(book, error.status, book.say(error.key, **error.values))
            except GongkaiError as error:
                view = problem(book, UNAVAILABLE, book.say("unavailable_because", reason=error.message))
            return spelt(view, request, book)

    return answer


def _robots(_: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else NOT_FOUND
    book = book_of(request)
    return spelt(problem(book, status), request, book)


def _broken(request: Request, _: Exception) -> Response:
    """Answer for what nobody foresaw; the server writes the error to its log."""
    book = book_of(request)
    return safe(spelt(problem(book, BROKEN), request, book))
