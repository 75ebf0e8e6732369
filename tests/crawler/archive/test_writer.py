"""What is archived is WARC 1.1 that others read, holds no secret, and is sealed into a chain."""

import gzip
from hashlib import sha256

import pytest
from sqlalchemy import select
from warcio.archiveiterator import ArchiveIterator

from crawler.archive.manifest import manifest_entries
from crawler.archive.proof.facts import verify
from crawler.archive.proof.links import read_link
from crawler.archive.reader import read_payload
from crawler.errors import DiskLow
from crawler.store.database import reading
from crawler.store.tables import segment


def segments(keeper):
    with reading(keeper.engine) as connection:
        return connection.execute(select(segment).order_by(segment.c.id)).all()


def records(path):
    """Read with warcio, which we did not write: type, url, HTTP headers, payload, and whether digests hold."""
    with path.open("rb") as source:
        iterator = ArchiveIterator(source, check_digests="raise")
        return [(one.rec_type, one.rec_headers, one.http_headers, one.raw_stream.read()) for one in iterator]


def test_warcio_reads_it_and_its_digests_hold(keeper):
    kept = keeper.keep("公告".encode("gb18030"), address="192.0.2.7")
    info, response, request = records(keeper.folder / kept.segment)
    assert [one[0] for one in (info, response, request)] == ["warcinfo", "response", "request"]
    assert info[1].get_header("WARC-Filename") == kept.segment
    assert response[1].protocol == "WARC/1.1"
    assert response[1].get_header("WARC-Target-URI") == "http://harbour.example/a.html?q=1"
    assert response[1].get_header("WARC-Date") == "2015-06-24T02:00:00.000000Z"
    assert response[1].get_header("WARC-IP-Address") == "192.0.2.7"
    assert response[1].get_header("WARC-Payload-Digest") == f"sha256:{kept.payload_sha256}"
    assert response[3] == "公告".encode("gb18030")
    assert request[1].get_header("WARC-Concurrent-To") == response[1].get_header("WARC-Record-ID")
    assert request[2].statusline == "/a.html?q=1 HTTP/1.1"


def test_every_record_is_a_gzip_member_of_its_own(keeper):
    kept = keeper.keep(b"body")
    data = (keeper.folder / kept.segment).read_bytes()
    assert gzip.decompress(data[kept.offset : kept.offset + kept.length]).startswith(
        b"WARC/1.1\r\nWARC-Type: response"
    )


def test_cookies_and_credentials_stay_out(keeper):
    secret = [
        ("Cookie", "canary-1"),
        ("authorization", "canary-2"),
        ("Proxy-Authorization", "canary-3"),
        ("Accept", "*/*"),
    ]
    kept = keeper.keep(request_headers=secret)
    whole = gzip.decompress((keeper.folder / kept.segment).read_bytes())
    assert b"canary" not in whole
    assert b"Accept: */*" in whole


@pytest.mark.parametrize(
    ("headers", "truncated", "expected"),
    [
        pytest.param([("Content-Length", "4")], "", [("Content-Length", "4")], id="true"),
        pytest.param(
            [("Content-Length", "9")],
            "",
            [("X-Archive-Orig-Content-Length", "9"), ("Content-Length", "4")],
            id="of the compressed body",
        ),
        pytest.param([("Content-Length", "9")], "length", [("Content-Length", "9")], id="of what was cut"),
        pytest.param(
            [("Transfer-Encoding", "chunked")],
            "",
            [("X-Archive-Orig-Transfer-Encoding", "chunked")],
            id="chunks",
        ),
        pytest.param([("X-A", "1\r\nX-B: 2")], "", [("X-A", "1 X-B: 2")], id="a header in a header"),
    ],
)
def test_headers_describe_the_body_we_hold(keeper, headers, truncated, expected):
    kept = keeper.keep(b"body", response_headers=headers, truncated=truncated)
    response = records(keeper.folder / kept.segment)[1]
    assert response[2].headers == expected
    assert response[1].get_header("WARC-Truncated") == (truncated or None)


def test_header_bytes_in_another_charset_are_kept(keeper):
    name = "公告.pdf".encode("gb18030")
    kept = keeper.keep(response_headers=[("X-Name", name.decode("utf-8", "surrogateescape"))])
    assert name in gzip.decompress((keeper.folder / kept.segment).read_bytes())


@pytest.mark.parametrize(
    "body",
    [b"", b"\r\n\r\n", b"\x00\xff" * 70_000, b"WARC/1.1\r\n\r\n"],
    ids=["empty", "a blank line", "binary", "looks like a record"],
)
def test_any_body_comes_back(keeper, body):
    kept = keeper.keep(body)
    assert read_payload(keeper.folder, kept) == body
    assert verify(keeper.folder, keeper.engine) == []


def test_sealed_segments_form_a_chain(keepers):
    keeper = keepers(roll_at=1)
    kept = [keeper.keep(b"%d" % n) for n in range(3)]
    keeper.archive.seal()
    found = segments(keeper)
    assert [one.name for one in found] == [one.segment for one in kept]
    assert [one.link for one in found] == [1, 2, 3]
    files = [keeper.folder / "chain" / f"0000000{number}.json" for number in (1, 2, 3)]
    links = [read_link(one.read_bytes()) for one in files]
    assert [one.previous for one in links] == [
        "",
        *(sha256(one.read_bytes()).hexdigest() for one in files[:-1]),
    ]
    for one, link in zip(found, links, strict=True):
        assert sha256((keeper.folder / one.name).read_bytes()).hexdigest() == one.sha256 == link.sha256
        manifest = (keeper.folder / link.manifest).read_bytes()
        assert sha256(manifest).hexdigest() == link.manifest_sha256
        assert [each.kind for each in manifest_entries(manifest)] == [
            "warcinfo",
            "response",
            "request",
            "metadata",
        ]
    kept_files = {one.name for one in keeper.folder.iterdir() if one.is_file()}
    assert kept_files == {one.segment for one in links} | {one.manifest for one in links}
    assert verify(keeper.folder, keeper.engine) == []


def test_sealing_twice_or_nothing_is_no_work(keeper):
    keeper.archive.seal()
    assert segments(keeper) == []
    keeper.keep()
    keeper.archive.seal()
    keeper.archive.seal()
    assert len(segments(keeper)) == 1


def test_two_writers_have_segments_of_their_own(keepers):
    one, other = keepers(), keepers()
    assert one.keep(b"1").segment != other.keep(b"2").segment
    other.archive.seal()
    one.archive.seal()
    assert [row.link for row in segments(one)] == [2, 1]
    assert verify(one.folder, one.engine) == []


def test_committing_before_flushing_is_a_mistake(keeper):
    keeper.archive.append(keeper.exchange())
    with keeper.writer.transaction() as facts, pytest.raises(RuntimeError, match="flush"):
        keeper.archive.note_committed(facts)


def test_the_reserve_is_never_touched(keepers):
    keeper = keepers(reserve_mb=10**9)
    with pytest.raises(DiskLow, match="1000000000 MB are kept in reserve") as raised:
        keeper.keep()
    assert raised.value.exit_code == 3
    assert segments(keeper) == []


def test_statusline_without_reason_is_read_by_others(keeper):
    kept = keeper.keep(reason="")
    with (keeper.folder / kept.segment).open("rb") as source:
        found = [one.http_headers for one in ArchiveIterator(source) if one.rec_type == "response"]
    assert found[0].get_statuscode() == "200"
