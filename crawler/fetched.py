"""One request and what came of it, in the words of the store and the archive."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256
from math import ceil
from urllib.parse import urlsplit

from scrapy.http import Response

from crawler.archive.exchange import Exchange, Tls
from crawler.errors import FetchFailed
from crawler.extract.decode import text_of
from crawler.outcomes import SHELL, Answer, Judged, judge_answer
from crawler.store.facts import FetchFacts
from crawler.store.ways import TLS_INVALID
from crawler.transport.handler import CUT, OPEN_ENDED
from crawler.words import Outcome, Purpose

_LONGEST_WAIT = timedelta(days=1)
LATER = frozenset({429, 503})
"""Statuses that say *later*, and may say when; the host is let rest until then."""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What to send, and what for."""

    purpose: Purpose
    url: str
    method: str = "GET"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    column: str | None = None
    notice: int | None = None
    attachment: int | None = None
    tentative: bool = False
    """One of several ways: a refusal may only mean that it is the wrong one."""
    render: bool = False
    """Whether scripts draw the page, so that a browser has to."""


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What came of it; ``answer`` and ``exchange`` are None where nothing came."""

    judged: Judged
    facts: FetchFacts
    answer: Answer | None = None
    exchange: Exchange | None = None
    sent: bool = True
    retry_after: timedelta | None = None
    closed: bool = False
    """Whether nobody listened at the port."""
    partial: str = ""
    """Why what was drawn is not the whole page."""

    @property
    def outcome(self) -> Outcome:
        """How it went."""
        return self.judged.outcome


def facts_of(ask: Ask, at: datetime, judged: Judged) -> FetchFacts:
    """Return the facts of a request of which nothing more is known than how it went."""
    return FetchFacts(
        purpose=ask.purpose,
        url=ask.url,
        at=at,
        outcome=judged.outcome,
        detail=judged.detail,
        column=ask.column,
        notice=ask.notice,
        attachment=ask.attachment,
    )


def fetched_from(ask: Ask, at: datetime, response: Response, now: datetime) -> Fetched:
    """Return *response* judged, with what the store and the archive need."""
    headers = {
        name.decode("latin-1").lower(): "\n".join(one.decode("latin-1") for one in values)
        for name, values in response.headers.items()
    }
    answer = Answer(
        url=response.url,
        asked=ask.url,
        status=response.status,
        headers=headers,
        body=response.body,
        text=text_of(response.body, headers.get("content-type", "")),
        cut=CUT in response.flags,
        open_ended=OPEN_ENDED in response.flags,
    )
    judged = judge_answer(answer, ask.purpose)
    if ask.render and judged.detail == SHELL:
        judged = Judged(outcome=Outcome.OK)  # its scripts have not been run yet
    wait, digest = _retry_after(headers.get("retry-after", ""), now), sha256(response.body).hexdigest()
    facts = replace(
        facts_of(ask, at, judged),
        status=response.status,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        payload_sha256=digest,
        payload_bytes=len(response.body),
        detail=_with_trust(judged.detail, response),
        retry_after=ceil(wait.total_seconds()) if wait and response.status in LATER else None,
    )
    return Fetched(
        judged=judged,
        facts=facts,
        answer=answer,
        exchange=_exchange(ask, at, response, digest, truncated="disconnect" if answer.cut else ""),
        retry_after=wait,
    )


def _with_trust(detail: str, response: Response) -> str:
    """Return *detail* with why the connection proves nothing, where it does not."""
    tls: Tls | None = response.request.meta.get("distrusted") if response.request else None
    if tls is None:
        return detail
    said = f"{TLS_INVALID}: {tls.invalid}, certificate sha256 {tls.certificate}"
    return f"{detail}; {said}" if detail else said


def _exchange(ask: Ask, at: datetime, response: Response, digest: str, *, truncated: str) -> Exchange:
    request = response.request
    if request is None:
        raise FetchFailed(Outcome.REFUSED, "an answer without its request")
    received = [
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in request.meta.get("received", ())
    ]
    packed = [
        (f"X-Archive-Orig-{name}", value) if _is_coding(name) else (name, value) for name, value in received
    ]
    return Exchange(
        url=response.url,
        at=at,
        method=request.method,
        request_headers=[("Host", urlsplit(response.url).netloc), *request.meta.get("sent", ())],
        status=response.status,
        reason=request.meta.get("reason", ""),
        response_headers=packed,
        body=response.body,
        payload_sha256=digest,
        address=str(response.ip_address or ""),
        truncated=truncated,
        tls=request.meta.get("tls"),
        notice=ask.notice,
    )


def _is_coding(name: str) -> bool:
    """Whether a header tells of a coding that the body no longer has."""
    return name.lower() == "content-encoding"


def _retry_after(text: str, now: datetime) -> timedelta | None:
    if text.strip().isdigit():
        return min(timedelta(seconds=int(text[:9])), _LONGEST_WAIT)
    try:
        return min(max(parsedate_to_datetime(text) - now, timedelta(0)), _LONGEST_WAIT) if text else None
    except (ValueError, TypeError):
        return None
