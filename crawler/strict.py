"""Reads the TOML files that people edit into frozen dataclasses; what it does not know is an error with its line."""

import re
import tomllib
import types
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from crawler.errors import InvalidFile

T = TypeVar("T")

_HEADER = re.compile(r"^\s*(\[{1,2})\s*([\w.\"'-]+)\s*\]{1,2}")
_WORD = re.compile(r"[\w-]+")
_KEY = re.compile(r"^\s*([\w\"'-]+)\s*=")


def read_toml(path: Path, cls: type[T]) -> T:
    """Return the file at *path* as a *cls*.

    Raises InvalidFile when the file is absent, is no TOML, or has unknown keys, missing keys or values of the
    wrong type; the message names all of them, each with file and line.
    """
    text = _text(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise InvalidFile(path, int(found[1]) if found else None, f"not valid TOML: {error}") from error
    return _Reader(path, _lines(text)).build(table, cls, ())


def line_of(path: Path, *place: str) -> int | None:
    """Return the line of *place*, a key or a table and its key, or the nearest above it; None where there is none."""
    return _Reader(path, _lines(_text(path))).fail(place, "").line


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InvalidFile(path, None, "no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidFile(path, None, f"cannot be read: {error}") from error


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
        """Return *table* as a *cls*; everything that is wrong in it is raised at once."""
        hints = get_type_hints(cls)
        known = {one.name: one for one in fields(cls)}  # type: ignore[arg-type]  # every caller passes a dataclass
        near = f"; known here: {', '.join(sorted(known))}"
        wrong = [self.fail((*place, key), f"unknown key {key!r}{near}") for key in table if key not in known]
        values: dict[str, Any] = {}
        lacking = False
        for name, one in known.items():
            if name in table:
                with _noted(wrong):
                    values[name] = self.convert(table[name], hints[name], (*place, name))
                lacking |= name not in values
            elif one.default is MISSING and one.default_factory is MISSING:
                wrong.append(self.fail(place, f"key {name!r} is missing"))
                lacking = True
        made = self._made(cls, values, table, place, wrong) if not lacking else None
        if wrong or made is None:
            raise _all(wrong)
        return made

    def _made(
        self,
        cls: type[T],
        values: dict[str, Any],
        table: dict[str, Any],
        place: tuple[str, ...],
        wrong: list[InvalidFile],
    ) -> T | None:
        """Return the value, or None after adding to *wrong* what its own checks say; each may say several things."""
        try:
            return cls(**values)
        except ValueError as error:
            wrong += [self.fail((*place, *_named(str(one), table)), str(one)) for one in error.args]
        return None

    def convert(self, value: Any, kind: Any, place: tuple[str, ...]) -> Any:
        """Return *value* as *kind*, or raise InvalidFile."""
        origin, arguments = get_origin(kind), get_args(kind)
        if origin in {Union, types.UnionType}:
            return self.convert(value, next(one for one in arguments if one is not type(None)), place)
        if origin is tuple:
            self._expect(value, list, place, "a list")
            return tuple(self._each(value, arguments[0], place))
        if origin is dict:
            self._expect(value, dict, place, "a table")
            return {key: self.convert(one, arguments[1], (*place, key)) for key, one in value.items()}
        if is_dataclass(kind):
            self._expect(value, dict, place, "a table")
            return self.build(value, kind, place)  # type: ignore[arg-type]  # is_dataclass has just said so
        return self._scalar(value, kind, place)

    def _each(self, items: list[Any], kind: Any, place: tuple[str, ...]) -> list[Any]:
        """Return *items* as values of *kind*; what is wrong in any of them is raised at once."""
        values: list[Any] = []
        wrong: list[InvalidFile] = []
        for at, one in enumerate(items):
            with _noted(wrong):
                values.append(self.convert(one, kind, (*place, str(at))))
        if wrong:
            raise _all(wrong)
        return values

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


@contextmanager
def _noted(wrong: list[InvalidFile]) -> Iterator[None]:
    """Add to *wrong* what is raised inside, and go on."""
    try:
        yield
    except InvalidFile as error:
        wrong.append(error)


def _all(wrong: list[InvalidFile]) -> InvalidFile:
    """Return one error for all, in the order of their lines."""
    each = [one for problem in wrong for one in problem.each]
    return InvalidFile.of(sorted(each, key=lambda one: one.line or 0))


def _named(said: str, table: dict[str, Any]) -> tuple[str, ...]:
    """Return the key that a value's own check speaks of: the first word of its sentence that is one."""
    return next(((one,) for one in _WORD.findall(said) if one in table), ())
