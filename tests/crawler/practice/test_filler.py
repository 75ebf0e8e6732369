"""Everyday notices are whole texts: a page with hardly a word is a case of its own, and none of them is one."""

import pytest

from crawler.practice.filler import LEAST, Writer
from crawler.practice.script import load_script


@pytest.fixture(scope="module")
def drafts():
    script = load_script()
    return [
        draft
        for part in script.cast.bureau
        for plan in part.columns
        for draft in Writer(script, part, 1).column(plan)
    ]


def test_every_text_says_something(drafts):
    assert len(drafts) > 300
    assert min(sum(map(len, one.body)) for one in drafts) >= LEAST


def test_texts_differ_in_length(drafts):
    assert {len(one.body) for one in drafts} >= {2, 3, 4}
