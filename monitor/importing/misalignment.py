"""The damage of one lost byte in a double-byte text, and every text that could have looked so.

When a byte of a GBK stream is lost or replaced, all later bytes pair up wrongly until a byte below 0x80 turns up.
Going back: the characters that are seen give the bytes, one unknown byte is put in front, and the pairs are read anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from monitor.importing.language import LanguageModel, kind_of

MARKERS = frozenset("?？\ufffd□")
"""What a reader shows for bytes that it could not read."""

LONGEST_RUN = (
    40  # characters; a misaligned run ends at the first byte below 0x80, in traditional text within ten or so
)
_BEAM = 16  # hypotheses kept at each character
_BRANCHES = 8  # characters tried for an unknown byte
_GAP = -4.0  # log probability that a pair was dropped without a trace
_LEADS = range(0x81, 0xFF)
_TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
_PRIVATE_LEADS = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))
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


@lru_cache(maxsize=40_000)
def _bytes_of(character: str) -> tuple[bytes, ...]:
    """Return what *character* may have been in the stream; mirrors turn full-width signs into half-width ones."""
    code = ord(character)
    if code < 0x80:  # noqa: PLR2004 - the ASCII bound
        wide = (bytes((0xA3, code + 0x80)),) if 0x20 < code < 0x7F and not character.isalnum() else ()  # noqa: PLR2004 - the printable signs, which row A3 of GBK repeats
        return (bytes((code,)), *wide)
    encoded = character.encode("gb18030", "replace")
    return (encoded,) if len(encoded) == 2 else ()  # noqa: PLR2004 - a double-byte character


class Reader:
    """Reads damaged runs anew, guided by a language model."""

    def __init__(self, model: LanguageModel) -> None:
        self.model = model

    def readings(self, line: str, start: int, *, gaps: bool = True) -> list[Reading]:
        """Return the likeliest texts if the damage began at *start*, best first."""
        before = line[max(0, start - 1) : start]
        beam = list(self._starts(line, start, before))
        done: list[Reading] = []
        while beam:
            grown: list[_State] = []
            for state in beam:
                for following in self._grow(line, state, before, start, gaps=gaps):
                    if isinstance(following, Reading):
                        done.append(following)
                    else:
                        grown.append(following)
            grown.sort(key=lambda one: one.score, reverse=True)
            beam = grown[:_BEAM]
        return sorted(done, reverse=True)[:_BEAM]

    def _starts(self, line: str, start: int, before: str) -> Iterator[_State]:
        """A lost first byte, marked or not, or a lost second byte."""
        if line[start] in MARKERS:
            yield _State(at=start + 1, carry=None, text="", score=0.0, guessed=())
            return
        yield _State(at=start, carry=None, text="", score=0.0, guessed=())
        for seen in _bytes_of(line[start]):
            if len(seen) == 2:  # noqa: PLR2004 - a double-byte character
                empty = _State(at=start + 1, carry=seen[1], text="", score=0.0, guessed=())
                yield from self._emit(empty, before, _with_lead(seen[0]), carry=seen[1], guess=True)

    def _emit(
        self,
        state: _State,
        before: str,
        choices: tuple[str, ...],
        *,
        carry: int | None,
        guess: bool,
        cost: float = 0.0,
    ) -> Iterator[_State]:
        """Append each of *choices*, the likeliest first, at most ``_BRANCHES`` of them."""
        last = state.text[-1:] or before
        ranked = sorted(((self.model.step(last, one), one) for one in choices), reverse=True)[:_BRANCHES]
        for gain, one in ranked:
            guessed = (*state.guessed, len(state.text)) if guess else state.guessed
            yield _State(
                at=state.at,
                carry=carry,
                text=state.text + one,
                score=state.score + gain + cost,
                guessed=guessed,
            )

    def _grow(
        self, line: str, state: _State, before: str, start: int, *, gaps: bool
    ) -> Iterator["_State | Reading"]:
        """Take the next character seen; a state that has found its step again becomes a reading."""
        if state.at >= len(line) or state.at - start > LONGEST_RUN:
            return
        seen = line[state.at]
        for raw in _bytes_of(seen):
            choices = _with_trail(raw[0]) if state.carry is None else (_decode(state.carry, raw[0]),)
            choices = tuple(filter(None, choices))
            taken = _State(
                at=state.at + 1, carry=None, text=state.text, score=state.score, guessed=state.guessed
            )
            carry = raw[1] if len(raw) == 2 else None  # noqa: PLR2004 - a double-byte character
            for one in self._emit(taken, before, choices, carry=carry, guess=state.carry is None):
                yield one if carry is not None else self._finish(line, one, start)
        if seen in MARKERS and state.carry is not None:
            taken = _State(
                at=state.at + 1, carry=None, text=state.text, score=state.score, guessed=state.guessed
            )
            for one in self._emit(taken, before, _with_lead(state.carry), carry=None, guess=True):
                yield self._finish(line, one, start)
        if gaps and state.carry is not None and state.text:
            yield from self._emit(state, before, _over_gap(state.carry), carry=None, guess=True, cost=_GAP)

    def _finish(self, line: str, state: _State, start: int) -> Reading:
        """Close a reading with how well the line goes on after it."""
        going_on = self.model.score(line[state.at : state.at + 1], state.text[-1:])
        return Reading(
            score=state.score + going_on, text=state.text, start=start, end=state.at, guessed=state.guessed
        )


def improbable(character: str) -> bool:
    """Whether *character* has no place in the middle of an official text: Greek, private use, rare hanzi."""
    return kind_of(character) in {"foreign", "rare", "second"}
