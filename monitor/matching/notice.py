"""What the matcher reads and what it answers, as frozen values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Field(StrEnum):
    """A part of a notice that words are looked for in; the value is what a rule file calls it."""

    TITLE = "title"
    COLUMN = "column"
    ISSUER = "issuer"
    BODY = "body"
    FILES = "files"
    """The names of the attachments."""
    NUMBER = "number"
    SITE = "site"

    # the hash of an enumeration is computed anew each time, and fields are looked up dozens of times a notice
    __hash__ = str.__hash__

    @property
    def label(self) -> str:
        """What a reason calls the place."""
        return _LABELS[self]


_LABELS = {
    Field.TITLE: "标题",
    Field.COLUMN: "栏目",
    Field.ISSUER: "发布机构",
    Field.BODY: "正文",
    Field.FILES: "附件名",
    Field.NUMBER: "文号",
    Field.SITE: "网站",
}


@dataclass(frozen=True, kw_only=True)
class NoticeText:
    """One notice as the matcher sees it; nothing else about it counts."""

    id: str
    title: str
    body: str = ""
    issuer: str = ""
    site: str = ""
    column: str = ""
    published: date | None = None
    doc_number: str = ""
    attachments: tuple[str, ...] = ()
    """Names of the files."""


@dataclass(frozen=True, kw_only=True)
class Asserted:
    """A category or a duty that a notice discloses, or may disclose."""

    category: str
    """Id of the category; of the duty where a duty is asserted."""
    score: float
    """0 to 1."""
    reasons: tuple[str, ...]
    """For a layman, in Chinese: which words were found where."""


@dataclass(frozen=True, kw_only=True)
class MatchResult:
    """The answer for one notice."""

    categories: tuple[Asserted, ...]
    """Asserted, best first."""
    abstain: bool
    """A person should look: the answer is doubtful, or nothing is asserted and something is too near for that."""
    duties: tuple[Asserted, ...] = ()
    """Duties inside the asserted categories, best first in each."""
    near: tuple[Asserted, ...] = ()
    """Categories between the two thresholds."""
