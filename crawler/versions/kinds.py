"""Tells what kind of change lies between two passages: of a figure, a date, the wording, a slip of the pen, or nothing of weight."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from crawler.strict import read_toml
from crawler.words import EditKind

SLIPS = 2  # single signs put right in one sentence that still are slips of the pen
ROOM = 6  # signs that a sentence needs for each slip; in fewer a single sign is the word
LONGEST = 400  # signs of a passage that is looked at sign by sign; a slip of the pen is told in a sentence
STANDING = 60  # signs of the longest line that stands with every text
_DATE, _FIGURE = "\x01", "\x02"
_FORM = re.compile(r"[\W_]+")


@dataclass(frozen=True, kw_only=True)
class _Signs:
    turning: str
    standing: tuple[str, ...]
    dates: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Book:
    turning: frozenset[str]
    standing: re.Pattern[str]
    dates: re.Pattern[str]
    figures: re.Pattern[str]


@dataclass(frozen=True, kw_only=True)
class Skeleton:
    """A passage with its dates and figures taken out and their places marked."""

    shape: str
    dates: tuple[str, ...]
    figures: tuple[str, ...]


@lru_cache(maxsize=1)
def _book() -> _Book:
    read = read_toml(Path(str(files("crawler") / "versions" / "edits.toml")), _Signs)
    standing, dates, figures = (
        re.compile("|".join(one)) for one in (read.standing, read.dates, read.figures)
    )
    return _Book(turning=frozenset(read.turning), standing=standing, dates=dates, figures=figures)


def kinds_of(before: str, after: str) -> tuple[EditKind, ...]:
    """Return the kinds of change between two passages that stand for each other, the weightiest first; one may be empty.

    >>> kinds_of("罚款五万元。", "罚款三万元。")
    (<EditKind.FIGURE: 'figure'>,)
    """
    if _form(before) == _form(after) or (_stands(before) and _stands(after)):
        return (EditKind.BOILERPLATE,)
    if not before.strip() or not after.strip():
        return (EditKind.WORDING,)
    a, b = skeleton(before), skeleton(after)
    found = set()
    if len(a.figures) == len(b.figures) and a.figures != b.figures:
        found.add(EditKind.FIGURE)
    if len(a.dates) == len(b.dates) and a.dates != b.dates:
        found.add(EditKind.DATE)
    if a.shape != b.shape:
        found.add(EditKind.TYPO if _slips(a.shape, b.shape) else EditKind.WORDING)
    return tuple(one for one in EditKind if one in found) or (EditKind.BOILERPLATE,)


def skeleton(text: str) -> Skeleton:
    r"""Return *text* with dates and figures marked, punctuation and width apart.

    >>> skeleton("自2015年7月1日起，罚款5,000元").shape
    '自\x01起罚款\x02元'
    """
    book, even = _book(), unicodedata.normalize("NFKC", text)
    dates, figures = [], []

    def date(found: re.Match[str]) -> str:
        said = re.sub(r"[年月/.:：时点-]", "-", re.sub(r"[日号分\s]", "", found[0])).strip("-")
        dates.append(re.sub(r"\d+", lambda number: str(int(number[0])), said))
        return _DATE

    def figure(found: re.Match[str]) -> str:
        figures.append(found[0].replace(",", ""))
        return _FIGURE

    marked = book.figures.sub(figure, book.dates.sub(date, even))
    shape = "".join(one for one in marked if one in {_DATE, _FIGURE} or not _FORM.fullmatch(one))
    return Skeleton(shape=shape, dates=tuple(dates), figures=tuple(figures))


def _form(text: str) -> str:
    """Return the signs of *text* without what only its form is: width, spaces, punctuation between words.

    A point or a minus between digits is part of the figure.
    """
    even = unicodedata.normalize("NFKC", text)
    even = re.sub(r"(?<=\d),(?=\d)", "", even)
    return re.sub(r"(?<!\d)[\W_]+|[\W_]+(?!\d)", "", even)


def _stands(text: str) -> bool:
    """Whether *text* is empty, or a line that stands with every text."""
    said = text.strip()
    return not said or (len(said) <= STANDING and _book().standing.search(said) is not None)


def _slips(before: str, after: str) -> bool:
    """Whether single signs were put right in a sentence: one for another, one too many, two the wrong way round."""
    if max(len(before), len(after)) > LONGEST:
        return False
    changes = _changed(before, after)
    return len(changes) <= SLIPS and len(before) >= ROOM * len(changes) and all(map(_small, changes))


def _small(change: tuple[str, str]) -> bool:
    """Whether a change is a sign twice, two signs turned round, or one sign for another that does not turn the sentence."""
    old, new = change
    if old == new[::-1] or ("" in change and len(set(old + new)) == 1 and len(old + new) == SLIPS):
        return True
    return max(len(old), len(new)) == 1 and not _book().turning & set(old + new)


def _changed(before: str, after: str) -> list[tuple[str, str]]:
    """Return the runs of signs that differ: two signs in the wrong order are one run, a sign twice is two of it."""
    if len(before) == len(after) and before != after:
        places = [at for at, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
        start, end = places[0], places[-1] + 1
        if end - start == SLIPS and before[start:end] == after[start:end][::-1]:
            return [(before[start:end], after[start:end])]
    found: list[tuple[str, str]] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = before[i:j], after[k:m]
        if kind == "insert" and new in {after[k - 1 : k], after[m : m + 1]}:
            new += new
        elif kind == "delete" and old in {before[i - 1 : i], before[j : j + 1]}:
            old += old
        if kind != "equal":
            found.append((old, new))
    return found
