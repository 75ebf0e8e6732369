"""A notice as it was read once for everything that is asked of it: plain texts, words found, groups of words met."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from monitor.matching.board import Board, Seen
from monitor.matching.notice import Field, NoticeText
from monitor.matching.plain import BODY_LIMIT, TITLE_LIMIT, plain
from monitor.matching.scan import NOTHING, Hits, Scanner

NAME = "□"  # stands where an organisation's name was
_NEVER = r"(?!)"
_KEPT = 1 << 12  # names of columns, issuers and sites; a workspace has some hundreds
_Part = tuple[str, Hits, frozenset[int]]


@dataclass(frozen=True, kw_only=True)
class Scanned:
    """What one notice holds."""

    title: str
    """Plain."""
    subject: Mapping[Field, str]
    """The plain texts that are not empty, the title without names; what was found was found in these."""
    hits: Mapping[Field, Hits]
    seen: Seen


class NoticeScanner:
    """Scans notices for the words of a board and some others."""

    def __init__(self, board: Board, words: Mapping[Field, Collection[str]], names: Iterable[str]) -> None:
        """*words* are all that is looked for, *names* are taken out of titles because their words are not the subject."""
        self._board = board
        self._scanners = {place: Scanner(words.get(place, ())) for place in Field}
        longest_first = sorted(names, key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, longest_first)) or _NEVER)
        # they recur from notice to notice
        self._recurring = lru_cache(maxsize=_KEPT)(self._part)

    def scan(self, notice: NoticeText) -> Scanned:
        """Return what *notice* holds."""
        title = plain(notice.title)
        parts = (
            (Field.TITLE, self._found(Field.TITLE, self._names.sub(NAME, title))),
            (Field.COLUMN, self._recurring(Field.COLUMN, notice.column[:TITLE_LIMIT])),
            (Field.ISSUER, self._recurring(Field.ISSUER, notice.issuer[:TITLE_LIMIT])),
            (Field.BODY, self._found(Field.BODY, plain(notice.body, BODY_LIMIT))),
            (Field.FILES, self._found(Field.FILES, plain("|".join(notice.attachments)))),
            (Field.NUMBER, self._found(Field.NUMBER, plain(notice.doc_number))),
            (Field.SITE, self._recurring(Field.SITE, notice.site[:TITLE_LIMIT])),
        )
        subject: dict[Field, str] = {}
        hits: dict[Field, Hits] = {}
        seen = Seen(self._board, hits=hits)
        for place, (text, found, met) in parts:
            if text:
                subject[place], hits[place] = text, found
                seen.numbers |= met
        return Scanned(title=title, subject=subject, hits=hits, seen=seen)

    def _part(self, place: Field, written: str) -> _Part:
        return self._found(place, plain(written))

    def _found(self, place: Field, text: str) -> _Part:
        if not text:
            return "", NOTHING, frozenset()
        hits = self._scanners[place].scan(text)
        return text, hits, self._board.see(place, hits)
