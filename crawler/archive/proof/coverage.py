"""By what each link of the chain is held: a stamp, a root, its signature, the link after it, or nothing yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from crawler.archive.proof.links import Link


class Cover(StrEnum):
    """What holds a link, and with it its segment and its manifest; the strongest first."""

    STAMP = "stamp"
    """The root of its day, which an authority stamped."""
    SIGNED_ROOT = "signed root"
    ROOT = "root"
    """The root of its day, which nobody signed: worth what a copy of it is worth that lies elsewhere."""
    SIGNATURE = "signature"
    """Its own; its day has no root yet."""
    NEXT = "next link"
    """The digest in the link after it, and no signature: all of the chain could be written anew."""
    NOTHING = "nothing"
    """The newest link where nobody signs: changed or taken off, it is not missed."""


@dataclass(frozen=True, kw_only=True)
class Covered:
    """Links that follow each other and are held by the same."""

    first: int
    last: int
    by: Cover


def coverage(links: Sequence[Link], roots: Sequence[Covered]) -> list[Covered]:
    """Return by what the *links* are held, in the order of the chain; *roots* is what the roots cover, in theirs.

    >>> one = {"kind": "segment", "segment": "a", "length": 1, "at": ""}
    >>> unsigned = [Link(number=number, **one) for number in (1, 2, 3)]
    >>> coverage(unsigned, [Covered(first=1, last=1, by=Cover.ROOT)])[1:]  # doctest: +NORMALIZE_WHITESPACE
    [Covered(first=2, last=2, by=<Cover.NEXT: 'next link'>),
     Covered(first=3, last=3, by=<Cover.NOTHING: 'nothing'>)]
    """
    found: list[Covered] = []
    at = 0
    for link in links:
        while at < len(roots) and roots[at].last < link.number:
            at += 1
        if at < len(roots) and roots[at].first <= link.number:
            by = roots[at].by
        elif link.signer:
            by = Cover.SIGNATURE
        else:
            by = Cover.NOTHING if link is links[-1] else Cover.NEXT
        if found and found[-1].by is by and found[-1].last == link.number - 1:
            found[-1] = Covered(first=found[-1].first, last=link.number, by=by)
        else:
            found.append(Covered(first=link.number, last=link.number, by=by))
    return found
