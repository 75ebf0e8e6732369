"""The directory of a package is looked at before anything in it is unpacked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import FileRefused
from crawler.files import limits
from crawler.files.packages import begin_entry, open_package, parse_part, read_entry
from crawler.words import FileOutcome
from tests.crawler.files.conftest import packed


def refused(call, *words):
    with pytest.raises(FileRefused) as caught:
        call(*words)
    return caught.value.outcome


def test_what_is_within_the_limits_is_opened():
    package = open_package(packed({"a": b"x" * 900_000, "b": b"y"}))
    assert read_entry(package, "b") == b"y"
    assert begin_entry(package, "a") == b"x" * 4096


@pytest.mark.parametrize(
    ("name", "value", "parts"),
    [
        pytest.param("ENTRIES", 2, {"a": b"1", "b": b"2", "c": b"3"}, id="entries"),
        pytest.param("UNPACKED", 9, {"a": b"0123456789"}, id="bytes"),
        pytest.param("RATIO_FROM", 9, {"a": b"0" * 10_000}, id="times its size"),
    ],
)
def test_more_than_a_limit_is_a_bomb(monkeypatch, name, value, parts):
    monkeypatch.setattr(limits, name, value)
    assert refused(open_package, packed(parts)) is FileOutcome.BOMB


def test_a_directory_that_lies_about_sizes_is_found_out_when_unpacking():
    data = bytearray(packed({"a": b"0" * 5000}))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (10).to_bytes(4, "little")
    assert refused(read_entry, open_package(bytes(data)), "a") is FileOutcome.DAMAGED


def test_entries_that_share_their_bytes_are_a_bomb():
    data = bytearray(packed({"a": b"first of two", "b": b"second entry"}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = (0).to_bytes(4, "little")
    with pytest.raises(FileRefused, match="overlap"):
        open_package(bytes(data))


def test_a_locked_package():
    data = bytearray(packed({"a": b"text"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refused(open_package, bytes(data)) is FileOutcome.ENCRYPTED


def test_an_entry_that_is_not_there():
    assert refused(read_entry, open_package(packed({})), "a") is FileOutcome.DAMAGED


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        pytest.param(b"<!DOCTYPE a><a/>", FileOutcome.BOMB, id="a document type"),
        pytest.param('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"), FileOutcome.BOMB, id="hidden by its encoding"),
        pytest.param(b"<!--" + b" " * 5000 + b"--><!DOCTYPE a [<!ENTITY b 'c'>]><a/>", FileOutcome.BOMB, id="behind a long comment"),
        pytest.param(b"<a>", FileOutcome.DAMAGED, id="half"),
        pytest.param(b"<a>" * 300 + b"</a>" * 300, FileOutcome.DAMAGED, id="too deep"),
    ],
)  # fmt: skip
def test_xml_that_is_refused(data, outcome):
    assert refused(parse_part, data) is outcome


@given(st.binary(max_size=200), st.integers(0, 150))
def test_a_broken_package_is_refused_or_read(noise, at):
    whole = packed({"a": b"text", "b": b"more"})
    data = whole[:at] + noise + whole[at:]
    try:
        package = open_package(data)
        read = [read_entry(package, name) for name in package.namelist()]
    except FileRefused:
        return
    assert all(isinstance(one, bytes) for one in read)
