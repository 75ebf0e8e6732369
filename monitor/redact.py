"""Says what personal data a published text leaves standing in the open."""

from dataclasses import dataclass

from crawler.personal.redact import find_personal, redact

__all__ = ["Leak", "over_disclosed", "redact"]


@dataclass(frozen=True, kw_only=True)
class Leak:
    """Personal data that stands in the open; the value is never kept, only how it looks when masked."""

    kind: str
    masked: str
    start: int


def over_disclosed(text: str) -> tuple[Leak, ...]:
    """Return what personal data stands open in *text*, in order of place; names alone are not counted."""
    spans = find_personal(text, names=False)
    return tuple(Leak(kind=one.kind, masked=one.masked, start=one.start) for one in spans)
