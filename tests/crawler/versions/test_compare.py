import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.versions.compare import compare

TEXT = st.text(st.sampled_from("罚款五三万元。\n；ab12"), max_size=80)


@given(TEXT, TEXT)
def test_the_pieces_are_both_texts(before, after):
    parts = compare(before, after)
    assert "".join(text for kind, text in parts if kind != "new") == before
    assert "".join(text for kind, text in parts if kind != "old") == after
    assert all(text for _, text in parts)


@given(TEXT)
def test_equal_texts_have_no_difference(text):
    assert compare(text, text) == ([("same", text)] if text else [])


def test_an_amount_changes_as_a_whole():
    assert compare("罚款48000元。其余不变。", "罚款76800元。其余不变。") == [
        ("same", "罚款"),
        ("old", "48000"),
        ("new", "76800"),
        ("same", "元。其余不变。"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("甲" * 50_000, "甲" * 49_999 + "乙", id="one sign without end"),
        pytest.param("\n" * 50_000, "\n" * 49_000 + "乙" + "\n" * 900, id="lines without anything"),
        pytest.param("甲。乙。" * 8_000, "乙。甲。" * 8_000, id="the same sentences turned around"),
        pytest.param("".join(f"甲{n}。丙。" for n in range(300)), "".join(f"乙{n}。丙。" for n in range(300)), id="a sentence everywhere"),
        pytest.param("甲乙" * 60 + "。" + "丙甲" * 60, "乙甲" * 60 + "；" + "甲丁" * 60, id="signs that alternate"),
    ],
)  # fmt: skip
def test_hostile_texts_are_told_apart_in_time(before, after):
    started = time.monotonic()
    compare(before, after)
    assert time.monotonic() - started < 3
