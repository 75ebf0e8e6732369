"""Reads an edition's ``matching.yaml``; what it does not know is an error with its line."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import yaml

from crawler.errors import InvalidFile
from monitor.catalogue.documents import compose
from monitor.catalogue.load import SHIPPED
from monitor.catalogue.model import Edition
from monitor.matching.expression import read_expression
from monitor.matching.knowledge import PLAIN, CatalogueWeights, Condition, Damper, Knowledge, Rule
from monitor.matching.modelfile import model_at
from monitor.matching.notice import Field
from monitor.matching.plain import plain

FILE = "matching.yaml"


def load_knowledge(path: Path, edition: Edition) -> Knowledge:
    """Return the rules at *path*; raises InvalidFile with file and line for anything it does not understand.

    What a rule speaks for must be a category or duty of *edition*.
    """
    return _File(path, edition).knowledge(compose(path))


class _File:
    """Builds one file's values and knows the line of each."""

    def __init__(self, path: Path, edition: Edition) -> None:
        self.path = path
        self.categories = frozenset(one.id for one in edition.categories)
        self.duties = frozenset(duty.id for one in edition.categories for duty in one.duties)
        self.words: dict[str, tuple[str, ...]] = {}

    def fail(self, node: yaml.Node | None, message: str) -> NoReturn:
        line = node.start_mark.line + 1 if node is not None and node.start_mark else None
        raise InvalidFile(self.path, line, message)

    def knowledge(self, root: yaml.Node | None) -> Knowledge:
        known = ("thresholds", "catalogue", "names", "words", "dampers", "categories", "duties")
        top = self.table(root, known=known, needs=known)
        for name, node in self.items(top["words"]):
            self.words[name] = tuple(self.text(one) for one in self.rows(node))
        steps = ("asserted", "near", "unsure")
        thresholds = self.table(top["thresholds"], known=steps, needs=steps)
        return Knowledge(
            asserted=self.share(thresholds["asserted"]),
            near=self.share(thresholds["near"]),
            unsure=self.share(thresholds["unsure"]),
            catalogue=self.catalogue(top["catalogue"]),
            names=tuple(plain(self.text(one)) for one in self.rows(top["names"])),
            rules=tuple(self.rules(top["categories"], self.categories)),
            duties=tuple(self.rules(top["duties"], self.duties)),
            dampers=tuple(self.damper(one) for one in self.rows(top["dampers"])),
        )

    def catalogue(self, node: yaml.Node) -> CatalogueWeights:
        known = tuple(CatalogueWeights.__dataclass_fields__)
        row = self.table(node, known=known, needs=known)
        terms = self.text(row["body_terms"])
        if not terms.isdecimal():
            self.fail(row["body_terms"], f"wants a whole number, not {terms!r}")
        return CatalogueWeights(
            column=self.share(row["column"]),
            title=self.share(row["title"]),
            body=self.share(row["body"]),
            body_terms=int(terms),
            negative=self.share(row["negative"]),
        )

    def rules(self, node: yaml.Node, known: frozenset[str]) -> Iterator[Rule]:
        for target, rows in self.items(node):
            self.expect(target, known, rows)
            for one in self.rows(rows):
                row = self.table(one, known=(*Field, "weight"), needs=("weight",))
                when = self.condition(one, row)
                if not any(expression.wanted for _, expression in when.fields):
                    self.fail(one, "a rule needs at least one word that must occur")
                yield Rule(target=target, when=when, weight=self.share(row["weight"]))

    def damper(self, node: yaml.Node) -> Damper:
        known = ("id", "say", "factor", "only", "spare")
        row = self.table(node, known=(*Field, *known), needs=known[:3])
        return Damper(
            id=self.text(row["id"]),
            say=self.text(row["say"]),
            when=self.condition(node, row),
            factor=self.share(row["factor"]),
            only=self.names(row.get("only")),
            spare=self.names(row.get("spare")),
        )

    def condition(self, node: yaml.Node, row: dict[str, yaml.Node]) -> Condition:
        fields = []
        for field in Field:
            if field in row:
                try:
                    expression = read_expression(self.text(row[field]), self.words, plain)
                except ValueError as error:
                    self.fail(row[field], str(error))
                fields.append((field, expression))
        if not fields:
            self.fail(node, f"names none of {', '.join(Field)}")
        return Condition(fields=tuple(fields), line=node.start_mark.line + 1)

    def table(
        self, node: yaml.Node | None, *, known: tuple[str, ...], needs: tuple[str, ...]
    ) -> dict[str, yaml.Node]:
        row: dict[str, yaml.Node] = {}
        for key, value in self.items(node):
            if key not in known:
                self.fail(value, f"unknown key {key!r}; known here: {', '.join(known)}")
            row[key] = value
        for key in needs:
            if key not in row:
                self.fail(node, f"key {key!r} is missing")
        return row

    def items(self, node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            self.fail(node, "wants a table")
        seen: set[str] = set()
        for key, value in node.value:
            name = self.text(key)
            if name in seen:
                self.fail(key, f"{name!r} is here twice")
            seen.add(name)
            yield name, value

    def rows(self, node: yaml.Node) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            self.fail(node, "wants a list")
        rows: list[yaml.Node] = node.value
        return rows

    def names(self, node: yaml.Node | None) -> tuple[str, ...]:
        if node is None:
            return ()
        for one in self.rows(node):
            self.expect(self.text(one), self.categories, one)
        return tuple(self.text(one) for one in self.rows(node))

    def expect(self, target: str, known: frozenset[str], node: yaml.Node) -> None:
        if target not in known:
            self.fail(node, f"the edition has no {target!r}")

    def text(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.fail(node, "wants a text that is not empty")
        return str(node.value)

    def share(self, node: yaml.Node) -> float:
        try:
            value = float(self.text(node))
        except ValueError:
            self.fail(node, f"wants a number, not {node.value!r}")
        if not 0 <= value <= 1:
            self.fail(node, f"wants a number from 0 to 1, not {node.value!r}")
        return value


def find_knowledge(edition: Edition, root: Path | None = None) -> Knowledge:
    """Return the rules of *edition*: those in ``<root>/editions``, else the shipped ones, else none.

    The classifier is the one that was trained beside them, unless the workspace has trained its own.
    """
    homes = [SHIPPED] if root is None else [root / "editions", SHIPPED]
    folders = [home / edition.id for home in homes]
    for folder in folders:
        if (folder / FILE).is_file():
            found = knowledge_at(folder, edition)
            return replace(found, model=model_at(folders[0], edition) or found.model)
    return PLAIN


def knowledge_at(folder: Path, edition: Edition) -> Knowledge:
    """Return the rules in the *folder* of *edition* and the classifier beside them, else none."""
    path = folder / FILE
    if not path.is_file():
        return PLAIN
    return replace(load_knowledge(path, edition), model=model_at(folder, edition))
