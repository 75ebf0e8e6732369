"""What is written as TOML is read back as it was."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.tomltext import toml_table, toml_value

TEXT = st.text(st.characters(exclude_categories=("Cs",)))


@given(st.one_of(TEXT, st.integers(-(2**60), 2**60), st.booleans(), st.dates(), st.lists(TEXT)))
def test_values_come_back(value):
    assert tomllib.loads(f"a = {toml_value(value)}") == {"a": value}


@pytest.mark.parametrize("text", ["\x7f", "\x00", "\n", '"""', "\\", "# 一"])
def test_awkward_text(text):
    assert tomllib.loads(toml_table("[x]", [("a", text)])) == {"x": {"a": text}}


def test_a_table_without_header():
    assert tomllib.loads(toml_table("", [("a", date(2015, 6, 1)), ("b", ("甲", "乙"))])) == {
        "a": date(2015, 6, 1),
        "b": ["甲", "乙"],
    }
