"""Reads the TOML files that people edit into frozen dataclasses; what it does not know is an error with its line."""

import re
import tomllib
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from crawler.errors import InvalidFile

T = TypeVar("T")

_HEADER = re.compile(r"^\s*(\[{1,2})\s*([\w.\"'-]+)\s*\]{1,2}")
_KEY = re.compile(r"^\s*([\w\"'-]+)\s*=")


def read_toml(path: Path, cls: type[T]) -> T:
    """Return the file at *path* as a *cls*.

    Raises InvalidFile when the file is absent, is no TOML, or has an unknown key, a missing key or a value of the
    wrong type; the message names file and line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InvalidFile(path, None, "no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidFile(path, None, f"cannot be read: {error}") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise InvalidFile(path, int(found[1]) if found else None, f"not valid TOML: {error}") from error
    return _Reader(path, _lines(text)).build(table, cls, ())


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """Return the line of every key; an array of tables has its index in the path."""
    found: dict[tuple[str, ...], int] = {}
    counts: dict[str, int] = {}
    prefix: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            name = header[2].replace('"', "").replace("'", "")
            prefix = tuple(name.split("."))
            if header[1] == "[[":
                prefix = (*prefix, str(counts.get(name, 0)))
                counts[name] = counts.get(name, 0) + 1
            found.setdefault(prefix, number)
        elif key := _KEY.match(line):
            found.setdefault((*prefix, key[1].strip("\"'")), number)
    return found


class _Reader:
    """Builds one file's values and knows where each stands."""

    def __init__(self, path: Path, lines: dict[tuple[str, ...], int]) -> None:
        self.path = path
        self.lines = lines

    def fail(self, place: tuple[str, ...], message: str) -> InvalidFile:
        """Return the error for *place*, with the nearest line known."""
        for end in range(len(place), 0, -1):
            if place[:end] in self.lines:
                return InvalidFile(self.path, self.lines[place[:end]], message)
        return InvalidFile(self.path, None, message)

    def build(self, table: dict[str, Any], cls: type[T], place: tuple[str, ...]) -> T:
        """Return *table* as a *cls*."""
        hints = get_type_hints(cls)
        known = {one.name: one for one in fields(cls)}  # type: ignore[arg-type]  # every caller passes a dataclass
        for key in table:
            if key not in known:
                near = f"; known here: {', '.join(sorted(known))}"
                raise self.fail((*place, key), f"unknown key {key!r}{near}")
        values: dict[str, Any] = {}
        for name, one in known.items():
            if name in table:
                values[name] = self.convert(table[name], hints[name], (*place, name))
            elif one.default is MISSING and one.default_factory is MISSING:
                raise self.fail(place, f"key {name!r} is missing")
        try:
            return cls(**values)
        except ValueError as error:
            raise self.fail(place, str(error)) from error

    def convert(self, value: Any, kind: Any, place: tuple[str, ...]) -> Any:
        """Return *value* as *kind*, or raise InvalidFile."""
        origin, arguments = get_origin(kind), get_args(kind)
        if origin in {Union, types.UnionType}:
            return self.convert(value, next(one for one in arguments if one is not type(None)), place)
        if origin is tuple:
            self._expect(value, list, place, "a list")
            return tuple(self.convert(one, arguments[0], (*place, str(at))) for at, one in enumerate(value))
        if origin is dict:
            self._expect(value, dict, place, "a table")
            return {key: self.convert(one, arguments[1], (*place, key)) for key, one in value.items()}
        if is_dataclass(kind):
            self._expect(value, dict, place, "a table")
            return self.build(value, kind, place)  # type: ignore[arg-type]  # is_dataclass has just said so
        return self._scalar(value, kind, place)

    def _scalar(self, value: Any, kind: Any, place: tuple[str, ...]) -> Any:
        wrong = isinstance(value, bool) != (kind is bool) or (kind is date and isinstance(value, datetime))
        if kind is float and isinstance(value, int) and not wrong:
            return float(value)
        if wrong or not isinstance(value, kind):
            raise self.fail(place, f"{place[-1]!r} wants {kind.__name__}, not {value!r}")
        return value

    def _expect(self, value: Any, kind: type, place: tuple[str, ...], what: str) -> None:
        if not isinstance(value, kind):
            raise self.fail(place, f"{place[-1]!r} wants {what}, not {value!r}")
