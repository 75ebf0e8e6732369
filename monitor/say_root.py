"""Says root causes, and by when a remedy helps; the words are in ``say_root.toml``."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from crawler.strict import read_toml
from monitor.remedy import Remedy
from monitor.roots import RootCause
from monitor.say import Words, say_ending


@dataclass(frozen=True, kw_only=True)
class _Book:
    root: dict[str, Words]
    until: dict[str, Words]


@lru_cache(maxsize=1)
def _book() -> _Book:
    return read_toml(Path(str(files("monitor") / "say_root.toml")), _Book)


def say_root(cause: RootCause, lang: str = "zh") -> str:
    """Return where the cause lies, which columns, and how much hangs on it."""
    unsteady = "时断时续" if lang == "zh" else "unsteady"
    ending = say_ending(cause.ending, lang) or unsteady
    said = _book().root[cause.root.value].of(lang).format(site=cause.site, ending=ending)
    names = ("、" if lang == "zh" else ", ").join(cause.columns)
    count = len(cause.obligations)
    if lang == "zh":
        return f"{said}{f'（{names}）' if names else ''}，{count} 项因此无法判定"
    return f"{said}{f' ({names})' if names else ''}; {count} cannot be told because of it"


def say_until(remedy: Remedy, lang: str = "zh") -> str:
    """Return by when it helps."""
    key = "open" if remedy.by is None else remedy.until.value
    return _book().until[key].of(lang).format(by=remedy.by)
