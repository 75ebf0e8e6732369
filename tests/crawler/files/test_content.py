"""Of what a reader found only so much is kept, and what was left out is told."""

import pytest

from crawler.files import limits
from crawler.files.content import FileContent, lines_of
from crawler.words import FileKind

ROW = ("a", "b")


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(limits, "TEXT", 5)
    monkeypatch.setattr(limits, "CELLS", 5)


def bounded(**values):
    return FileContent(kind=FileKind.TEXT, **values).bounded()


def test_what_fits_stays_as_it_is():
    whole = FileContent(kind=FileKind.TEXT, text="12345", tables=((ROW, ROW),))
    assert whole.bounded() == whole


def test_text_is_cut():
    found = bounded(text="123456", detail="known")
    assert (found.text, found.detail) == ("12345", "known; text cut")


@pytest.mark.parametrize(
    ("tables", "kept"),
    [
        pytest.param(((ROW, ROW, ROW),), ((ROW, ROW),), id="whole rows"),
        pytest.param(((ROW,), (ROW, ROW), (ROW,)), ((ROW,), (ROW,)), id="over several tables"),
        pytest.param((("a",) * 6, ROW), (), id="a first row too long"),
    ],
)
def test_tables_are_cut_at_a_row(tables, kept):
    tables = (tables,) if isinstance(tables[0][0], str) else tables
    found = bounded(tables=tables)
    assert (found.tables, found.detail) == (kept, "tables cut")


def test_lines_of_tables():
    assert lines_of([(ROW, ("c", "")), (("d",),)]) == "a\tb\nc\nd"
