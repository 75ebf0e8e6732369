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
PASSES = 5
"""Of which the best counts: what else runs on the machine slows the others."""

_PART = 4  # one notice in so many is measured with a long body
_HOSTILE = ("行政处罚决定书", "公示公告名单结果", "20152015", "((((")
_LONG = 1_000_000


def pace(
    matcher: Matcher, notices: Sequence[Labelled], clock: Callable[[], float] = time.process_time
) -> Iterator[str]:
    """Yield what was measured, line by line, in seconds of *clock*."""
    sample = [one.notice for one in notices[:SAMPLE]]
    filler = "".join(one.body or one.title for one in sample) or "无"
    beside = "classifier and rules" if matcher.model else "rules alone"
    yield (
        f"pace: {beside}, in processor time of one core, the best of {PASSES} passes over {len(sample)} notices,"
        " their bodies filled up with the texts of others"
    )
    each = _spent(matcher, _of_size(sample, LETTERS, filler), clock) / len(sample)
    yield f"pace: {1 / each:,.0f} notices of 2 KB a second on one core, with all categories, duties and reasons"
    for times in (1, 2, 4, 8):
        longer = _of_size(sample[::_PART], LETTERS * times, filler)
        yield f"pace: {_spent(matcher, longer, clock) / len(longer) * 1e6:,.0f} µs a notice of {2 * times} KB"
    words = "".join(sorted(word for held in matcher.words.values() for word in held))
    for name, text in ((f"{one!r} over and over", one) for one in _HOSTILE):
        yield _hostile(matcher, name, text, clock)
    yield _hostile(matcher, "every word that any rule looks for", words, clock)


def _hostile(matcher: Matcher, name: str, text: str, clock: Callable[[], float]) -> str:
    long = text * (_LONG // len(text) + 1)
    notice = NoticeText(id="", title=long, body=long, column=long, issuer=long, attachments=(long,))
    spent = _spent(matcher, [notice], clock)
    return f"pace: {spent * 1e3:,.1f} ms for {name}, a million characters long in every field"


def _of_size(notices: Sequence[NoticeText], letters: int, filler: str) -> list[NoticeText]:
    """Return *notices* with bodies of that many characters: their own, and of *filler* for each another part."""
    endless = filler * (letters // len(filler) + 2)
    return [
        replace(one, body=(one.body + endless[at * letters % len(filler) :][:letters])[:letters])
        for at, one in enumerate(notices)
    ]


def _spent(matcher: Matcher, notices: Sequence[NoticeText], clock: Callable[[], float]) -> float:
    """Return the seconds of the fastest pass over *notices*."""

    def once() -> float:
        started = clock()
        for _ in matcher.match_all(notices):
            pass
        return clock() - started

    return max(min(once() for _ in range(PASSES)), 1e-9)
