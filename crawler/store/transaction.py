"""What every group of facts shares: one open transaction, the clock, and text that any database can hold."""

import unicodedata
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.sql.dml import ReturningInsert

from crawler.clock import Clock


class OpenTransaction:
    """Base of the groups of facts; ``connection`` is inside one database transaction."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self.connection = connection
        self.clock = clock

    def insert(self, table: Table, **values: Any) -> int:
        """Add one row and return its id."""
        key: int = self.connection.execute(_inserting(table), values).scalar_one()
        return key

    def insert_keyed(self, table: Table, rows: list[dict[str, Any]], key: str) -> dict[str, int]:
        """Add *rows* with one statement and return the id of each by the value of its column *key*."""
        if not rows:
            return {}
        statement = table.insert().returning(table.c[key], table.c.id)
        return {one[0]: one[1] for one in self.connection.execute(statement, rows)}


@cache
def _inserting(table: Table) -> ReturningInsert[Any]:
    """Return the statement that adds to *table*; made once, for making it costs more than running it."""
    return table.insert().returning(table.c.id)


def storable(text: str) -> str:
    r"""Return *text* without what a database refuses: NUL and halves of surrogate pairs.

    >>> storable("a\x00b\ud800")
    'ab?'
    """
    return text.replace("\x00", "").encode(errors="replace").decode()


def storable_or_none(text: str | None) -> str | None:
    """Return *text* as ``storable`` does, or None."""
    return None if text is None else storable(text)


def flat(text: str) -> str:
    r"""Return *text* for comparison: composed, every run of white space one space.

    >>> flat(" 公告　\n 第1号 ")
    '公告 第1号'
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def digest(*parts: str) -> str:
    """Return the SHA-256 of *parts*; moving text from one part to the next changes it."""
    return sha256("\x1f".join(parts).encode(errors="replace")).hexdigest()
