"""Builds frozen dataclasses from YAML nodes by their type hints; what it does not know is a problem with its line."""

import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

from crawler.errors import InvalidFile
from monitor.catalogue.documents import Place, Problems, compose, pairs

T = TypeVar("T")

_TAG = "tag:yaml.org,2002:"
_TAG_OF = {str: "str", int: "int", bool: "bool", date: "timestamp"}
_SAID = {str: "text", int: "a whole number", bool: "true or false", date: "a day such as 2015-06-24"}


class _Wrong(Exception):
    """Raised inside the reader once a problem has been noted."""


def read_file(path: Path, cls: type[T], problems: Problems) -> T | None:
    """Return the file at *path* as a *cls*, or None when it has problems, which are added."""
    reader = _Reader(path, problems)
    try:
        value: T = reader.build(compose(path), cls)
    except _Wrong:
        return None
    except InvalidFile as problem:
        problems.add(problem)
        return None
    return value


@cache
def _shape(cls: type[Any]) -> tuple[dict[str, Field[Any]], dict[str, Any]]:
    return {one.name: one for one in fields(cls)}, get_type_hints(cls)


class _Reader:
    """Builds one file's values."""

    def __init__(self, path: Path, problems: Problems) -> None:
        self.path = path
        self.problems = problems

    def wrong(self, node: yaml.Node, message: str) -> _Wrong:
        """Note the problem and return what to raise."""
        self.problems.add(Place(self.path, node).problem(message))
        return _Wrong()

    def build(self, node: yaml.Node, cls: type[Any]) -> Any:
        """Return *node* as a *cls*; every key is looked at even when one is wrong."""
        if not isinstance(node, yaml.MappingNode):
            raise self.wrong(node, "wants keys and values here")
        known, hints = _shape(cls)  # type: ignore[arg-type]  # a class is hashable, mypy's protocol is not
        values: dict[str, Any] = {"at": Place(self.path, node)} if "at" in known else {}
        before = len(self.problems.found)
        for key, value in pairs(node, self.path, self.problems):
            if key not in known or key == "at":
                near = ", ".join(sorted(known.keys() - {"at"}))
                self.wrong(value, f"unknown key {key!r}; known here: {near}")
                continue
            try:
                values[key] = self.convert(value, hints[key], key)
            except _Wrong:
                continue
        present = {str(key.value) for key, _ in node.value}
        for name, one in known.items():
            if name not in present | {"at"} and one.default is MISSING and one.default_factory is MISSING:
                self.wrong(node, f"key {name!r} is missing")
        if len(self.problems.found) > before:
            raise _Wrong
        return cls(**values)

    def convert(self, node: yaml.Node, kind: Any, key: str) -> Any:
        """Return the value of *node* as *kind*; *key* names it in messages."""
        origin, arguments = get_origin(kind), get_args(kind)
        if origin in {Union, types.UnionType}:
            if node.tag == f"{_TAG}null":
                return None
            return self.convert(node, next(one for one in arguments if one is not type(None)), key)
        if origin is tuple:
            return self._items(node, arguments[0], key)
        if is_dataclass(kind):
            return self.build(node, kind)  # type: ignore[arg-type]  # is_dataclass has just said so
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return self._word(node, kind, key)
        return self._scalar(node, kind, key)

    def _items(self, node: yaml.Node, kind: Any, key: str) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            raise self.wrong(node, f"{key!r} wants a list")
        before = len(self.problems.found)
        items = []
        for one in node.value:
            try:
                items.append(self.convert(one, kind, key))
            except _Wrong:
                continue
        if len(self.problems.found) > before:
            raise _Wrong
        return tuple(items)

    def _word(self, node: yaml.Node, kind: type[StrEnum], key: str) -> StrEnum:
        try:
            return kind(str(node.value))
        except ValueError:
            raise self.wrong(
                node, f"{key!r} cannot be {node.value!r}; it is one of {', '.join(kind)}"
            ) from None

    def _scalar(self, node: yaml.Node, kind: Any, key: str) -> Any:
        fits = node.tag == f"{_TAG}{_TAG_OF[kind]}"
        if not isinstance(node, yaml.ScalarNode) or not fits:
            raise self.wrong(node, f"{key!r} wants {_SAID[kind]}, not {_shown(node)}")
        if kind is bool:
            return node.value.lower() in {"true", "yes", "on"}
        if kind is str:
            return node.value
        try:
            return date.fromisoformat(node.value) if kind is date else int(node.value)
        except ValueError:
            raise self.wrong(node, f"{key!r} wants {_SAID[kind]}, not {node.value!r}") from None


def _shown(node: yaml.Node) -> str:
    return repr(node.value) if isinstance(node, yaml.ScalarNode) else "a list or a table"
