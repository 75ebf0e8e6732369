"""The English of what an edition says: its own phrases, those of its calendar, and those that every edition shares."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from crawler.strict import read_toml
from monitor.calendar import calendar_beside, load_calendar

FILE = "english.toml"
SHARED = Path(__file__).resolve().parent.parent / FILE


@dataclass(frozen=True, kw_only=True)
class EnglishFile:
    """``english.toml``: phrase → what it is in English."""

    words: dict[str, str] = field(default_factory=dict)


def read_english(folder: Path, calendar: str) -> dict[str, str]:
    """Return the English of the edition in *folder*, whose days *calendar* counts; raise InvalidFile for a file that is none."""
    own = read_toml(folder / FILE, EnglishFile).words if (folder / FILE).exists() else {}
    days = calendar_beside(folder, calendar)
    return _shared() | load_calendar(days.stem, days.parent).english | own


@lru_cache(maxsize=1)
def _shared() -> dict[str, str]:
    return read_toml(SHARED, EnglishFile).words
