"""The words of the pages in Chinese and English, from ``words.toml``."""

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from crawler.clock import SHANGHAI
from crawler.strict import read_toml
from monitor.say import LANGUAGES, Words


@dataclass(frozen=True, kw_only=True)
class _Book:
    say: dict[str, Words]


@lru_cache(maxsize=1)
def words() -> dict[str, Words]:
    """Return all words of the pages, read once."""
    return read_toml(Path(str(files("monitor.web") / "words.toml")), _Book).say


@dataclass(frozen=True, kw_only=True)
class Phrasebook:
    """One language, and what was asked for that links keep."""

    lang: str
    zone: ZoneInfo = SHANGHAI
    """Where the moments of a page are shown; that of the catalogue, once it is known."""
    kept: dict[str, str] = field(default_factory=dict)
    """The language and the day, where the address names them; every link and form carries them on."""

    def say(self, key: str, **values: object) -> str:
        """Return the words of *key*; raise KeyError for a key that the book lacks."""
        return words()[key].of(self.lang).format_map(values)

    def link(self, path: str, **query: object) -> str:
        """Return the address of *path* in this language and as of this day; empty values are left out."""
        asked = {key: value for key, value in query.items() if value not in ("", None)} | self.kept
        return f"{path}?{urlencode(asked)}" if asked else path


def phrasebook(asked: str, accepts: str, as_of: str = "") -> Phrasebook:
    """Return the language asked for by address, else the browser's if we speak it, else Chinese.

    >>> phrasebook("", "en-GB,en;q=0.8").lang
    'en'
    """
    kept = {"as_of": as_of} if as_of else {}
    if asked in LANGUAGES:
        return Phrasebook(lang=asked, kept=kept | {"lang": asked})
    for one in accepts.split(","):
        name = one.split(";")[0].strip().lower()[:2]
        if name in LANGUAGES:
            return Phrasebook(lang=name, kept=kept)
    return Phrasebook(lang=LANGUAGES[0], kept=kept)
