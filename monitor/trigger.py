"""Reads the day that a deadline counts from out of a notice's own text, never from a date that merely stands there.

Three ways count: a label that means the day (``作出处罚决定日期：2015年7月1日``), a sentence that says of a day what
the rule names as its trigger (``本局于2015年7月1日作出行政处罚决定``), and the day under a document that calls itself
the decision. The day under a mere notice of a decision is the day of the notice, and does not count. Which labels mean which kind of
day (decided, approved, received, completed) is in ``trigger.toml``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from crawler.extract.dates import FoundDate, find_dates
from crawler.strict import read_toml
from monitor.catalogue.model import Duty, Timing
from monitor.text import normalise
from monitor.words import TimeRule, Told

NEAR = 16  # characters between a label and its date
LONGEST_DATE = len("30 september 2015")
TEXT_LIMIT = 50_000  # characters searched

_STOPS = re.compile(r"[。；;\n]")
_WORD = re.compile(r"[一-鿿]+")
_EMPTY = re.compile(r"之日起?|日期|时间|[()（）/、]|或变更|或者|以及|本级|该")
_SELF = re.compile(r"本(?:处罚|许可|行政处罚|行政许可|审批|征收)?(?:决定|批复)书?")
_MADE = "作出"
_SIGNER = 30  # characters of a signer's line; the longest office seen has 26
_DAY_KEYS = ("date", "decided")


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """The day, and the passage that says so."""

    day: date
    passage: str
    told: Told


@dataclass(frozen=True, kw_only=True)
class TriggerKind:
    """A kind of day: the words by which a rule's trigger means it, and the labels that stand before it in a text."""

    means: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Kinds:
    other_acts: tuple[str, ...]
    kind: tuple[TriggerKind, ...]


@lru_cache(maxsize=1)
def _kinds() -> _Kinds:
    """Return the kinds of days and the acts that are none, read once."""
    return read_toml(Path(str(files("monitor") / "trigger.toml")), _Kinds)


def trigger_kinds() -> tuple[TriggerKind, ...]:
    """Return the kinds of days."""
    return _kinds().kind


def find_trigger(duty: Duty, text: str) -> Trigger | None:
    """Return the day from which a rule of *duty* counts, where *text* states it; None where it does not."""
    shown = normalise(text[:TEXT_LIMIT])
    rules = [one for one in duty.timings if one.rule is TimeRule.WITHIN]
    return next(_labelled(duty, shown), None) or next(_told(rules, shown), None) or _signed(rules, shown)


def read_trigger(duty: Duty, text: str) -> date | None:
    """Return only the day of ``find_trigger``."""
    found = find_trigger(duty, text)
    return found.day if found else None


def _labelled(duty: Duty, text: str) -> Iterator[Trigger]:
    own = [
        normalise(name)
        for element in duty.elements
        if element.key.startswith(_DAY_KEYS)
        for name in (element.name, *element.synonyms)
    ]
    for label in (*sorted(own, key=len, reverse=True), *_of_kind(duty)):
        for there in re.finditer(re.escape(label), text, re.IGNORECASE):
            tail = text[there.end() : there.end() + NEAR + LONGEST_DATE]
            for found in find_dates(_STOPS.split(tail)[0]):
                if found.start <= NEAR:
                    passage = (there[0] + tail[: found.end]).strip()
                    yield Trigger(day=found.day, passage=passage, told=Told.LABELLED)
                break


def _of_kind(duty: Duty) -> list[str]:
    """Return the labels of the one kind of day that the rules of *duty* mean; none where they mean several."""
    said = (_kind(one.trigger) for one in duty.timings if one.rule is TimeRule.WITHIN)
    meant = {one for one in said if one is not None}
    return sorted(meant.pop().labels, key=len, reverse=True) if len(meant) == 1 else []


def _kind(trigger: str) -> TriggerKind | None:
    """Return the kind whose word stands first: of 收到批准文件 it is the receiving that counts."""
    found = [(trigger.find(word), n) for n, kind in enumerate(trigger_kinds()) for word in kind.means]
    first = min((one for one in found if one[0] >= 0), default=None)
    return trigger_kinds()[first[1]] if first else None


def _told(rules: list[Timing], text: str) -> Iterator[Trigger]:
    """Yield days of which a sentence says all that the trigger names."""
    wanted = [words for one in rules if (words := _words(one.trigger))]
    for sentence in _STOPS.split(text):
        said = [words for words in wanted if all(word in sentence for word in words)]
        dates = list(find_dates(sentence)) if said else []
        if len(dates) == 1 and any(_is_of(words, sentence, dates[0]) for words in said):
            yield Trigger(day=dates[0].day, passage=sentence.strip(), told=Told.SENTENCE)


def _is_of(words: tuple[str, ...], sentence: str, found: FoundDate) -> bool:
    """Return whether the day belongs to one of *words* that stands near: not to another act between the two."""
    for word in words:
        for at in (sentence.find(word, found.end), sentence.rfind(word, 0, found.start)):
            between = sentence[found.end : at] if at >= found.end else sentence[at + len(word) : found.start]
            acts = (one for one in _kinds().other_acts if one not in "".join(words))
            if at >= 0 and len(between) <= NEAR and not any(one in between for one in acts):
                return True
    return False


def _signed(rules: list[Timing], text: str) -> Trigger | None:
    """Return the day under a decision, where the last lines are its signer and a day and nothing else."""
    made = any(_MADE in one.trigger and all(word in text for word in _words(one.trigger)) for one in rules)
    lines = [bare for line in text.split("\n") if (bare := "".join(line.split()))]
    if not made or not _SELF.search(text) or len(lines) < len(("text", "signer", "day")):
        return None
    signer, day = lines[-2:]
    dates = list(find_dates(day))
    alone = len(dates) == 1 and (dates[0].start, dates[0].end) == (0, len(day))
    if not alone or len(signer) > _SIGNER or not _WORD.fullmatch(signer):
        return None
    return Trigger(day=dates[0].day, passage=f"{signer} {day}", told=Told.SIGNED)


def _words(trigger: str) -> tuple[str, ...]:
    """Return the pairs of characters that a trigger consists of, such as 处罚 决定 作出."""
    runs = _WORD.findall(_EMPTY.sub(" ", trigger))
    return tuple(run[at : at + 2] for run in runs for at in range(0, len(run) - 1, 2))
