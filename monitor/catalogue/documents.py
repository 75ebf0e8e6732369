"""Parses YAML files that people edit into nodes that know their lines; refuses tags, anchors and double keys."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from crawler.errors import InvalidFile

LARGEST = 1_000_000  # bytes; the longest file that we ship has 30,000
DEEPEST = 12  # levels; ours have 6

_PLAIN = {
    f"tag:yaml.org,2002:{kind}"
    for kind in ("str", "int", "bool", "null", "float", "timestamp", "seq", "map", "merge", "value")
}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Place:
    """A spot in a file that a message can name."""

    path: Path
    node: yaml.Node

    def line(self, *keys: str | int) -> int:
        """Return the line of the value at *keys* below here, or of the nearest there is."""
        node = self.node
        for key in keys:
            found = _below(node, key)
            if found is None:
                break
            node = found
        return int(node.start_mark.line) + 1

    def problem(self, message: str, *keys: str | int) -> InvalidFile:
        """Return the error that *message* is, at *keys* below here."""
        return InvalidFile(self.path, self.line(*keys), message)


def _below(node: yaml.Node, key: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        found: yaml.Node = node.value[key]
        return found
    return None


@dataclass
class Problems:
    """Collects what is wrong, so that all of it can be told at once."""

    found: list[InvalidFile] = field(default_factory=list)

    def add(self, problem: InvalidFile) -> None:
        """Note *problem*."""
        self.found.append(problem)

    def first(self) -> None:
        """Raise the first problem, if there is one."""
        if self.found:
            raise self.found[0]


def compose(path: Path) -> yaml.Node:
    """Return the root node of the file at *path*; raise InvalidFile when it is no plain YAML document."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except FileNotFoundError:
        raise InvalidFile(path, None, "no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidFile(path, None, f"cannot be read: {error}") from error
    if len(data) > LARGEST:
        raise InvalidFile(path, None, f"{len(data)} bytes, more than {LARGEST} are not read")
    try:
        _measure(text, path)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise InvalidFile(
            path, mark.line + 1 if mark else None, f"not valid YAML: {error.problem or error.context}"
        ) from error
    except yaml.YAMLError as error:
        raise InvalidFile(path, None, f"not valid YAML: {' '.join(str(error).split())}") from error
    if node is None:
        raise InvalidFile(path, 1, "the file is empty")
    return node


def _measure(text: str, path: Path) -> None:
    """Refuse what a parser could choke on before it is built: depth, anchors, foreign tags."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise InvalidFile(path, line, "anchors and aliases are not used here; write it out")
        tag = getattr(event, "tag", None)
        if tag and tag not in _PLAIN:
            raise InvalidFile(path, line, f"tag {tag!r} is refused")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise InvalidFile(path, line, f"nested deeper than {DEEPEST} levels")


def pairs(node: yaml.MappingNode, path: Path, problems: Problems) -> Iterator[tuple[str, yaml.Node]]:
    """Yield key and value of each entry; a key that stands twice is a problem."""
    seen: set[str] = set()
    for key, value in node.value:
        name = str(key.value)
        if name in seen:
            problems.add(Place(path, key).problem(f"key {name!r} stands twice"))
            continue
        seen.add(name)
        yield name, value
