"""A page that is what it was costs a revisit, only ever of a sealed payload, and reads back as if it were kept again."""

import random

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.archive.manifest import manifest_entries
from crawler.archive.proof.facts import verify
from crawler.archive.proof.links import link_files, read_link
from crawler.archive.reader import read_answer, read_payload
from crawler.store.facts import FetchFacts
from crawler.words import Outcome, Purpose

from .conftest import HARBOUR, NOW

PAGE = random.Random(5).randbytes(3000)
URL = "http://harbour.example/a.html"


@pytest.fixture
def engine(sqlite_engine):
    """One kind of database is enough: these tests are about files."""
    return sqlite_engine


@pytest.fixture
def sealed(keepers):
    """A page in a sealed segment, and a keeper that goes on."""
    first = keepers()
    first.original = first.keep(PAGE, url=URL)
    first.archive.seal()
    return first, keepers()


def kinds(keeper):
    """Return the types of all sealed records with their lengths, segment by segment."""
    links = [read_link(one.read_bytes()) for one in link_files(keeper.folder)]
    listed = [manifest_entries((keeper.folder / one.manifest).read_bytes()) for one in links]
    return [[(one.kind, one.length) for one in each] for each in listed]


def test_the_same_payload_is_kept_once_and_reads_back(sealed):
    first, then = sealed
    again = then.keep(PAGE, url=URL, response_headers=[("X-Second", "yes")])
    assert again.length < 900 < first.original.length
    assert read_payload(then.folder, again) == PAGE
    then.archive.seal()
    assert [kind for kind, _ in kinds(then)[1]] == ["warcinfo", "revisit", "request", "metadata"]
    assert verify(then.folder, then.engine) == []


def test_others_read_what_a_revisit_refers_to(sealed):
    first, then = sealed
    again = then.keep(PAGE, url="http://harbour.example/b.html")
    with (then.folder / again.segment).open("rb") as source:
        (revisit,) = [
            one for one in ArchiveIterator(source, check_digests="raise") if one.rec_type == "revisit"
        ]
    header = revisit.rec_headers.get_header
    assert header("WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    assert header("WARC-Refers-To-Target-URI") == URL
    assert header("WARC-Refers-To-Date") == "2015-06-24T02:00:00.000000Z"
    with (first.folder / first.original.segment).open("rb") as source:
        ids = [one.rec_headers.get_header("WARC-Record-ID") for one in ArchiveIterator(source)]
    assert header("WARC-Refers-To") in ids
    assert revisit.http_headers.get_statuscode() == "200"


def test_a_revisit_of_a_revisit_refers_to_the_payload_itself(sealed, keepers):
    first, then = sealed
    then.keep(PAGE, url=URL)
    then.archive.seal()
    third = keepers()
    again = third.keep(PAGE, url=URL)
    assert read_payload(third.folder, again) == PAGE
    third.archive.seal()
    assert verify(third.folder, third.engine) == []
    assert links_refer(third) == {first.original.segment}


def links_refer(keeper):
    links = [read_link(one.read_bytes()) for one in link_files(keeper.folder)]
    entries = [
        one for link in links for one in manifest_entries((keeper.folder / link.manifest).read_bytes())
    ]
    return {one.refers.partition(" ")[0] for one in entries if one.refers}


@pytest.mark.parametrize(
    ("body", "values"),
    [
        pytest.param(b"short", {}, id="a body that a revisit would not shorten"),
        pytest.param(PAGE, {"truncated": "length"}, id="a body that was cut"),
        pytest.param(PAGE + b"!", {}, id="another body"),
    ],
)
def test_what_is_not_the_same_or_not_worth_it_is_kept_again(sealed, body, values):
    _, then = sealed
    then.keep(body, url=URL, **values)
    then.archive.seal()
    assert [kind for kind, _ in kinds(then)[1]][1] == "response"


def test_an_open_segment_is_no_ground_for_a_revisit(keeper):
    keeper.keep(PAGE, url=URL)
    keeper.keep(PAGE, url=URL)
    keeper.archive.seal()
    assert [kind for kind, _ in kinds(keeper)[0]].count("response") == 2


def test_a_segment_that_is_not_here_is_no_ground_for_a_revisit(sealed):
    first, then = sealed
    (first.folder / first.original.segment).rename(first.folder.parent / "elsewhere")
    kept = then.keep(PAGE, url=URL)
    assert read_payload(then.folder, kept) == PAGE


def noticed(keeper, notice=None, **values):
    """Archive and record a look at a notice's page."""
    exchange = keeper.exchange(**values, notice=notice)
    placed = keeper.archive.append(exchange)
    keeper.archive.flush()
    from hashlib import sha256

    with keeper.writer.transaction() as facts:
        number = facts.record_fetch(
            keeper.run,
            FetchFacts(
                purpose=Purpose.NOTICE,
                url=exchange.url,
                at=NOW,
                outcome=Outcome.OK if exchange.status == 200 else Outcome.NOT_MODIFIED,
                status=exchange.status,
                notice=notice,
                payload_sha256=sha256(exchange.body).hexdigest(),
                placed=placed,
            ),
        )
        keeper.archive.note_committed(facts)
    return keeper.reader.evidence(number)


def test_nothing_new_is_a_revisit_of_the_page_that_stands(keepers, engine):
    from crawler.records import Row

    first = keepers()
    with first.writer.transaction() as facts:
        look = facts.start_reading(first.run, HARBOUR.id, "notices")
        row = Row(title="公告", url=URL)
        (seen,) = facts.record_list_page(
            look, FetchFacts(purpose=Purpose.LIST, url=HARBOUR.base, at=NOW, outcome=Outcome.OK), [row]
        )
    noticed(first, seen.notice, body=PAGE, url=URL)
    first.archive.seal()
    then = keepers()
    said = noticed(then, seen.notice, body=b"", url=URL, status=304, reason="Not Modified")
    unknown = noticed(then, None, body=b"", url=URL, status=304, reason="Not Modified")
    then.archive.seal()
    assert [kind for kind, _ in kinds(then)[1]] == [
        "warcinfo",
        "revisit",
        "request",
        "response",
        "request",
        "metadata",
    ]
    assert read_answer(then.folder, said).body == b""
    assert read_answer(then.folder, unknown).body == b""
    assert verify(then.folder, then.engine) == []
    with (then.folder / said.segment).open("rb") as source:
        (revisit,) = [one for one in ArchiveIterator(source) if one.rec_type == "revisit"]
    assert revisit.rec_headers.get_header("WARC-Profile").endswith("/server-not-modified")
    assert revisit.rec_headers.get_header("WARC-Refers-To-Target-URI") == URL


def test_a_revisit_whose_payload_went_is_named(sealed):
    first, then = sealed
    then.keep(PAGE, url=URL)
    then.archive.seal()
    (first.folder / "chain" / "00000001.json").unlink()
    said = [str(one) for one in verify(then.folder, then.engine)]
    assert any(
        f"it refers to {first.original.segment!r}, which is not sealed before it" in one for one in said
    )
