"""One reading of a column: the pages that it read, and where their bytes lie."""

from starlette.requests import Request

from crawler.errors import UsageError
from crawler.store.reader import FactReader
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import Missing, View


def reading(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the reading's page; raise Missing where there is none."""
    number = request.path_params["reading"]
    try:
        pages = FactReader(desk.engine).pages(number)
    except UsageError:
        raise Missing("no_such_reading") from None
    return View(
        template="reading.html",
        title=book.say("reading", number=number),
        values={"pages": pages},
        columns=("fetch", "at", "outcome", "url", "segment", "offset", "length", "payload_sha256"),
        rows=[
            [
                one.fetch,
                one.at,
                one.outcome.value,
                one.url,
                one.segment,
                one.offset,
                one.length,
                one.payload_sha256,
            ]
            for one in pages
        ],
        trail=((book.say("coverage"), book.link("/coverage")),),
        current="/coverage",
    )
