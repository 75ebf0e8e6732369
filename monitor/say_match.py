"""Says reasons of matches in English; the words around what was found are in ``say_match.toml``."""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from crawler.strict import read_toml
from monitor.catalogue.english import EnglishFile

_QUOTED = re.compile(r"(“[^”]*”)")
_DECIDED = re.compile(r"人工判定（(?P<who>.*)，(?P<day>[-0-9]{10})）：(?P<why>.*)", re.DOTALL)


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return read_toml(Path(str(files("monitor") / "say_match.toml")), EnglishFile).words


def say_match(reason: str, lang: str, english: Mapping[str, str]) -> str:
    """Return a *reason* of the matcher in *lang*: Chinese as it was kept, English by *english*, the phrases of its edition.

    >>> say_match("标题含“公示”“名单”，栏目含“财政”", "en", {})
    'title has “公示” “名单”, column has “财政”'
    >>> say_match("只是征求意见：标题含“草案”", "en", {"只是征求意见": "only asks for comments"})
    'only asks for comments: title has “草案”'
    """
    if lang == "zh":
        return reason
    if found := _DECIDED.fullmatch(reason):
        return f"{_words()['人工判定']} ({found['who']}, {found['day']}): {found['why']}"
    known = {**english, **_words()}
    parts = _QUOTED.split(reason)
    said = "".join(one if at % 2 else _around(one, known) for at, one in enumerate(parts))
    return said.replace("”“", "” “")


def _around(text: str, known: Mapping[str, str]) -> str:
    """Return what stands between two quotations: what speaks against it, or the next place, each after its sign."""
    if text in known:
        return known[text]
    head, colon, rest = text.partition("：")
    if colon:
        return f"{known.get(head, head)}: {_around(rest, known)}"
    before, comma, place = text.rpartition("，")
    return f"{before}, {known.get(place, place)}" if comma else text
