"""The table of faults: every row that concerns collection stands in it, and every test that it names exists."""

import ast
import re
from pathlib import Path

import pytest

from crawler.practice.faults.registry import faults

ROOT = Path(__file__).resolve().parent.parent
TABLE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
ROWS = {int(found[1]): found[0] for found in re.finditer(r"^\| (\d+) \|.*$", TABLE, re.MULTILINE)}
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TABLE)))
EVIDENCE = {34, 51}
"""What befalls the bytes that collection kept, or gets into them."""
ELSEWHERE = {41}
"""Scripts of archived pages: none is ever shown."""


def test_every_row_that_concerns_collection_stands_in_the_table():
    assert {*range(1, 28), *range(40, 49)} - ELSEWHERE | EVIDENCE == set(ROWS)


def test_every_row_names_a_test():
    assert [row for row, line in ROWS.items() if "::test_" not in line] == []


@pytest.mark.parametrize(("path", "name"), NAMED, ids=[name for _, name in NAMED])
def test_a_named_test_exists(path, name):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def test_what_is_laid_says_so():
    laid = {one.row for one in faults()}
    assert {row for row, line in ROWS.items() if "*laid*" in line} == laid
