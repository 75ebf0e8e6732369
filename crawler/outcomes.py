"""How one request went, told from its answer alone: a ban, a shell or half a page is never taken for a page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from crawler.challenges import challenge_in
from crawler.cms.pager import EMPTY
from crawler.cms.shapes import family_of
from crawler.cms.shells import leads_on
from crawler.extract.brief import is_brief
from crawler.extract.scripted import read_markup
from crawler.extract.tree import Document
from crawler.soft404 import says_missing
from crawler.visible import visible_text
from crawler.words import Outcome, Purpose

REFUSING = frozenset({202, 400, 401, 403, 405, 406, 407, 412, 418, 429, 444, 451, 456, 468, 493, 520, 521})
"""Statuses by which protection layers say no, whatever the standard says of them."""
GONE = frozenset({404, 410})
OK = 200
NOT_MODIFIED = 304
ACCEPTED = 202
REDIRECTION = 300
SERVER_FAILS = 500
REDIRECTS = frozenset({301, 302, 303, 307, 308})
SHELL = "a shell: a script and hardly any text"
"""What an answer is called that shows nothing without its scripts."""
LITTLE = 200  # visible characters; an answer with less and a script is a shell
MUCH = 1000  # visible characters; no message and no shell says so much
_PAGES = frozenset({Purpose.LIST, Purpose.NOTICE, Purpose.PART})
_DATA = (
    "_CONFIG",
    "<datastore",
    "articleList",
    "listData",
    "querydata",
    "queryData",
    "http-equiv",
    "<iframe",
)
_HREF = re.compile(r"href\s{0,3}=\s{0,3}[\"']?([^\"'\s>]{1,400})", re.IGNORECASE)
_TAIL = 2048  # bytes in which a complete file shows its end


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back for one request, as far as its outcome depends on it."""

    url: str
    """Where the answer came from, after redirects."""
    asked: str
    status: int
    headers: Mapping[str, str]
    """Names in lower case; several values of one name joined by newlines."""
    body: bytes
    text: str
    """The decoded body of a text answer, empty for files."""
    cut: bool = False
    """The connection ended before the promised length."""
    open_ended: bool = False
    """The end of the connection was the only sign of the end."""

    @cached_property
    def document(self) -> Document:
        """The parsed page; whoever asks next gets the same."""
        return read_markup(self.text)

    @cached_property
    def full(self) -> bool:
        """Whether it is a page that shows much, as articles and lists do, and no message or shell."""
        if self.status != OK or "<" not in self.text[:_TAIL]:
            return False
        return self.document.weight(0, len(self.document.nodes)) > MUCH


@dataclass(frozen=True, kw_only=True)
class Judged:
    """An outcome, and what it was told from."""

    outcome: Outcome
    detail: str = ""
    behind: Outcome | None = None
    """What lies behind it, where that is another outcome."""

    @property
    def said(self) -> str:
        """What lies behind it, in words."""
        if self.behind and self.behind is not self.outcome:
            return f"{self.behind} at robots.txt"
        return f"{self.outcome} {self.detail}".strip()


def judge_answer(answer: Answer, purpose: Purpose) -> Judged:
    """Return how the request went: the first rule that has something to say decides."""
    full = purpose in _PAGES and answer.full
    bare = answer.text != "" and purpose is not Purpose.RESOURCE and not full and _is_bare(answer)
    for rule in (_by_status, _by_wholeness, _by_content):
        if judged := rule(answer, purpose, bare):
            return judged
    return Judged(outcome=Outcome.OK)


def _by_status(answer: Answer, purpose: Purpose, bare: bool) -> Judged | None:
    """Return what the status says, unless it says that all is well; a protection page hides behind any status."""
    status = answer.status
    refused = status in REFUSING and not (status == ACCEPTED and not bare)
    strange = purpose in {Purpose.ATTACHMENT, Purpose.RESOURCE} and _is_markup(answer)
    suspicious = bare or refused or strange or status in REDIRECTS or status >= SERVER_FAILS
    if name := challenge_in(answer.text, answer.headers, suspicious=suspicious):
        return Judged(outcome=Outcome.CHALLENGE, detail=name)
    found = {NOT_MODIFIED: Outcome.NOT_MODIFIED} | dict.fromkeys(GONE, Outcome.NOT_FOUND)
    found |= dict.fromkeys(REDIRECTS, Outcome.REDIRECT_LOOP)
    if refused:
        return Judged(outcome=Outcome.BLOCKED, detail=f"status {status}")
    if status in found:
        return Judged(outcome=found[status], detail="" if status == NOT_MODIFIED else f"status {status}")
    if status >= SERVER_FAILS:
        return Judged(outcome=Outcome.SERVER_ERROR, detail=f"status {status}")
    return Judged(outcome=Outcome.BLOCKED, detail=f"status {status}") if status >= REDIRECTION else None


def _by_wholeness(answer: Answer, purpose: Purpose, _bare: bool) -> Judged | None:
    """Return what is missing of an answer, if anything."""
    if cut := _how_cut(answer):
        return Judged(outcome=Outcome.TRUNCATED, detail=cut)
    if answer.body or purpose in {Purpose.ROBOTS, Purpose.RESOURCE}:
        return None
    empty = Outcome.TRUNCATED if purpose is Purpose.ATTACHMENT else Outcome.BLOCKED
    return Judged(outcome=empty, detail="an empty answer")


def _by_content(answer: Answer, purpose: Purpose, bare: bool) -> Judged | None:
    """Return what a whole answer says beside what it was asked for."""
    if purpose in {Purpose.ROBOTS, Purpose.RESOURCE}:
        return None
    little = purpose not in _PAGES or not answer.full
    if missing := says_missing(answer.text, asked=answer.asked, url=answer.url, little=little):
        return Judged(outcome=Outcome.SOFT_404, detail=missing)
    if purpose is Purpose.ATTACHMENT and _is_page(answer):
        return Judged(outcome=Outcome.BLOCKED, detail="a page where a file was asked for")
    return Judged(outcome=Outcome.BLOCKED, detail=SHELL) if bare else None


def _is_bare(answer: Answer) -> bool:
    """Whether the answer is a shell: a script, hardly any text, no data, no article, no article's address, no word of emptiness."""
    text = answer.text
    if "<script" not in text.lower() or any(one in text for one in _DATA) or leads_on(text):
        return False
    shown = visible_text(text, LITTLE)
    if len(shown) >= LITTLE or EMPTY.search(shown):
        return False
    if any(family_of(f"http://h/{one}") for one in _HREF.findall(text)):
        return False
    return not is_brief(answer.document, text, answer.url)


def _how_cut(answer: Answer) -> str:
    """Return how one sees that the answer is not whole, or an empty text."""
    if answer.cut:
        return "the connection ended before the promised length"
    if not answer.open_ended or not answer.body:
        return ""
    if answer.text:
        low = answer.text[-_TAIL:].lower()
        opened = "<html" in answer.text[:_TAIL].lower() or "<!doctype html" in answer.text[:_TAIL].lower()
        return "no </html> at the end of the connection" if opened and "</html" not in low else ""
    return _file_cut(answer.body)


def _file_cut(body: bytes) -> str:
    if body.startswith(b"%PDF") and b"%%EOF" not in body[-_TAIL:]:
        return "a PDF without its end"
    if body.startswith(b"PK\x03\x04") and b"PK\x05\x06" not in body[-65_600:]:
        return "an archive without its end"
    return ""


def _is_page(answer: Answer) -> bool:
    """Whether a page came for an address that names a file of another kind."""
    path = urlsplit(answer.asked).path.lower()
    return _is_markup(answer) and not path.endswith((".htm", ".html", ".shtml", ".jsp", ".do", "/"))


def _is_markup(answer: Answer) -> bool:
    """Whether the answer is a page, and not a document of an office program that is written as one."""
    start = answer.text[:_TAIL]
    return "<html" in start.lower() and "urn:schemas-microsoft-com:office" not in start
