"""Requests and replies of the practice sites, and what a conditional request is answered."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha1
from urllib.parse import parse_qsl, urlsplit

OK, NOT_MODIFIED, NOT_FOUND = 200, 304, 404
REASONS = {200: "OK", 202: "Accepted", 304: "Not Modified", 404: "Not Found", 405: "Method Not Allowed"}
HTML = "text/html"
MORNING = time(1, 30, tzinfo=UTC)  # half past nine in Asia/Shanghai, when pages are published


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request, with the headers that matter here in lower case."""

    method: str = "GET"
    target: str = "/"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    peer: str = ""
    """The address it came from."""

    @property
    def path(self) -> str:
        """The path without the query."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        """The query; the last value of a key counts."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    @property
    def form(self) -> dict[str, str]:
        """The body as a form."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))

    @property
    def base(self) -> str:
        """Scheme and host by which the site was asked."""
        return f"http://{self.headers.get('host', '127.0.0.1')}"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer."""

    status: int = OK
    kind: str = f"{HTML}; charset=utf-8"
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    tagged: bool = False
    """Whether it carries an ETag."""
    changed: date | None = None
    """The day of its Last-Modified."""
    reset: bool = False
    """Whether the connection is reset instead."""


def page(text: str, *, tagged: bool = False, changed: date | None = None) -> Reply:
    """Return *text* as a page in UTF-8."""
    return Reply(body=text.encode("utf-8"), tagged=tagged, changed=changed)


def conditional(request: Request, reply: Reply) -> Reply:
    """Return *reply* with its validators, or 304 when the asker has it already."""
    if reply.status != OK or not (reply.tagged or reply.changed):
        return reply
    etag = f'"{sha1(reply.body, usedforsecurity=False).hexdigest()[:20]}"' if reply.tagged else ""
    moment = datetime.combine(reply.changed, MORNING) if reply.changed else None
    validators = ((("ETag", etag),) if etag else ()) + (
        (("Last-Modified", format_datetime(moment, usegmt=True)),) if moment else ()
    )
    if _known(request, etag, moment):
        return Reply(status=NOT_MODIFIED, kind="", headers=validators)
    return replace(reply, headers=reply.headers + validators)


def _known(request: Request, etag: str, moment: datetime | None) -> bool:
    if asked := request.headers.get("if-none-match"):
        return bool(etag) and etag in asked
    since = request.headers.get("if-modified-since")
    if not since or not moment:
        return False
    try:
        return parsedate_to_datetime(since) >= moment
    except (ValueError, TypeError):
        return False


def encode(reply: Reply, *, head: bool = False) -> bytes:
    """Return the bytes of *reply* on the wire; none where the connection is to be reset."""
    if reply.reset:
        return b""
    lines = [f"HTTP/1.1 {reply.status} {reply.reason or REASONS.get(reply.status, 'Unknown')}"]
    if reply.kind:
        lines.append(f"Content-Type: {reply.kind}")
    lines += [f"{name}: {value}" for name, value in reply.headers]
    lines += [f"Content-Length: {len(reply.body)}", "Server: nginx", "Connection: keep-alive", "", ""]
    return "\r\n".join(lines).encode("latin-1") + (b"" if head else reply.body)
