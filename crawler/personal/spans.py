"""A piece of personal data in a text: its kind, its place, and how it looks when masked."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Span:
    """From ``start`` to ``end`` stands something of ``kind``; ``masked`` takes its place."""

    kind: str
    start: int
    end: int
    masked: str


def stars(value: str, head: int, tail: int) -> str:
    """Return *value* with all but its ends starred.

    >>> stars("13800001111", 3, 2)
    '138******11'
    """
    return value[:head] + "*" * (len(value) - head - tail) + value[len(value) - tail :]
