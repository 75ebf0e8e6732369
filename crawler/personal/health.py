"""What somebody suffers from: an illness or a degree of disability in the sentence that names a private person.

Illnesses of which a text speaks in general, and those of nobody in particular, stay.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crawler.personal.sentences import Sentences
from crawler.personal.spans import Span
from crawler.personal.words import HAN, either
from crawler.strict import read_toml

_NOBODY = re.compile(
    r"^(?:等(?:疾?病|重症|病种)|(?:患者|病人|病例)?(?:人数|发病|防治|预防|筛查|[防诊]治|疫苗|医院|科|专科|防控))"
)
"""What behind an illness tells that nobody's is meant."""


@dataclass(frozen=True, kw_only=True)
class _Health:
    """The lists of ``health.toml``; what each is for is said there."""

    before: tuple[str, ...]
    core: tuple[str, ...]
    behind: tuple[str, ...]
    cues: tuple[str, ...]
    ends: tuple[str, ...]
    degrees: str


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return how illnesses are written, what stands behind a word that announces one, and degrees of disability."""
    held = read_toml(Path(__file__).parent / "health.toml", _Health)
    before, core, behind = either(held.before), either(held.core), either(held.behind)
    illness = re.compile(rf"(?:(?:{before}){{0,5}}(?:{core})(?:伴|合并)?){{1,2}}(?:{behind}){{0,2}}")
    announced = re.compile(
        rf"(?:{either(held.cues)})((?!的)[{HAN}A-ZⅠ-Ⅹ]{{1,14}}?(?:{either(held.ends)})(?:{behind})?)"
    )
    return illness, announced, re.compile(held.degrees)


def find_health(text: str, names: Sequence[Span]) -> Iterator[Span]:
    """Yield the illnesses and disabilities in half-width *text* in whose sentence one of the private *names* stands."""
    if not names:
        return
    near = Sentences(names)
    illness, announced, degrees = _patterns()
    for pattern, group in ((announced, 1), (illness, 0), (degrees, 0)):
        for found in pattern.finditer(text):
            start, end = found.span(group)
            if not _NOBODY.match(text[end : end + 6]) and near.holds(text, start, end):
                yield Span(kind="健康状况", start=start, end=end, masked="***")
