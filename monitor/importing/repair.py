"""Finds the broken places of a text, and mends those of which one reading stands out.

A reading is certain when the bytes and the language of the document leave no rival; only such readings are put into
the text. What is merely likely, or cannot be read at all, stays as it is and is handed to a person.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from monitor.importing.damage import Place, find_places, hides_pairs, learn
from monitor.importing.doubts import doubts_about
from monitor.importing.language import LanguageModel
from monitor.importing.misalignment import MARKERS, Reading

_CERTAIN = 0.95  # belief where a mark shows the loss; of 47 places mended in other notices broken on purpose, all were right
_CERTAIN_UNMARKED = 0.999  # belief where nothing marks the loss: where it began is then a guess as well
_GAIN = 12.0  # nats by which a reading must beat the text as it stands


class Sureness(StrEnum):
    """How sure a repair is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    """One reading leads, but others remain; a person decides."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True, kw_only=True)
class Repair:
    """One broken place: what stands there, what stood there, how sure, and why."""

    line: int
    column: int
    before: str
    after: str
    """The reading; empty when there is none."""
    sureness: Sureness
    belief: float
    why: str
    context: str

    @property
    def applied(self) -> bool:
        """Whether the imported text carries the reading."""
        return self.sureness is Sureness.CERTAIN


def repair(lines: Sequence[str], numbers: Sequence[int] = ()) -> tuple[tuple[str, ...], tuple[Repair, ...]]:
    """Return the lines with every certain repair made, and all broken places; *numbers* are the lines' own."""
    model = learn(lines)
    places = find_places(lines, model)
    hidden = hides_pairs(lines)
    habit = Counter(place.readings[0].text[0] for place in places if place.readings)
    repairs = [_judge(lines[place.line], place, habit, model, hidden=hidden) for place in places]
    mended = tuple(_apply(line, at, repairs) for at, line in enumerate(lines))
    named = numbers or range(1, len(lines) + 1)
    return mended, tuple(replace(one, line=named[one.line]) for one in repairs)


def _apply(line: str, number: int, repairs: Iterable[Repair]) -> str:
    made = sorted((one for one in repairs if one.line == number and one.applied), key=lambda one: -one.column)
    for one in made:
        line = line[: one.column] + one.after + line[one.column + len(one.before) :]
    return line


def _judge(line: str, place: Place, habit: Counter[str], model: LanguageModel, *, hidden: bool) -> Repair:
    """Weigh the rivals of a place; what was lost elsewhere in the document counts for the first character."""
    context = line[max(0, place.start - 12) : place.end + 12]
    before = line[place.start : place.end]
    if not place.readings:
        return Repair(
            line=place.line, column=place.start, before=before, after="", sureness=Sureness.UNREADABLE,
            belief=0.0, why="no reading of the bytes gives official Chinese", context=context,
        )  # fmt: skip
    others = habit - Counter([place.readings[0].text[0]])
    weights = _weights(place.readings, others)
    best = max(range(len(weights)), key=weights.__getitem__)
    reading = place.readings[best]
    belief = weights[best] / (sum(weights) + math.exp(-place.gain))
    doubts = doubts_about(line, reading, model, hidden=hidden)
    enough = _CERTAIN if line[reading.start] in MARKERS else _CERTAIN_UNMARKED
    certain = belief >= enough and reading.score >= _GAIN and not doubts
    rival = next((one.text for at, one in enumerate(place.readings) if at != best), "")
    why = _why(reading, others, rival, belief, doubts)
    return Repair(
        line=place.line, column=reading.start, before=line[reading.start : reading.end], after=reading.text,
        sureness=Sureness.CERTAIN if certain else Sureness.LIKELY, belief=belief, why=why, context=context,
    )  # fmt: skip


def _weights(readings: Sequence[Reading], others: Counter[str]) -> list[float]:
    top = readings[0].score
    total = others.total()
    return [
        math.exp(one.score - top) * (others[one.text[0]] + 0.05 * (total == 0 or 1)) / (total + 1)
        for one in readings
    ]


def _why(reading: Reading, others: Counter[str], rival: str, belief: float, doubts: str) -> str:
    known = len(reading.text) - len(reading.guessed)
    said = f"a byte was lost; {known} of {len(reading.text)} characters follow from the bytes"
    if others[reading.text[0]]:
        said += f"; {reading.text[0]!r} was lost in {others[reading.text[0]]} other place(s) too"
    if rival and belief < _CERTAIN:
        said += f"; {rival!r} is possible as well"
    return said + (f"; {doubts}" if doubts else "")
