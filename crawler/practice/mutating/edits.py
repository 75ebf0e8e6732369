"""Writes texts, and changes them in one way each; the same ones for the same dice."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from crawler.practice.invent import chinese
from crawler.strict import read_toml


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words of the mutating sites."""

    figures: tuple[str, ...]
    days: tuple[str, ...]
    sentences: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]
    slips: tuple[tuple[str, str], ...]
    people: tuple[str, ...]
    correction_titles: tuple[str, ...]
    correction: str
    marks: tuple[str, ...]
    ads: tuple[str, ...]
    related: tuple[str, ...]


@cache
def words() -> Words:
    """Return the words that come with the package."""
    return read_toml(Path(__file__).with_name("words.toml"), Words)


@dataclass(frozen=True, kw_only=True)
class Written:
    """A text in its parts, so that a deed knows what it changes."""

    opening: tuple[str, ...]
    figure: str
    day: str
    sentences: tuple[str, ...]
    closing: str
    editor: str = ""

    @property
    def body(self) -> tuple[str, ...]:
        """The paragraphs of the page."""
        parts = (*self.opening, self.figure, self.day, *self.sentences, self.closing, self.editor)
        return tuple(one for one in parts if one)


def write(opening: tuple[str, ...], bureau: str, day: date, chance: Random) -> Written:
    """Return a text that begins with *opening*."""
    known = words()
    return Written(
        opening=opening,
        figure=figure(chance.choice(known.figures), chance),
        day=chance.choice(known.days).format(day=chinese(day + timedelta(days=chance.randint(5, 40)))),
        sentences=tuple(chance.sample(known.sentences, 3)),
        closing=f"{bureau} {chinese(day)}",
        editor=f"（责任编辑：{chance.choice(known.people)}）" if chance.random() < 0.5 else "",  # noqa: PLR2004 - every second text
    )


def figure(template: str, chance: Random) -> str:
    """Return a sentence with figures."""
    numbers = {"n1": chance.randint(2, 95) * 100, "n2": chance.randint(12, 98), "n4": chance.randint(3, 9)}
    return template.format(**numbers, n3=f"{chance.randint(1000, 99000) / 100:.2f}")


def other_figure(sentence: str, chance: Random) -> str:
    """Return *sentence* with one of its figures changed."""
    runs = [at for at, one in enumerate(sentence) if one.isdigit() and not sentence[at - 1].isdigit()]
    at = chance.choice(runs)
    digit = chance.choice([one for one in "123456789" if one != sentence[at]])
    return f"{sentence[:at]}{digit}{sentence[at + 1 :]}"


def other_day(sentence: str, chance: Random) -> str:
    """Return *sentence* with its day changed."""
    start, end = sentence.index("月") + 1, sentence.index("日")
    days = [one for one in range(1, 29) if one != int(sentence[start:end])]
    return f"{sentence[:start]}{chance.choice(days)}{sentence[end:]}"


def with_slip(text: Written, chance: Random) -> tuple[str, ...]:
    """Return the body with a slip of the pen in it: a wrong sign, two signs changed round, or a sign twice."""
    body = list(text.body)
    wrong = [(at, right, bad) for at, one in enumerate(body) for right, bad in words().slips if right in one]
    way = chance.randrange(3)
    if way == 0 and wrong:
        at, right, bad = chance.choice(wrong)
        body[at] = body[at].replace(right, bad, 1)
        return tuple(body)
    at = body.index(chance.choice(text.sentences))
    place = chance.choice([one for one in range(len(body[at]) - 2) if _plain(body[at][one : one + 2])])
    a, b = body[at][place], body[at][place + 1]
    body[at] = body[at][:place] + (b + a if way == 1 else a + a + b) + body[at][place + 2 :]
    return tuple(body)


def _plain(signs: str) -> bool:
    return signs[0] != signs[1] and all("\u4e00" <= one <= "\u9fff" for one in signs)


def otherwise(text: Written, chance: Random) -> tuple[str, ...]:
    """Return the body with a sentence more, one less, one put otherwise, or one in the place of another."""
    body = list(text.body)
    at = body.index(chance.choice(text.sentences))
    spare = chance.choice([one for one in words().sentences if one not in text.sentences])
    turned = [(old, new) for old, new in words().turns if old in body[at]]
    way = chance.randrange(4)
    if way == 0 and turned:
        old, new = chance.choice(turned)
        body[at] = body[at].replace(old, new, 1)
    elif way == 1:
        del body[at]
    elif way == 2:  # noqa: PLR2004 - the third of four ways
        body.insert(at, spare)
    else:
        body[at] = spare
    return tuple(body)


def dressed(text: Written, chance: Random) -> tuple[str, ...]:
    """Return the body with another editor, a source, or its punctuation in another width."""
    body = list(text.body)
    way = chance.randrange(3)
    if way == 0:
        others = [one for one in words().people if one not in text.editor]
        body = [one for one in body if one != text.editor] + [f"（责任编辑：{chance.choice(others)}）"]
    elif way == 1:
        body.append(f"信息来源：{chance.choice(words().people)}")
    else:
        at = body.index(text.sentences[0])
        body[at] = body[at].replace("，", ",")
    return tuple(body)
