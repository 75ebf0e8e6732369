"""Reads a list by the service that its site's file describes; the service is asked at once, the column's page is for people."""

from urllib.parse import urljoin

from crawler.cms.detect import Scored
from crawler.cms.jsonlist import JsonList
from crawler.cms.openings import itself
from crawler.cms.page import PageRequest
from crawler.cms.service import FORM, JSON, ask
from crawler.listservice import ListService

DECLARED = Scored(
    adapter="declared", score=0, reasons=("the site's file says how to ask and what is answered",)
)
"""What takes the place of a detection."""


def declared(service: ListService) -> JsonList:
    """Return the adapter of *service*."""
    return JsonList(
        name=DECLARED.adapter,
        opens=itself,
        rows=(service.rows,),
        title=(service.title,),
        url=(service.link,),
        moments=_given(service.date),
        dates=_given(service.date),
        doc_number=_given(service.doc_number),
        index_number=_given(service.index_number),
        files=_given(service.files),
        total=_given(service.total),
        pages=_given(service.pages),
        promised=bool(service.total),
    )


def first_request(column: str, service: ListService | None) -> PageRequest:
    """Return the first request for a column: its page at *column*, or what that page would ask *service*."""
    if service is None:
        return PageRequest(url=column)
    memo = {
        "url": urljoin(column, service.url),
        "body": service.body,
        "kind": JSON if service.body.startswith("{") else FORM,
        "first": str(service.first),
        "step": str(service.size),
        "column": column,
    }
    return ask(memo, 1)


def _given(path: str) -> tuple[str, ...]:
    return (path,) if path else ()
