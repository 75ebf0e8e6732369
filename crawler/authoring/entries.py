"""The entries that disclosure columns go by, as data: told by a link's words or by a part of its address."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from urllib.parse import urlsplit

from crawler.strict import read_toml


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One kind of column."""

    id: str
    name: str
    names: tuple[str, ...]
    """Words of a link; one of them in it is enough."""
    keys: tuple[str, ...]
    """Parts of an address, whole."""
    hub: bool = False
    """Whether its page is likely to lead to columns, beside being one."""


@dataclass(frozen=True, kw_only=True)
class Entries:
    """All kinds, and the words of links that never lead to a column."""

    skip: tuple[str, ...]
    entry: tuple[Entry, ...]

    def match(self, text: str, url: str) -> Entry | None:
        """Return the entry that a link with this *text* and address belongs to; words go before addresses."""
        for one in self.entry:
            if any(name in text for name in one.names):
                return one
        parts = set(re.split(r"[/.]", urlsplit(url).path.lower()))
        return next((one for one in self.entry if parts.intersection(one.keys)), None)

    def skips(self, text: str) -> bool:
        """Whether a link with this *text* never leads to a column."""
        return any(one in text for one in self.skip)


@cache
def load_entries() -> Entries:
    """Return the entries that come with the program."""
    with as_file(files("crawler.authoring") / "entries.toml") as path:
        return read_toml(path, Entries)
