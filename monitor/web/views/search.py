"""Search: words of any length, facets with counts, passages."""

import re
from typing import Any

from starlette.requests import Request

from monitor.search.query import Answer
from monitor.search.query import search as find
from monitor.web.desk import Desk
from monitor.web.language import Phrasebook
from monitor.web.view import View

PAGE = 20
LONGEST = 200  # characters of a query
_YEAR = re.compile(r"[0-9]{4}")
_PAGE = re.compile(r"[1-9][0-9]{0,5}")


def search(desk: Desk, request: Request, book: Phrasebook) -> View:
    """Return the hits of ``?q=``, narrowed by ``?site=`` and ``?year=``."""
    asked = request.query_params
    site, said_year, said_page = asked.get("site", "")[:80], asked.get("year", ""), asked.get("page", "1")
    year = int(said_year) if _YEAR.fullmatch(said_year) else None
    page = int(said_page) if _PAGE.fullmatch(said_page) else 1
    query = asked.get("q", "")[:LONGEST].replace("\0", "")
    desk.index()
    answer = find(desk.engine, query, site=site, year=year, limit=PAGE, offset=(page - 1) * PAGE)
    names = {one.id: one.name for one in desk.workspace.sites().values()}
    pages = -(-answer.total // PAGE)
    values = {
        "answer": answer,
        "site": site,
        "year": year,
        "page": page,
        "pages": pages,
        "names": names,
        "facets": _facets(answer, names, site, year, book),
        "steps": _steps(query, site, year, page, pages, book),
    }
    return View(
        template="search.html",
        title=book.say("search"),
        values=values,
        columns=("notice", "site", "published", "title", "passage"),
        rows=[
            [one.notice, one.site, one.published, one.title, one.before + one.word + one.after]
            for one in answer.hits
        ],
        more={
            "total": answer.total,
            "page": page,
            "sites": answer.sites,
            "years": answer.years,
            "words": answer.words,
        },
        current="/search",
    )


def _facets(
    answer: Answer, names: dict[str, str], site: str, year: int | None, book: Phrasebook
) -> list[dict[str, Any]]:
    """Return the two lists beside the hits; the value chosen leads back out of its own narrowing."""
    sites = [
        {
            "name": names.get(key, key),
            "count": count,
            "chosen": key == site,
            "address": book.link("/search", q=answer.query, site="" if key == site else key, year=year),
        }
        for key, count in answer.sites.items()
    ]
    years = [
        {
            "name": str(key),
            "count": count,
            "chosen": key == year,
            "address": book.link("/search", q=answer.query, site=site, year=None if key == year else key),
        }
        for key, count in answer.years.items()
    ]
    return [{"name": book.say("site"), "values": sites}, {"name": book.say("year"), "values": years}]


def _steps(
    query: str, site: str, year: int | None, page: int, pages: int, book: Phrasebook
) -> list[tuple[str, str]]:
    """Return the links to the page before and the page after."""
    wanted = [("previous", page - 1), ("next", page + 1)]
    return [
        (book.say(name), book.link("/search", q=query, site=site, year=year, page=number))
        for name, number in wanted
        if 1 <= number <= pages
    ]
