"""Says what speaks against calling a reading of a broken place certain."""

from collections.abc import Iterator
from itertools import pairwise

from monitor.importing.language import LanguageModel, kind_of
from monitor.importing.misalignment import MARKERS, Reading


def doubts_about(line: str, reading: Reading, model: LanguageModel, *, hidden: bool) -> str:
    """Return the first doubt, empty when there is none; *hidden*: pairs without a name may be lost or marked."""
    return next(_doubts(line, reading, model, hidden=hidden), "")


def _doubts(line: str, reading: Reading, model: LanguageModel, *, hidden: bool) -> Iterator[str]:
    start, end = reading.start, reading.end
    strange = [one for one in reading.text if kind_of(one) in {"rare", "second", "foreign", "latin"}]
    if strange:
        yield f"{''.join(strange)!r} is unusual"
    if hidden and MARKERS & set(line[start + 1 : end]):
        yield "another mark within may stand for a whole character"
    if hidden and kind_of(reading.text[0]) != "sign":
        yield f"a sign may have been dropped between the mark and {reading.text[0]!r}"
    whole = line[max(0, start - 1) : start] + reading.text + line[end : end + 1]
    yield from _lonely(whole, 1 if start else 0, reading, model, hidden=hidden)
    words = ["".join(pair) for pair in pairwise(whole) if "sign" not in map(kind_of, pair)]
    if line[start] not in MARKERS and not (words and all(map(model.attests, words))):
        yield "nothing marks where the byte was lost, and not every pair of characters stands elsewhere"


def _lonely(
    whole: str, offset: int, reading: Reading, model: LanguageModel, *, hidden: bool
) -> Iterator[str]:
    """Doubt characters that stand nowhere else in such company, where their bytes leave a choice."""
    for at, character in enumerate(reading.text):
        guessed = at in reading.guessed
        if kind_of(character) == "sign" and (at == 0 or not guessed):
            continue
        here = at + offset
        seen = [model.attests(whole[max(0, here - 1) : here + 1]), model.attests(whole[here : here + 2])]
        if guessed and not all(seen):
            yield f"{character!r} is known by one byte only, and stands nowhere else in such company"
        if hidden and not any(seen):
            yield f"a pair may have been dropped at {character!r}, which stands nowhere else in such company"
