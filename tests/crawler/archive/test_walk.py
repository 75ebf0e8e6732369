"""Records are read whole or refused; a digest that does not fit is told."""

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive.exchange import Exchange
from crawler.archive.records import exchange_records, opening_record
from crawler.archive.walk import record_of, walk

NOW = datetime(2015, 6, 24, 2, 0, tzinfo=UTC)
RESPONSE, REQUEST = (
    one.data
    for one in exchange_records(Exchange(url="http://harbour.example/公告", at=NOW, status=200, body=b"body"))
)


def walked(tmp_path, data, limit=None):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    with path.open("rb") as source:
        return list(walk(source, len(data) if limit is None else limit))


def test_records_follow_each_other(tmp_path):
    opening = opening_record("a.warc.gz", NOW).data
    found = walked(tmp_path, opening + RESPONSE + REQUEST)
    assert [one.kind for one in found] == ["warcinfo", "response", "request"]
    assert [one.offset for one in found] == [0, len(opening), len(opening + RESPONSE)]
    assert [one.length for one in found] == [len(opening), len(RESPONSE), len(REQUEST)]
    assert all(one.sound for one in found)
    assert found[1].headers["warc-target-uri"] == "http://harbour.example/%E5%85%AC%E5%91%8A"


def test_what_lies_after_the_limit_is_not_looked_at(tmp_path):
    assert len(walked(tmp_path, RESPONSE + b"torn", limit=len(RESPONSE))) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"\r\n\r\nbody", b"\r\n\r\nBODY", id="the body"),
        pytest.param(b"HTTP/1.1 200", b"HTTP/1.1 404", id="the status"),
        pytest.param(b"WARC-Payload-Digest: sha256:", b"WARC-Payload-Digest: sha512:", id="the digest"),
    ],
)
def test_a_forged_record_is_not_sound(tmp_path, before, after):
    forged = gzip.compress(gzip.decompress(RESPONSE).replace(before, after))
    (found,) = walked(tmp_path, forged)
    assert not found.sound


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(RESPONSE[:-1], id="cut"),
        pytest.param(RESPONSE + b"x", id="a tail"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"WARC/1.1\r\n\r\n", id="not packed"),
        pytest.param(gzip.compress(b"hello"), id="no record"),
        pytest.param(gzip.compress(b"WARC/1.1\r\nContent-Length: 9\r\n\r\nabc\r\n\r\n"), id="a wrong length"),
        pytest.param(
            gzip.compress(b"WARC/1.1\r\nContent-Length: -1\r\n\r\n\r\n\r\n"), id="a negative length"
        ),
        pytest.param(RESPONSE + REQUEST, id="two records"),
    ],
)
def test_only_one_whole_record_has_a_payload(data):
    with pytest.raises(ValueError, match="record"):
        record_of(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_politely(data):
    with pytest.raises(ValueError, match="record"):
        record_of(data)
