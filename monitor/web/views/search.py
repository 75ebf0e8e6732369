"""Search: words of any length, facets with counts, passages."""

from starlette.requests import Request

from monitor.search.index import update_index
from monitor.search.query import search as find
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import View

PAGE = 20
LONGEST = 200  # characters of a query


def search(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the hits of ``?q=``, narrowed by ``?site=`` and ``?year=``."""
    asked = request.query_params
    site, year = asked.get("site", ""), asked.get("year", "")
    page = max(int(asked["page"]), 1) if asked.get("page", "").isdecimal() else 1
    update_index(desk.engine)
    answer = find(
        desk.engine,
        asked.get("q", "")[:LONGEST],
        site=site,
        year=int(year) if year.isdecimal() else None,
        limit=PAGE,
        offset=(page - 1) * PAGE,
    )
    return View(
        template="search.html",
        title=book.say("search"),
        values={
            "answer": answer,
            "site": site,
            "year": int(year) if year.isdecimal() else None,
            "page": page,
            "more": answer.total > page * PAGE,
            "json": {
                "total": answer.total,
                "sites": answer.sites,
                "years": answer.years,
                "words": answer.words,
            },
        },
        columns=("notice", "site", "published", "title", "passage"),
        rows=[
            [one.notice, one.site, one.published, one.title, one.before + one.word + one.after]
            for one in answer.hits
        ],
    )
