"""Cuts text into overlapping pairs of characters, so that a Chinese word of any length is a phrase of pairs.

Every position of a Chinese run gives one token: the character with its follower, or the character alone at the run's
end. A word of one character is then the beginning of a token, a longer one a phrase. Latin words and numbers are tokens.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.text import normalise

_RUN = re.compile(r"[〇㐀-䶿一-鿿豈-﫿𠀀-𯿿]+|[a-z0-9]{1,64}")
"""Longer Latin runs are cut: PostgreSQL refuses a token of more than 2,046 bytes."""

_LATIN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """Tokens that must follow one another; with ``prefix`` the last one may go on."""

    tokens: tuple[str, ...]
    prefix: bool


def folded(text: str) -> str:
    """Return *text* as it is indexed: one spelling, lower case.

    >>> folded("關於ＡＢ公開")
    '关于ab公开'
    """
    return normalise(text).lower()


def tokens(text: str) -> Iterator[str]:
    """Yield the tokens of *text*, which is folded already.

    >>> list(tokens("行政处罚2015年"))
    ['行政', '政处', '处罚', '罚', '2015', '年']
    """
    for found in _RUN.finditer(text):
        run = found[0]
        if _LATIN.fullmatch(run):
            yield run
        else:
            yield from (run[at : at + 2] for at in range(len(run)))


def phrases(query: str) -> tuple[Phrase, ...]:
    """Return what *query* asks for: its words, apart by blanks or signs, must all be found.

    >>> phrases("处罚 2015年")
    (Phrase(tokens=('处罚',), prefix=False), Phrase(tokens=('2015', '年'), prefix=True))
    """
    found = []
    for word in folded(query).split():
        parts: list[str] = []
        for run in _adjacent(word):
            if parts and run is None:
                found.append(_phrase(parts))
                parts = []
            elif run is not None:
                parts.append(run)
        if parts:
            found.append(_phrase(parts))
    return tuple(found)


def _adjacent(word: str) -> Iterator[str | None]:
    """Yield the runs of *word*, with None where signs stand between two."""
    end = None
    for found in _RUN.finditer(word):
        if end is not None and found.start() != end:
            yield None
        yield found[0]
        end = found.end()


def _phrase(runs: list[str]) -> Phrase:
    last = runs[-1]
    cut = [one for run in runs for one in tokens(run)]
    if _LATIN.fullmatch(last) or len(last) == 1:
        return Phrase(tokens=tuple(cut), prefix=True)
    return Phrase(tokens=tuple(cut[:-1]), prefix=False)
