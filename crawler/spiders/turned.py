"""What came of turning to a page of a list, and how a reading ends where nothing of it could be read."""

from dataclasses import dataclass

from crawler.cms.page import ListRead
from crawler.fetched import Fetched
from crawler.outcomes import Judged
from crawler.reading import ColumnReading, Ended
from crawler.words import Ending, Outcome

_STUB = 600  # bytes; a family that ends its lists with a stub writes less, a list page more


@dataclass(frozen=True, kw_only=True)
class Turned:
    """What came of turning to a page; ``read`` is None where nothing could be read."""

    fetched: Fetched
    read: ListRead | None = None
    changed: str = ""
    """How the page has lost its shape."""
    aside: bool = False
    """Whether it is no page of this list, and the list is over without it."""


def leads_aside(turned: Turned, state: ColumnReading) -> bool:
    """Whether a doubtful way leads to no page of this list: to nothing, to another list, or to the same rows alone."""
    if turned.read is None:
        return turned.fetched.outcome in {Outcome.OK, Outcome.NOT_FOUND, Outcome.SOFT_404}
    return state.repeats(turned.read) or not state.knows(turned.read)


def is_stub(turned: Turned) -> bool:
    """Whether hardly anything came, without being a refusal."""
    answer = turned.fetched.answer
    if answer is None or (turned.read and turned.read.rows) or answer.status != 200:  # noqa: PLR2004 - the good status
        return False
    return len(answer.body) < _STUB and turned.fetched.outcome is not Outcome.CHALLENGE


def unread(turned: Turned, state: ColumnReading, last: ListRead | None) -> Ended:
    """Return how a reading ends at a page that could not be read."""
    if last and turned.aside:
        return state.ended_with(last)
    if last and last.stub_ends and is_stub(turned):
        return state.ended_by_stub()
    if turned.fetched.outcome is Outcome.NOT_MODIFIED and state.glance and not state.pages:
        return Ended(ending=Ending.GLANCED, detail="page one is as it was")
    if not turned.changed:
        return state.failed(turned.fetched.judged, last)
    if state.pages:
        return state.failed(Judged(outcome=Outcome.NOT_FOUND, detail=turned.changed), None)
    return Ended(ending=Ending.PARSE_ZERO, detail=turned.changed)
