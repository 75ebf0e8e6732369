"""The registry names every rule module, and each module keeps the habits of a rule."""

import ast
from pathlib import Path

import pytest

from monitor.obligations import Comes
from monitor.rules.registry import FLAGS, RULES, STANDINGS, rule

FOLDER = Path(__file__).resolve().parents[3] / "monitor" / "rules"


def test_every_module_is_registered_under_its_name():
    modules = {one.stem for one in FOLDER.glob("*.py")} - {"__init__", "registry"}
    assert set(RULES) == modules
    assert all(module.__name__ == f"monitor.rules.{name}" for name, module in RULES.items())


def test_every_way_of_coming_due_has_a_rule():
    assert set(STANDINGS) == set(Comes)
    assert set(FLAGS) | set(STANDINGS.values()) == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_opens_with_a_sentence_and_has_a_version(name):
    assert (RULES[name].__doc__ or "").splitlines()[0].endswith(".")
    assert rule(name).VERSION >= 1


@pytest.mark.parametrize("name", RULES)
def test_a_rule_asks_no_clock_and_no_store(name):
    tree = ast.parse((FOLDER / f"{name}.py").read_text("utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= {
        "collections.abc",
        "datetime",
        "monitor.absence",
        "monitor.evidence",
        "monitor.obligations",
        "monitor.rules.published_by_due_date",
        "monitor.words",
    }
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not called & {"now", "today", "utcnow"}
