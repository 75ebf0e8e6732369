"""What a maintainer should do about the way a reading ended: sentences in both languages, kept as data."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crawler.words import Ending

_CAUSE = re.compile(
    r"page \d{1,6}: (?P<outcome>[a-z0-9_]{2,30})(?: (?P<name>[a-z0-9_]{2,30}))?(?P<rest>.{0,200})", re.DOTALL
)


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
    """Return all advice: by kind (ending, outcome, challenge, blocked, state), then by name."""
    text = (files("crawler.health") / "advice.toml").read_text(encoding="utf-8")
    return {
        kind: {name: Advice(**said) for name, said in named.items()}
        for kind, named in tomllib.loads(text).items()
    }


def advise(ending: Ending, detail: str = "") -> Advice:
    """Return what to do about *ending*: by the protection named in *detail*, by the outcome there, or by itself."""
    known = sentences()
    cause = _CAUSE.match(detail)
    found = None
    if cause and not ending.complete and not ending.ours:
        found = _particular(cause) or known["outcome"].get(cause["outcome"])
    return found or known["ending"][ending]


def _particular(cause: re.Match[str]) -> Advice | None:
    """Return what to do about the one protection, or the one manner of refusing, that is named."""
    known, name = sentences(), cause["name"] or ""
    if cause["outcome"] == "blocked":
        said = (name + cause["rest"]).strip()
        return next((one for start, one in known["blocked"].items() if said.startswith(start)), None)
    return known["challenge"].get(name) if cause["outcome"] == "challenge" else None
