"""Finds the places of a text that are broken, each with the readings that its bytes allow."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from monitor.importing.language import LanguageModel, kind_of
from monitor.importing.misalignment import MARKERS, Reader, Reading, private

_LEAST_GAIN = 4.0  # nats by which a reading must beat the text as it stands to be worth telling
_UNMARKED = -6.0  # log probability that a byte was lost without a mark
_BACK = 10  # characters that a misaligned run may look ordinary before it betrays itself
_MOST_MARKS = 3  # marks in a row; where more stand, whole characters are lost, and no bytes are left to read
_OFTEN = 3  # occurrences that make a character of names and places, such as 鄞, ordinary in its document
_MOST_SUSPECTS = 400  # a text with more is beyond mending; the notice of 2015 has 24
_QUESTIONS = ("吗", "呢", "何", "什么", "谁", "哪", "否", "几", "多少", "怎", "嗎", "什麼", "誰", "幾", "麼")
_BREAKS = "。,，;；!！:：\n"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A broken place with its rival readings, best first; without any it cannot be read."""

    line: int
    start: int
    end: int
    readings: tuple[Reading, ...]
    gain: float


def learn(lines: Sequence[str]) -> LanguageModel:
    """Return the language of the document, learnt from what does not look broken."""
    usual = _usual(lines)
    return LanguageModel(sound for line in lines for sound in _sound_parts(line, usual))


def _usual(lines: Iterable[str]) -> frozenset[str]:
    counts = Counter(character for line in lines for character in line)
    return frozenset(one for one, count in counts.items() if count >= _OFTEN)


def hides_pairs(lines: Iterable[str]) -> bool:
    """Whether pairs of bytes without a name may be lost, or stand behind a mark: so unless some are shown."""
    return not any(private(character) for line in lines for character in line)


def find_places(lines: Sequence[str], model: LanguageModel) -> list[Place]:
    """Return the broken places of all lines; ``line`` of each is an index."""
    usual, reader = _usual(lines), Reader(model)
    hidden = hides_pairs(lines)
    suspects = ((number, at) for number, line in enumerate(lines) for at in _suspects(line, usual))
    found: list[Place] = []
    for number, at in islice(suspects, _MOST_SUSPECTS):
        past = found[-1].end if found and found[-1].line == number else 0
        if at >= past and (place := _place(lines[number], number, at, past, reader, hidden=hidden)):
            found.append(place)
    return found


def _sound_parts(line: str, usual: frozenset[str]) -> Iterable[str]:
    """Cut a line at its suspicious places, with a few characters around each."""
    start = 0
    for at in _suspects(line, usual):
        if at - _BACK > start:
            yield line[start : at - _BACK]
        start = max(start, at + _BACK)
    yield line[start:]


def _suspects(line: str, usual: frozenset[str]) -> Iterable[int]:
    """Yield the places of *line* that do not look like official Chinese."""
    for at, character in enumerate(line):
        beside = line[max(0, at - 1) : at] + line[at + 1 : at + 2]
        among = any("\u4e00" <= one <= "\u9fff" for one in beside)
        kind = kind_of(character)
        if (
            (character in MARKERS and among)
            or kind == "foreign"
            or (character not in usual and (kind == "rare" or (among and kind in {"second", "latin"})))
        ):
            yield at


def _place(line: str, number: int, at: int, past: int, reader: Reader, *, hidden: bool) -> Place | None:
    """Read the place around one suspicious character, or None when it is fine as it stands."""
    marks = _marks(line, at)
    if marks <= _MOST_MARKS:
        starts = [at] if marks else range(max(past, at - _BACK), at + 1)
        readings = [
            one for start in starts for one in reader.readings(line, start, hidden=hidden) if one.end > at
        ]
        scored = _scored(line, readings, reader.model)
        if scored and scored[0][1] > _LEAST_GAIN:
            kept = tuple(replace(one, score=gain) for one, gain in scored)
            return Place(line=number, start=kept[0].start, end=kept[0].end, readings=kept, gain=scored[0][1])
    if marks and not _asks(line, at):
        return Place(line=number, start=at, end=at + marks, readings=(), gain=0.0)
    return None


def _marks(line: str, at: int) -> int:
    """Return how many marks of loss stand side by side from *at* on."""
    end = at
    while end < len(line) and line[end] in MARKERS:
        end += 1
    return end - at


def _scored(line: str, readings: Iterable[Reading], model: LanguageModel) -> list[tuple[Reading, float]]:
    """Return each reading with the nats by which it beats the text as it stands, best first."""
    scored = []
    for one in readings:
        before = line[max(0, one.start - 1) : one.start]
        raw = model.score(line[one.start : one.end + 1], before)
        cost = 0.0 if line[one.start] in MARKERS else _UNMARKED
        scored.append((one, one.score + cost - raw))
    return sorted(scored, key=lambda pair: (-pair[1], pair[0].start))


def _asks(line: str, at: int) -> bool:
    """Whether a question mark ends a question."""
    if at + 1 >= len(line) or line[at + 1] in '”"」』》 )）':
        return line[at] in "?？"
    begin = max((line.rfind(one, 0, at) for one in _BREAKS), default=-1)
    return line[at] in "?？" and any(word in line[begin + 1 : at] for word in _QUESTIONS)
