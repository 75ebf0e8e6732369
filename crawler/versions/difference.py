"""What differs between two readings of one notice: its substance only, passage by passage and file by file."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest

from crawler.records import AttachmentLink, FileChange, Passage
from crawler.store.addresses import url_key
from crawler.store.transaction import flat
from crawler.versions.compare import blocks
from crawler.versions.furniture import without_furniture
from crawler.versions.kinds import kinds_of, skeleton
from crawler.words import EditKind

TELLER = "edits 1"
"""Which release of this comparing; stands with every change that it told."""
MOST = 60  # passages of one change that are kept; the versions hold the whole texts
LONGEST = 600  # characters of a passage that are kept
_ANNEX = re.compile(r"^附件\s{0,3}\d{0,2}\s{0,3}[:：.、]?\s{0,3}(?:【\s{0,3})?|\s{0,3}】$")


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a notice says, by one reading of its page."""

    title: str
    published: date | None
    body: str
    files: tuple[AttachmentLink, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What differs; it is false where nothing of substance does."""

    passages: tuple[Passage, ...] = ()
    files: tuple[FileChange, ...] = ()

    @property
    def kinds(self) -> tuple[EditKind, ...]:
        """Every kind of change in it, the weightiest first."""
        found = {kind for one in self.passages for kind in one.kinds}
        if self.files:
            found.add(EditKind.FILE)
        return tuple(one for one in EditKind if one in found)

    def __bool__(self) -> bool:
        """Whether anything of substance differs."""
        return bool(self.passages or self.files)


def differ(before: Content, after: Content) -> Difference:
    """Return what differs between two readings of one notice, page furniture left out."""
    changed = [*_titles(before.title, after.title), *_days(before.published, after.published)]
    named, files = _files(before.files, after.files)
    changed += named
    texts = [*_texts(without_furniture(before.body), without_furniture(after.body))]
    names = {flat(one.name) for one in (*before.files, *after.files)} - {""}
    changed += [one for one in texts if not _links(one, names)]
    # what stands under a text as the link to a file is told with the file; where none is known to differ, the link did
    if not (named or files):
        changed += [replace(one, where="file", kinds=(EditKind.FILE,)) for one in texts if _links(one, names)]
    return Difference(passages=tuple(changed[:MOST]), files=tuple(files[:MOST]))


def _titles(before: str, after: str) -> Iterator[Passage]:
    if flat(before) != flat(after):
        yield _passage("title", before, after)


def _days(before: date | None, after: date | None) -> Iterator[Passage]:
    if before != after:
        said = [one.isoformat() if one else "" for one in (before, after)]
        yield Passage(where="date", kinds=(EditKind.DATE,), before=said[0], after=said[1])


def _links(passage: Passage, names: Collection[str]) -> bool:
    """Whether a passage is nothing but the names of files, then and now."""
    said = [_ANNEX.sub("", one) for one in (passage.before, passage.after) if one]
    return all(one in names for one in said)


def _texts(before: str, after: str) -> Iterator[Passage]:
    for old, new in blocks(before, after):
        if old != new:
            for gone, come in _paired(old, new):
                if flat(gone) != flat(come):
                    yield _passage("text", gone, come)


def _passage(where: str, before: str, after: str) -> Passage:
    old, new = flat(before), flat(after)
    return Passage(where=where, kinds=kinds_of(old, new), before=old[:LONGEST], after=new[:LONGEST])


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the sentences that stand for each other: those that say the same but for figures, else in their order."""
    a, b = ([skeleton(one).shape for one in side] for side in (old, new))
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal" or j - i == m - k:
            yield from zip(old[i:j], new[k:m], strict=True)
        elif kind == "replace":
            yield from _nearest(old[i:j], new[k:m])
        else:
            yield from zip_longest(old[i:j], new[k:m], fillvalue="")


def _nearest(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield runs of unequal length in pairs: for each of the fewer the nearest of the others, which are alone else."""
    if len(old) > len(new):
        yield from ((gone, come) for come, gone in _nearest(new, old))
        return
    start = 0
    for at, one in enumerate(old):
        room = len(new) - (len(old) - at) + 1
        ratios = [_alike(one, other) for other in new[start:room]]
        best = start + ratios.index(max(ratios))
        yield from (("", other) for other in new[start:best])
        yield one, new[best]
        start = best + 1
    yield from (("", other) for other in new[start:])


def _alike(one: str, other: str) -> float:
    """Return how much of two sentences is the same; of long ones only their beginnings are held together."""
    return SequenceMatcher(None, one[:LONGEST], other[:LONGEST], autojunk=False).quick_ratio()


def _files(
    before: Iterable[AttachmentLink], after: Iterable[AttachmentLink]
) -> tuple[list[Passage], list[FileChange]]:
    """Return the files that have another name, and those that were replaced, came or went; their order says nothing."""
    old, new = ({url_key(one.url): one for one in side} for side in (before, after))
    both = [(old[key], new[key]) for key in old if key in new]
    named = [
        _passage("file", one.name, other.name) for one, other in both if flat(one.name) != flat(other.name)
    ]
    gone = [old[key] for key in old if key not in new]
    come = [new[key] for key in new if key not in old]
    changes: list[FileChange] = []
    for one in list(gone):
        same = next((other for other in come if flat(other.name) == flat(one.name)), None)
        if same is not None:
            changes.append(FileChange(before=one, after=same))
            gone.remove(one)
            come.remove(same)
    changes += [FileChange(before=one, after=other) for one, other in zip_longest(gone, come)]
    return named, changes
