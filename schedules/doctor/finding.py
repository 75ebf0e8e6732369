"""What the doctor says of one thing, in both languages; the words are in ``words.toml``."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Engine

from crawler.strict import read_toml
from crawler.workspace import Workspace
from monitor.say import Words


class Level(StrEnum):
    """How much it matters."""

    OK = "ok"
    NOTE = "note"
    """Works, but not as it should for long."""
    WRONG = "wrong"
    """What people rely on does not hold."""

    @property
    def glyph(self) -> str:
        """What stands for it where colour might be lost."""
        return {"ok": "✓", "note": "!", "wrong": "✗"}[self.value]

    @property
    def colour(self) -> str:
        """The colour beside the glyph."""
        return {"ok": "green", "note": "yellow", "wrong": "red"}[self.value]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing looked at; *key* names its words, *values* fill them."""

    key: str
    level: Level
    values: dict[str, object] = field(default_factory=dict)

    def said(self, lang: str) -> str:
        """Return what is so."""
        words = _book()[self.key]
        chosen = words.said if self.level is Level.OK else words.wrong or words.said
        return chosen.of(lang).format_map(self.values)

    def mend(self, lang: str) -> str:
        """Return how it is put right; an empty text where nothing has to be."""
        words = _book()[self.key].mend
        return words.of(lang).format_map(self.values) if words and self.level is not Level.OK else ""


@dataclass(frozen=True, kw_only=True)
class Patient:
    """What is looked over: a workspace, its database where it answers, and the moment."""

    workspace: Workspace
    engine: Engine
    now: datetime


@dataclass(frozen=True, kw_only=True)
class _Entry:
    said: Words
    wrong: Words | None = None
    """What is said instead where all is not well."""
    mend: Words | None = None


@lru_cache(maxsize=1)
def _book() -> dict[str, _Entry]:
    return read_toml(Path(str(files("schedules.doctor") / "words.toml")), _Words).finding


@dataclass(frozen=True, kw_only=True)
class _Words:
    finding: dict[str, _Entry]


def judged(key: str, level: Level, **values: object) -> Finding:
    """Return a finding."""
    return Finding(key=key, level=level, values=values)
