"""Says why, in words that need no explanation: which words were found in which part of a notice."""

from collections.abc import Iterable, Mapping, Sequence

from monitor.matching.notice import Field

Found = tuple[tuple[Field, tuple[str, ...]], ...]
"""Which words were found in which fields."""


def say(found: Found) -> str:
    """Return what was found where; empty where nothing had to be found.

    >>> say(((Field.TITLE, ("公示", "名单")), (Field.COLUMN, ("财政",))))
    '标题含“公示”“名单”，栏目含“财政”'
    """
    return "，".join([f"{place.label}含“{'”“'.join(words)}”" for place, words in found if words])


def say_all(findings: Sequence[Found]) -> tuple[str, ...]:
    """Return the reasons without those that another one contains word for word."""
    said = [say(one) for one in findings]
    if len(said) == 1:
        return tuple(said)
    kept: dict[int, dict[Field, tuple[str, ...]]] = {}
    for at in sorted(range(len(said)), key=lambda at: -len(said[at])):
        if not any(_inside(findings[at], held) for held in kept.values()):
            kept[at] = dict(findings[at])
    return tuple([said[at] for at in sorted(kept)])


def _inside(one: Found, held: Mapping[Field, Sequence[str]]) -> bool:
    return all(_all_inside(words, held.get(place, ())) for place, words in one)


def _all_inside(words: Iterable[str], held: Iterable[str]) -> bool:
    return all(any(word in whole for whole in held) for word in words)
