"""Writes TOML, for the files that a program makes and people go on editing."""

import json
from collections.abc import Iterable
from datetime import date


def toml_value(value: object) -> str:
    """Return *value* as TOML writes it; a basic string of TOML and a string of JSON are the same thing.

    >>> toml_value(("通知公告", 3, True))
    '["通知公告", 3, true]'
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return f"[{', '.join(toml_value(one) for one in value)}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_table(header: str, pairs: Iterable[tuple[str, object]]) -> str:
    """Return a table with its *header*, one pair a line; an empty header leaves the pairs at the top."""
    lines = [header, *(f"{key} = {toml_value(value)}" for key, value in pairs)]
    return "\n".join(line for line in lines if line) + "\n"
