import gzip
import zlib

import brotli
import pytest

from crawler.errors import FetchFailed
from crawler.transport.coding import unpacked
from crawler.words import Outcome

BODY = "通知".encode() * 2000
RAW = zlib.compressobj(wbits=-zlib.MAX_WBITS)
CODED = {
    "gzip": gzip.compress(BODY),
    "x-gzip": gzip.compress(BODY),
    "deflate": zlib.compress(BODY),
    "br": brotli.compress(BODY),
}
PACKERS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}


@pytest.mark.parametrize("coding", CODED)
def test_gives_back_what_was_packed(coding):
    assert unpacked(CODED[coding], coding, 10**6) == (BODY, True)


def test_reads_deflate_without_its_frame():
    assert unpacked(RAW.compress(BODY) + RAW.flush(), "deflate", 10**6) == (BODY, True)


def test_undoes_several_codings_in_turn():
    assert unpacked(brotli.compress(gzip.compress(BODY)), "gzip, br", 10**6) == (BODY, True)


@pytest.mark.parametrize("coding", CODED)
def test_says_when_the_end_is_missing(coding):
    body, whole = unpacked(CODED[coding][:-9], coding, 10**6)
    assert not whole
    assert len(body) <= len(BODY)


@pytest.mark.parametrize("coding", CODED)
def test_stops_a_bomb_at_the_limit(coding):
    with pytest.raises(FetchFailed) as caught:
        unpacked(CODED[coding], coding, 1000)
    assert caught.value.outcome is Outcome.TOO_LARGE


def test_leaves_what_it_does_not_know():
    assert unpacked(b"abc", "zstd", 10) == (b"abc", True)
    assert unpacked(b"abc", "", 10) == (b"abc", True)


def test_garbage_is_not_whole():
    assert unpacked(b"no gzip at all", "gzip", 100) == (b"no gzip at all", False)


def test_what_is_packed_in_another_coding_is_not_whole():
    packed = b"\x28\xb5\x2f\xfd" + bytes(20)
    assert unpacked(packed, "zstd", 100) == (packed, False)
    assert unpacked(packed, "gzip, zstd", 100)[1] is False


@pytest.mark.parametrize("coding", PACKERS)
def test_the_refusal_of_a_bomb_holds_nothing_of_it(coding):
    with pytest.raises(FetchFailed) as caught:
        unpacked(PACKERS[coding](bytes(3_000_000)), coding, 1_000_000)
    held, frame = [], caught.value.__traceback__
    while frame:
        held += [one for one in frame.tb_frame.f_locals.values() if isinstance(one, bytes)]
        frame = frame.tb_next
    assert sum(map(len, held)) < 100_000
