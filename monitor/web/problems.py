"""Pages for what went wrong, in plain words, with nothing of the request repeated."""

from starlette.requests import Request

from monitor.web.language import Phrasebook, phrasebook
from monitor.web.view import View

NOT_FOUND, NOT_ALLOWED, GONE, BROKEN, UNAVAILABLE = 404, 405, 410, 500, 503
_TITLES = {
    NOT_FOUND: "no_such_page",
    NOT_ALLOWED: "no_such_page",
    GONE: "taken_down",
    UNAVAILABLE: "unavailable",
}


def book_of(request: Request) -> Phrasebook:
    """Return the language of the request, and the day that its links keep."""
    asked = request.query_params
    return phrasebook(
        asked.get("lang", ""), request.headers.get("accept-language", ""), asked.get("as_of", "")[:10]
    )


def problem(book: Phrasebook, status: int, message: str = "") -> View:
    """Return the page of *status*; *message* says what, where there is more to say than the title."""
    title = book.say(_TITLES.get(status, "broken"))
    return View(
        template="problem.html",
        title=title,
        values={"message": message or book.say(f"{_TITLES.get(status, 'broken')}_says")},
        more={"error": {"status": status, "title": title, "message": message}},
        status=status,
    )
