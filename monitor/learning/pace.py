"""Measures how many notices a second one core matches, and whether time grows with the length alone."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from monitor.learning.labelled import Labelled
from monitor.matching.match import Matcher
from monitor.matching.notice import NoticeText

LETTERS = 680
"""Chinese characters of a body of 2 KB."""

SAMPLE = 1000
_WARM = 50
_FILLER = "本局依法对有关事项进行了核查，并将核查情况如实记录在案。"
_HOSTILE = ("行政处罚决定书", "公示公告名单结果", "20152015", "((((")
_LONG = 1_000_000


def pace(
    matcher: Matcher, notices: Sequence[Labelled], clock: Callable[[], float] = time.process_time
) -> Iterator[str]:
    """Yield what was measured, line by line, in seconds of *clock*."""
    sample = [_of_size(one.notice, LETTERS) for one in notices[:SAMPLE]]
    for one in sample[:_WARM]:
        matcher.match(one)
    spent = _spent(matcher, sample, clock)
    yield f"pace: {len(sample) / spent:,.0f} notices of 2 KB a second on one core, with all categories, duties and reasons"
    for times in (2, 4, 8):
        longer = [_of_size(one.notice, LETTERS * times) for one in notices[: SAMPLE // 4]]
        each = _spent(matcher, longer, clock) / len(longer)
        yield f"pace: {each * 1e6:,.0f} µs a notice of {2 * times} KB"
    for text in _HOSTILE:
        long = text * (_LONG // len(text))
        hostile = NoticeText(id="", title=long, body=long, column=long, issuer=long, attachments=(long,))
        yield f"pace: {_spent(matcher, [hostile], clock) * 1e3:,.0f} ms for {text!r} a million characters long in every field"


def _of_size(notice: NoticeText, letters: int) -> NoticeText:
    """Return *notice* with a body of that many characters: its own and filler."""
    body = notice.body + _FILLER * (letters // len(_FILLER) + 1)
    return replace(notice, body=body[:letters])


def _spent(matcher: Matcher, notices: Sequence[NoticeText], clock: Callable[[], float]) -> float:
    started = clock()
    for one in notices:
        matcher.match(one)
    return max(clock() - started, 1e-9)
