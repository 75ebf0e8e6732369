"""Tells one text from another: sentence by sentence first, then sign by sign where sentences differ.

Crawled text is hostile, and a comparison's cost can grow with the square of its length, so every step has a bound.
"""

import re
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
    a, b = _SENTENCE.findall(before), _SENTENCE.findall(after)
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
    rest = zip(reversed(a[head:]), reversed(b[head:]), strict=False)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest))
    parts = [("same", "".join(a[:head]))]
    parts += _sentences(a[head : len(a) - tail], b[head : len(b) - tail])
    parts.append(("same", "".join(a[len(a) - tail :])))
    return _joined(parts)


def _sentences(a: list[str], b: list[str]) -> list[Part]:
    if max(len(a), len(b)) > SENTENCES:
        return [("old", "".join(a)), ("new", "".join(b))]
    parts: list[Part] = []
    budget = BUDGET
    for kind, i, j, k, m in SequenceMatcher(None, a, b).get_opcodes():
        old, new = "".join(a[i:j]), "".join(b[k:m])
        if kind == "equal":
            parts.append(("same", new))
        elif max(len(old), len(new)) <= BLOCK and len(old) * len(new) <= budget:
            budget -= len(old) * len(new)
            parts += _signs(old, new)
        else:
            parts += [("old", old), ("new", new)]
    return parts


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
