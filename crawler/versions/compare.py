"""Tells one text from another: sentence by sentence first, then sign by sign where sentences differ.

Crawled text is hostile, and a comparison's cost can grow with the square of its length, so every step has a bound.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import takewhile

SENTENCES = 600  # compared; past the common beginning and end of 1,000 versions none had more than 80
BLOCK = 120  # signs of a changed passage that is told sign by sign; longer ones are shown as a whole
BUDGET = 100_000  # pairs of signs looked at in all

_SIGN = re.compile(r"[0-9A-Za-z]+|.", re.DOTALL)
"""Numbers and words change as a whole: an amount told digit by digit is an amount nobody reads."""
_SENTENCE = re.compile(r"[^。；;！？\n]*[。；;！？\n]|[^。；;！？\n]+")
Part = tuple[str, str]
"""``same``, ``old`` or ``new``, and the text."""


def compare(before: str, after: str) -> list[Part]:
    """Return *after* told from *before* in pieces that are ``same``, ``old`` or ``new``.

    >>> compare("罚款五万元", "罚款三万元")
    [('same', '罚款'), ('old', '五'), ('new', '三'), ('same', '万元')]
    >>> compare("罚款48000元", "罚款76800元")
    [('same', '罚款'), ('old', '48000'), ('new', '76800'), ('same', '元')]
    """
    parts: list[Part] = []
    budget = BUDGET
    for old, new in blocks(before, after):
        if old == new:
            parts.append(("same", "".join(new)))
            continue
        gone, come = "".join(old), "".join(new)
        if max(len(gone), len(come)) <= BLOCK and len(gone) * len(come) <= budget:
            budget -= len(gone) * len(come)
            parts += _signs(gone, come)
        else:
            parts += [("old", gone), ("new", come)]
    return _joined(parts)


def blocks(before: str, after: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the sentences of both texts in order, run by run: those that are equal, and those that stand for each other."""
    a, b = _SENTENCE.findall(before), _SENTENCE.findall(after)
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
    rest = zip(reversed(a[head:]), reversed(b[head:]), strict=False)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest))
    old, new = a[head : len(a) - tail], b[head : len(b) - tail]
    yield a[:head], b[:head]
    if max(len(old), len(new)) > SENTENCES:
        yield old, new
    else:
        for _, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
            yield old[i:j], new[k:m]
    yield a[len(a) - tail :], b[len(b) - tail :]


def _signs(old: str, new: str) -> list[Part]:
    a, b = _SIGN.findall(old), _SIGN.findall(new)
    parts: list[Part] = []
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(("same", "".join(b[k:m])))
        else:
            parts += [("old", "".join(a[i:j])), ("new", "".join(b[k:m]))]
    return parts


def _joined(parts: list[Part]) -> list[Part]:
    """Return *parts* without empty ones, neighbours of one kind as one."""
    joined: list[Part] = []
    for kind, text in parts:
        if not text:
            continue
        if joined and joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1] + text)
        else:
            joined.append((kind, text))
    return joined
