"""What differs between two readings of one notice: its substance only, passage by passage and file by file."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
    renamed, files = _files(before.files, after.files)
    changed += renamed
    names = frozenset(flat(one.name) for one in (*before.files, *after.files))
    old, new = (_Body.read(one.body, names) for one in (before, after))
    changed += _texts(without_furniture(old.text), without_furniture(new.text))
    if not (renamed or files):  # a list may still name a file that the page no longer does
        changed += [_named(one, "") for one in old.named if one not in new.named]
        changed += [_named("", one) for one in new.named if one not in old.named]
    return Difference(passages=tuple(changed[:MOST]), files=tuple(files[:MOST]))


def _titles(before: str, after: str) -> Iterator[Passage]:
    if flat(before) != flat(after):
        yield _passage("title", before, after)


def _days(before: date | None, after: date | None) -> Iterator[Passage]:
    if before != after:
        said = [one.isoformat() if one else "" for one in (before, after)]
        yield Passage(where="date", kinds=(EditKind.DATE,), before=said[0], after=said[1])


@dataclass(frozen=True, kw_only=True)
class _Body:
    """A text without the lines that are nothing but the name of a file, and those names."""

    text: str
    named: tuple[str, ...]

    @classmethod
    def read(cls, body: str, names: frozenset[str]) -> "_Body":
        """Return *body* in these parts."""
        lines = [(one, _ANNEX.sub("", flat(one))) for one in body.split("\n")]
        return cls(
            text="\n".join(one for one, name in lines if name not in names),
            named=tuple(dict.fromkeys(name for _, name in lines if name and name in names)),
        )


def _named(before: str, after: str) -> Passage:
    return Passage(where="file", kinds=(EditKind.FILE,), before=before[:LONGEST], after=after[:LONGEST])


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
