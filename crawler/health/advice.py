"""What a maintainer should do about the way a reading ended: sentences in both languages, kept as data."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crawler.words import Ending

_CAUSE = re.compile(r"page \d{1,6}: (?P<outcome>[a-z0-9_]{2,30})(?: (?P<name>[a-z0-9_]{2,30}))?")


@dataclass(frozen=True, kw_only=True)
class Advice:
    """One sentence, in Chinese and in English."""

    zh: str
    en: str

    def said(self, language: str) -> str:
        """Return the sentence in *language*."""
        return self.zh if language == "zh" else self.en


@cache
def sentences() -> dict[str, dict[str, Advice]]:
    """Return all advice: by kind (ending, outcome, challenge), then by name."""
    text = (files("crawler.health") / "advice.toml").read_text(encoding="utf-8")
    return {
        kind: {name: Advice(**said) for name, said in named.items()}
        for kind, named in tomllib.loads(text).items()
    }


def advise(ending: Ending, detail: str = "") -> Advice:
    """Return what to do about *ending*: by the protection named in *detail*, by the outcome there, or by itself."""
    known = sentences()
    cause = _CAUSE.match(detail)
    if cause and not ending.complete:
        named = known["challenge"].get(cause["name"] or "") if cause["outcome"] == "challenge" else None
        if found := named or known["outcome"].get(cause["outcome"]):
            return found
    return known["ending"][ending]
