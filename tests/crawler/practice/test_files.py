"""Tests of the small files that notices carry."""

import struct

import pytest

from crawler.errors import UsageError
from crawler.practice.files import make_file


@pytest.mark.parametrize(
    ("kind", "magic"),
    [
        pytest.param("pdf", b"%PDF-1.4", id="PDF"),
        pytest.param("doc", b"{\\rtf1", id="RTF, which Word opens"),
        pytest.param("xls", b"\x09\x00\x04\x00", id="BIFF2, which Excel opens"),
    ],
)
def test_a_file_is_what_it_says_and_always_the_same(kind, magic):
    made = make_file(kind, "部门决算公开表", "收入支出")
    assert made.startswith(magic)
    assert made == make_file(kind, "部门决算公开表", "收入支出")
    assert made != make_file(kind, "部门决算公开表", "改过的数字")


def test_every_object_of_the_pdf_is_where_its_table_says():
    made = make_file("pdf", "标题", "正文")
    start = int(made.rpartition(b"startxref\n")[2].split()[0])
    assert made[start:].startswith(b"xref\n")
    places = [int(line[:10]) for line in made[start:].splitlines()[3:9]]
    for number, place in enumerate(places, 1):
        assert made[place:].startswith(b"%d 0 obj" % number)


def test_every_record_of_the_sheet_has_its_length():
    made, at, labels = make_file("xls", "表", "数" * 250), 0, []
    while at < len(made):
        record, length = struct.unpack_from("<HH", made, at)
        if record == 4:
            labels.append(made[at + 12 : at + 4 + length].decode("gbk"))
        at += 4 + length
    assert at == len(made)
    assert "".join(labels) == "表" + "数" * 250


def test_an_unknown_kind_is_refused():
    with pytest.raises(UsageError, match="'exe'"):
        make_file("exe", "", "")
