"""What an import has to tell: what it dropped and what a person must decide (repairs are in ``repair``)."""

from dataclasses import dataclass
from enum import StrEnum


class Litter(StrEnum):
    """Why something in the file is not part of the notice."""

    TAG = "tag"
    COUNTER = "view counter"
    FONT_SIZE = "font-size control"
    CONTROL = "page control"
    FOOTER = "footer"
    AFTER_FOOTER = "text after the footer"
    BEFORE_TITLE = "text before the title"
    AFTER_TABLE = "text after the table"


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """Something that was left out, with its reason."""

    line: int
    text: str
    litter: Litter
    why: str


class Question(StrEnum):
    """What kind of decision is asked for."""

    NUMBER_BLANK = "document number is blank"
    NUMBER_MISSING = "document number is missing"
    REPAIR = "repair is not certain"
    UNIT = "unit is a set or a role"
    SHARED = "units share without a lead"
    PASSAGE = "passage was found only loosely"
    LAW_NAME = "law is cited by another name"
    TIME_LIMIT = "time limit of the text"
    DATE = "date is missing"
    ROW = "row of the table is out of order"
    DUTIES = "duties are not in the notice"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A question that only a person can answer."""

    question: Question
    subject: str
    detail: str
