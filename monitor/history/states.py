"""The versions of a notice as evidence, each with how it came to differ from the one before."""

from collections.abc import Iterable, Iterator

from crawler.words import Cause, EditKind
from monitor.evidence import State
from monitor.history.corrections import corrections
from monitor.history.edits import edits_of
from monitor.history.words import Manner
from monitor.known import KnownNotice

HARMLESS = frozenset({EditKind.TYPO, EditKind.BOILERPLATE})
"""Kinds of change that nobody has to tell of."""


def states_of(notice: KnownNotice, known: Iterable[KnownNotice]) -> Iterator[State]:
    """Yield the versions of *notice*; the corrections among the *known* notices may tell of its changes."""
    telling = corrections(known) if notice.edits else ()
    edited = {one.record.after: one for one in edits_of(notice, notice.edits, telling) if one.record.version}
    told = {one.after for one in notice.edits if one.version}
    for one in notice.versions:
        edit = edited.get(one.fetch)
        weighty = edit is not None and not HARMLESS.issuperset(edit.kinds) and edit.manner is Manner.SILENT
        yield State(
            version=one.id,
            number=one.number,
            fetch=one.fetch,
            seen_at=one.seen_at,
            text_sha256=one.text_sha256,
            published=one.published,
            seen=one.cause is Cause.SEEN,
            kinds=edit.kinds if edit else (),
            passages=edit.passages if edit else (),
            silent=weighty or one.fetch not in told,
        )
