"""A person's decision on what one notice discloses, and the answer that it makes of the matcher's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from monitor.catalogue.model import Edition
from monitor.matching.match import UNDECIDED
from monitor.matching.notice import Asserted, MatchResult, NoticeText


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Who decided of which notice that it discloses these categories and no other, when and why."""

    url: str
    """Address of the notice, as the facts know it."""
    site: str
    sites: tuple[str, ...]
    """The sites on which it stood when it was decided, its own and those that had reposted it."""
    text: NoticeText
    """What was decided on, kept here so that it can be learned from and reposts be known whatever becomes of the page."""
    categories: tuple[str, ...]
    duties: tuple[str, ...] = ()
    """Duties of these categories, where the decision singles some out."""
    author: str
    reason: str
    at: datetime
    """When it was decided."""
    recorded_at: datetime
    """When it was written down; later than ``at`` for what was decided on paper."""

    def __post_init__(self) -> None:
        """Refuse one that nobody could check."""
        if not self.author.strip() or not self.reason.strip():
            raise ValueError("a decision needs an author and a reason")
        if self.recorded_at < self.at:
            raise ValueError(f"{self.at.isoformat()} has not come yet")

    @property
    def why(self) -> str:
        """What a reason of the answer says."""
        return f"人工判定（{self.author}，{self.at.date()}）：{self.reason}"


def answer(decision: Decision, said: MatchResult, edition: Edition) -> MatchResult:
    """Return the answer by *decision*; of its categories the duties are those it names, else those the matcher *said*.

    A category that *edition* does not have is left out.
    """
    known = {one.id for one in edition.categories}
    taken = [one for one in decision.categories if one in known]
    return MatchResult(
        categories=tuple(Asserted(category=one, score=1.0, reasons=(decision.why,)) for one in taken),
        duties=tuple(duty for one in taken for duty in _duties(decision, said, edition, one)),
        abstain=False,
    )


def _duties(decision: Decision, said: MatchResult, edition: Edition, category: str) -> Iterator[Asserted]:
    owned = [one.id for one in edition.category(category).duties]
    named = [one for one in owned if one in decision.duties] or (owned if len(owned) == 1 else [])
    if named:
        yield from (Asserted(category=one, score=1.0, reasons=(decision.why,)) for one in named)
        return
    thought = [one for one in said.duties if one.category in owned]
    yield from thought or (Asserted(category=one, score=0.0, reasons=(UNDECIDED,)) for one in owned)
