"""Says states, acts and choices of review in Chinese or English; the words are in ``words.toml``."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from crawler.strict import read_toml
from monitor.review.state import Review
from monitor.review.words import Act, Choice, State, Waits
from monitor.say import Words, say_flag, say_standing
from monitor.words import Flag, Standing


@dataclass(frozen=True, kw_only=True)
class _Book:
    state: dict[str, Words]
    waits: dict[str, Words]
    act: dict[str, Words]
    choice: dict[str, Words]


@lru_cache(maxsize=1)
def _book() -> _Book:
    return read_toml(Path(str(files("monitor.review") / "words.toml")), _Book)


def say_state(state: State, lang: str = "zh") -> str:
    """Return the adjective of a state."""
    return _book().state[state.value].of(lang)


def say_act(act: Act, lang: str = "zh") -> str:
    """Return what an act is called."""
    return _book().act[act.value].of(lang)


def say_choice(choice: Choice, lang: str = "zh") -> str:
    """Return what was said; nothing for nothing."""
    return _book().choice[choice.value].of(lang) if choice else ""


def say_claim(claim: str, lang: str = "zh") -> str:
    """Return what a decision is about: the adjective of a standing, or those of flags.

    >>> say_claim("suspected_missing"), say_claim("edited+withdrawn", "en")
    ('疑似未公开', 'edited, withdrawn')
    """
    if claim in set(Standing):
        return say_standing(Standing(claim), lang)
    return ("、" if lang == "zh" else ", ").join(say_flag(Flag(one), lang) for one in claim.split("+"))


def say_waits(review: Review, lang: str = "zh") -> str:
    """Return what the review waits for; nothing where it waits for nothing."""
    if review.waits is Waits.NOTHING:
        return ""
    return _book().waits[review.waits.value].of(lang).format(until=review.window_end)


def choice_called(word: str) -> Choice | None:
    """Return the choice of a reviewer that *word* names in either language; None for any other word.

    >>> choice_called(" 不成立 "), choice_called("Confirm"), choice_called("也许")
    (<Choice.REJECT: 'reject'>, <Choice.CONFIRM: 'confirm'>, None)
    """
    said = word.strip().casefold()
    for one in (Choice.CONFIRM, Choice.REJECT, Choice.UNSURE):
        words = _book().choice[one.value]
        if said in {one.value, words.zh, words.en}:
            return one
    return None
