"""Others read the archive: warcio walks and indexes it, checks its digests, and finds what our manifests say."""

import io
import json

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.indexer import Indexer

from crawler.archive.manifest import manifest_entries
from crawler.practice.sample import make_sample


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """An archive of twelve pages on four days, three of them unchanged."""
    return make_sample(tmp_path_factory.mktemp("sample"), 12)


def segments(folder):
    return sorted(folder.glob("*.warc.gz"))


def listed(path):
    return manifest_entries(path.with_name(path.name.replace(".warc.gz", ".jsonl.gz")).read_bytes())


def test_every_digest_holds_by_warcio(sample):
    kinds = []
    for path in segments(sample):
        with path.open("rb") as source:
            for one in ArchiveIterator(source, check_digests="raise"):
                one.raw_stream.read()
                kinds.append(one.rec_type)
                assert one.digest_checker.passed is not False
                assert one.digest_checker.passed or one.rec_type != "response"
    assert kinds.count("response") == 12
    assert kinds.count("revisit") == 3


def test_the_index_of_warcio_is_that_of_our_manifests(sample):
    for path in segments(sample):
        output = io.StringIO()
        fields = ["offset", "length", "warc-type", "warc-record-id", "warc-target-uri"]
        with path.open("rb") as source:
            Indexer(fields, [str(path)], output).process_one(source, output, path.name)
        theirs = [json.loads(one) for one in output.getvalue().splitlines()]
        assert [
            (
                int(one["offset"]),
                int(one["length"]),
                one["warc-type"],
                one["warc-record-id"],
                one.get("warc-target-uri", ""),
            )
            for one in theirs
        ] == [(one.offset, one.length, one.kind, one.identity, one.url) for one in listed(path)]


def test_what_a_revisit_refers_to_is_found_by_address_and_date(sample):
    known, wanted = set(), set()
    for path in segments(sample):
        with path.open("rb") as source:
            for one in ArchiveIterator(source):
                header = one.rec_headers.get_header
                if one.rec_type == "response":
                    known.add((header("WARC-Target-URI"), header("WARC-Date"), header("WARC-Payload-Digest")))
                if one.rec_type == "revisit":
                    names = ("WARC-Refers-To-Target-URI", "WARC-Refers-To-Date", "WARC-Payload-Digest")
                    wanted.add(tuple(header(name) for name in names))
    assert len(wanted) == 3
    assert wanted <= known
