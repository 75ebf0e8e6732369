"""The damage of one lost byte in a double-byte text, and every text that could have looked so.

When a byte of a GBK stream is lost or replaced, all later bytes pair up wrongly until a byte below 0x80 turns up.
Going back: the characters that are seen give the bytes, one unknown byte is put in front, and the pairs are read anew.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from heapq import nlargest
from operator import attrgetter

from monitor.importing.language import LanguageModel

MARKERS = frozenset("?？\ufffd□")
"""What a reader shows for bytes that it could not read."""

LONGEST_RUN = (
    40  # characters; a misaligned run ends at the first byte below 0x80, in traditional text within ten or so
)
_BEAM = 16  # hypotheses kept at each character
_BRANCHES = 8  # characters tried for an unknown byte
_PAIR = 2  # bytes of a Chinese character
_MOST_GAPS = 2
_GAP = -6.0  # log probability that a pair was dropped without a trace
_LEADS = range(0x81, 0xFF)
_TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
_PRIVATE_LEADS = (*range(0xA1, 0xA8), *range(0xAA, 0xB0), *range(0xF8, 0xFF))
"""First bytes of the private areas of GBK, which many readers drop."""


@dataclass(frozen=True, kw_only=True, order=True)
class Reading:
    """A text that a damaged run may have been: from ``start`` to ``end`` of the line."""

    score: float
    text: str
    start: int
    end: int
    guessed: tuple[int, ...] = field(default=())
    """Places in ``text`` of characters of which only one byte is known."""


@dataclass(frozen=True, kw_only=True)
class _State:
    at: int
    carry: int | None
    """The byte that waits for its second half; None: unknown."""
    text: str
    score: float
    guessed: tuple[int, ...]
    gaps: int
    """Dropped pairs that may still be thought of."""
    aligned: bool = False


@lru_cache(maxsize=70_000)
def _decode(lead: int, trail: int) -> str:
    try:
        text = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""
    return text if len(text) == 1 else ""


@lru_cache(maxsize=1024)
def _with_trail(trail: int) -> tuple[str, ...]:
    return tuple(filter(None, (_decode(lead, trail) for lead in _LEADS)))


@lru_cache(maxsize=1024)
def _with_lead(lead: int) -> tuple[str, ...]:
    return tuple(filter(None, (_decode(lead, trail) for trail in _TRAILS)))


@lru_cache(maxsize=1024)
def _over_gap(lead: int) -> tuple[str, ...]:
    return tuple(filter(None, (_decode(lead, trail) for trail in _PRIVATE_LEADS)))


@lru_cache(maxsize=1)
def _before_gap() -> tuple[str, ...]:
    """Return what may stand between two dropped pairs, of which only a range of last bytes is known."""
    return tuple(one for trail in _PRIVATE_LEADS for one in _with_trail(trail))


@lru_cache(maxsize=40_000)
def _bytes_of(character: str) -> tuple[bytes, ...]:
    """Return what *character* may have been in the stream; mirrors turn full-width signs into half-width ones."""
    code = ord(character)
    if code < 0x80:  # noqa: PLR2004 - the ASCII bound
        wide = (bytes((0xA3, code + 0x80)),) if 0x20 < code < 0x7F and not character.isalnum() else ()  # noqa: PLR2004 - the printable signs, which row A3 of GBK repeats
        return (bytes((code,)), *wide)
    encoded = character.encode("gb18030", "replace")
    return (encoded,) if len(encoded) == _PAIR else ()


class Reader:
    """Reads damaged runs anew, guided by a language model."""

    def __init__(self, model: LanguageModel) -> None:
        self.model = model
        self._between = tuple(one for one in _before_gap() if one in model.singles)

    def readings(self, line: str, start: int, *, hidden: bool = True) -> list[Reading]:
        """Return the likeliest texts if the damage began at *start*, best first.

        With *hidden*, pairs without a name may have been dropped, or stand behind a mark.
        """
        before = line[max(0, start - 1) : start]
        beam = list(self._starts(line, start, before, _MOST_GAPS if hidden else 0))
        done: list[Reading] = []
        while beam:
            grown: list[_State] = []
            for state in beam:
                if state.at < len(line) and state.at - start <= LONGEST_RUN:
                    for one in self._grow(line[state.at], state, before, hidden=hidden):
                        if one.aligned:
                            done.append(self._finish(line, one, start))
                        else:
                            grown.append(one)
            beam = nlargest(_BEAM, grown, key=attrgetter("score"))
        return sorted(done, reverse=True)[:_BEAM]

    def _starts(self, line: str, start: int, before: str, gaps: int) -> Iterator[_State]:
        """A lost first byte, marked or not, or a lost second byte."""
        empty = _State(at=start, carry=None, text="", score=0.0, guessed=(), gaps=gaps)
        if line[start] in MARKERS:
            yield replace(empty, at=start + 1)
            return
        yield empty
        for seen in _bytes_of(line[start]):
            if len(seen) == _PAIR:
                taken = replace(empty, at=start + 1, carry=seen[1])
                yield from self._emit(taken, before, _with_lead(seen[0]), guess=True)

    def _emit(self, state: _State, before: str, choices: Iterable[str], *, guess: bool) -> Iterator[_State]:
        """Append each of *choices* to *state*, the likeliest first, at most ``_BRANCHES`` of them."""
        last = state.text[-1:] or before
        guessed = (*state.guessed, len(state.text)) if guess else state.guessed
        for gain, one in nlargest(_BRANCHES, ((self.model.step(last, one), one) for one in choices)):
            yield replace(state, text=state.text + one, score=state.score + gain, guessed=guessed)

    def _grow(self, seen: str, state: _State, before: str, *, hidden: bool) -> Iterator[_State]:
        """Take the next character seen: its bytes, a mark in place of a byte or of a nameless pair, or a gap."""
        for raw in _bytes_of(seen):
            choices = _with_trail(raw[0]) if state.carry is None else (_decode(state.carry, raw[0]),)
            pair = len(raw) == _PAIR
            taken = replace(state, at=state.at + 1, carry=raw[1] if pair else None, aligned=not pair)
            yield from self._emit(taken, before, filter(None, choices), guess=state.carry is None)
        over = self._between if state.carry is None else _over_gap(state.carry)
        if seen in MARKERS:
            taken = replace(state, at=state.at + 1, carry=None)
            if hidden:
                yield from self._emit(taken, before, over, guess=True)
            if state.carry is not None:
                yield from self._emit(
                    replace(taken, aligned=True), before, _with_lead(state.carry), guess=True
                )
        if state.gaps:
            taken = replace(state, carry=None, gaps=state.gaps - 1, score=state.score + _GAP)
            yield from self._emit(taken, before, over, guess=True)

    def _finish(self, line: str, state: _State, start: int) -> Reading:
        """Close a reading with how well the line goes on after it."""
        going_on = self.model.score(line[state.at : state.at + 1], state.text[-1:])
        return Reading(
            score=state.score + going_on, text=state.text, start=start, end=state.at, guessed=state.guessed
        )


def private(character: str) -> bool:
    """Whether *character* is of the private areas, where GBK has pairs without a name."""
    return "\ue000" <= character <= "\uf8ff"
