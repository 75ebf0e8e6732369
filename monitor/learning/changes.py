"""What another matcher says otherwise, notice by notice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import tee

from monitor.matching.match import Matcher
from monitor.matching.notice import MatchResult, NoticeText


@dataclass(frozen=True, kw_only=True)
class Change:
    """One notice of which two matchers say different things."""

    notice: NoticeText
    before: MatchResult
    after: MatchResult


def changes(old: Matcher, new: Matcher, notices: Iterable[NoticeText]) -> Iterator[Change]:
    """Yield the *notices* whose categories, or whose being left to a person, *new* sees otherwise than *old*."""
    shown, first, second = tee(notices, 3)
    for notice, before, after in zip(shown, old.match_all(first), new.match_all(second), strict=True):
        if _said(before) != _said(after):
            yield Change(notice=notice, before=before, after=after)


def _said(result: MatchResult) -> tuple[frozenset[str], bool]:
    return frozenset(one.category for one in result.categories), result.abstain
