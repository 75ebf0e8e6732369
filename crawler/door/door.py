"""Makes of text what may leave: personal data masked, what was taken down gone, nothing invisible in it.

A door knows what was taken down in the workspace whose data it lets out. Which door that is, is set where a command,
or the answer to a request, begins; whoever writes for people asks ``current()`` and need not know.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote_plus

from crawler.door.taken import NOTHING, Taken
from crawler.personal.redact import redact, redact_together
from crawler.plaintext import visible

_WORTH = re.compile(r"[\u3400-\u9fff\uff10-\uff19@]|[0-9]{5}")
"""What a text without it can hold nothing personal."""
_ADDRESS = re.compile(r"(?:https?://|(?<![^\s\"'(])/)[^\s\"'<>《》（）。，；]{1,4000}")
_PART = re.compile(r"[^/?&=#]+")


class Door:
    """Lets text out; ``taken`` is asked at every text, so that it may change while the door is in use."""

    def __init__(self, taken: Callable[[], Taken] = lambda: NOTHING) -> None:
        self.taken = taken

    def text(self, text: str) -> str:
        """Return *text* as it may leave, without what nobody sees."""
        return self.line(visible(text))

    def line(self, text: str) -> str:
        """Return *text* as it may leave, its invisible signs where they were."""
        text = self.taken().without(text)
        if "%" in text or text.startswith(("/", "http")):
            text = _ADDRESS.sub(lambda found: self.address(found[0]), text)
        return _masked(text) if _WORTH.search(text) else text

    def of(self, notice: int, text: str) -> str:
        """Return a text of *notice* as it may leave; of one that was taken down only its tombstone."""
        taken = self.taken()
        return taken.tombstone(notice) if text and notice in taken else self.text(text)

    def together(self, notice: int, texts: Sequence[str]) -> list[str]:
        """Return the texts of one notice as they may leave; who is introduced in one of them is known in all."""
        taken = self.taken()
        if notice in taken:
            return [taken.tombstone(notice) if one else "" for one in texts]
        return redact_together([taken.without(visible(one)) for one in texts], penalty=True)

    def address(self, address: str) -> str:
        """Return an address as it may leave; the parts of it that name a person are masked, the others stay.

        >>> Door().address("/duties/C02.1?what=%E5%AF%B9%E5%BC%A0%E4%B8%89%E7%9A%84%E5%A4%84%E7%BD%9A")
        '/duties/C02.1?what=%E5%AF%B9%E5%BC%A0%E6%9F%90%E6%9F%90%E7%9A%84%E5%A4%84%E7%BD%9A'
        """
        return _PART.sub(self._part, self.taken().without(address))

    def data(self, value: Any) -> Any:
        """Return *value*, which is plain data as JSON knows it, with every text in it as it may leave."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {self.data(key): self.data(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.data(one) for one in value]
        return value

    def _part(self, found: re.Match[str]) -> str:
        said = unquote_plus(found[0])
        if not re.search(r"[\u3400-\u9fff]", said) and not re.search(r"[0-9]{17}", said):
            return found[0]
        shown = _masked(self.taken().without(said))
        return found[0] if shown == said else quote(shown, safe="")


@lru_cache(maxsize=1 << 14)
def _masked(text: str) -> str:
    return redact(text, penalty=True)


_CURRENT: ContextVar[Door] = ContextVar("door", default=Door())  # noqa: B039 - the default knows nothing that could change


def current() -> Door:
    """Return the door through which text leaves here."""
    return _CURRENT.get()


def shown(text: str) -> str:
    """Return *text* as it may leave by the current door."""
    return current().text(text)


def shown_of(notice: int, text: str) -> str:
    """Return a text of *notice* as it may leave by the current door."""
    return current().of(notice, text)


@contextmanager
def leaving_by(door: Door) -> Iterator[None]:
    """Let everything in this block leave by *door*."""
    before = _CURRENT.set(door)
    try:
        yield
    finally:
        _CURRENT.reset(before)
