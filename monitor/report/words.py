"""Says what stands in reports in Chinese or English; the English is in ``english.toml``, beside the Chinese that is written here."""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from crawler.strict import read_toml
from monitor.catalogue.english import FILE, EnglishFile


@lru_cache(maxsize=1)
def english() -> dict[str, str]:
    """Return the English of every phrase of the reports, read once."""
    return read_toml(Path(str(files("monitor.report") / FILE)), EnglishFile).words


def say(text: str, lang: str, **values: object) -> str:
    """Return *text*, a phrase of the reports, in *lang*, with its *values*.

    >>> say("{year}年第{number}周", "en", year=2015, number="06")
    'week 06 of 2015'
    """
    said = english()[text] if lang == "en" else text
    return said.format(**values)


def joined(parts: list[str], lang: str) -> str:
    """Return *parts* with what stands between the members of a list."""
    return ("、" if lang == "zh" else ", ").join(parts)
