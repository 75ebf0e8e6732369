"""What people decided of notices, as further examples to learn from."""

from collections.abc import Iterable

from monitor.catalogue.model import Edition
from monitor.decided.decision import Decision
from monitor.learning.labelled import Labelled
from monitor.reposts import Document, Documents


def further(decisions: Iterable[Decision], edition: Edition) -> tuple[Labelled, ...]:
    """Return one example a document, labelled by the last decision on it."""
    known = {one.id for one in edition.categories if one.number is not None}
    filed: Documents[int] = Documents()
    found: list[Labelled] = []
    for one in decisions:
        mine = Document(one.text)
        labelled = Labelled(notice=one.text, wanted=frozenset(one.categories) & known)
        at = next(filed.find(mine), None)
        if at is None:
            filed.file(mine, len(found))
            found.append(labelled)
        else:
            found[at] = labelled
    return tuple(found)
