import json

import pytest

from crawler.errors import InvalidFile
from monitor.learning.labelled import read_examples, read_labelled


def test_numbers_of_the_annex_become_categories(shipped, tmp_path):
    path = tmp_path / "notices.jsonl"
    row = {"id": "1", "title": "甲", "issuer": None, "labels": [2, 13], "labels_optional": [2, 1]}
    path.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    (one,) = read_labelled(path, shipped)
    assert (one.notice.title, one.wanted, one.optional) == ("甲", {"C02", "C13"}, {"C01"})


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("{", id="cut off"),
        pytest.param("[]", id="a list"),
        pytest.param('{"title": "甲"}', id="no labels"),
        pytest.param('{"title": "甲", "labels": [99]}', id="no such category"),
        pytest.param('{"title": 5, "labels": []}', id="a number for a title"),
    ],
)
def test_a_row_that_says_something_else_is_named(shipped, tmp_path, row):
    path = tmp_path / "notices.jsonl"
    path.write_text('{"title": "甲", "labels": []}\n' + row, encoding="utf-8")
    with pytest.raises(InvalidFile) as said:
        read_labelled(path, shipped)
    assert said.value.line == 2


@pytest.mark.parametrize(
    ("site", "issuer", "group"),
    [("s", "i", "i"), ("s", "", "site s"), ("", "", "notice 1")],
    ids=["issuer", "site", "itself"],
)
def test_what_must_not_be_divided(shipped, tmp_path, site, issuer, group):
    path = tmp_path / "notices.jsonl"
    path.write_text(json.dumps({"id": "1", "site": site, "issuer": issuer, "labels": []}), encoding="utf-8")
    assert read_labelled(path, shipped)[0].issuer == group


def test_examples_name_categories_and_columns(shipped, tmp_path):
    path = tmp_path / "examples.yaml"
    path.write_text("C02+C13:\n- 甲罚款 @ 处罚\nnone:\n- 乙\n", encoding="utf-8")
    first, second = read_examples(path, shipped)
    assert (first.notice.title, first.notice.column, first.wanted) == ("甲罚款", "处罚", {"C02", "C13"})
    assert (second.notice.title, second.wanted) == ("乙", set())
    assert read_examples(tmp_path / "none.yaml", shipped) == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("- a\n", 1, id="a list"),
        pytest.param("none:\n- 甲\nC99:\n- 乙\n", 3, id="no such category"),
        pytest.param("C01: 甲\n", 1, id="no list"),
        pytest.param("C01:\n- [甲]\n", 2, id="no title"),
    ],
)
def test_examples_that_say_something_else_are_named(shipped, tmp_path, text, line):
    path = tmp_path / "examples.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFile) as said:
        read_examples(path, shipped)
    assert said.value.line == line
