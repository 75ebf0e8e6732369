"""No archived byte is given out, and no archive called sound, unless it is what was written."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from crawler.archive.proof.facts import verify
from crawler.archive.reader import read_payload
from crawler.errors import IntegrityFailure
from crawler.store.database import writing
from crawler.store.facts import Evidence
from crawler.store.tables import fetch, segment


@pytest.fixture
def engine(sqlite_engine):
    """One kind of database is enough: these tests are about files."""
    return sqlite_engine


@pytest.fixture
def filled(keepers):
    """An archive of three sealed segments and one open, eight exchanges in all."""
    keeper = keepers(roll_at=3000)
    shuffle = random.Random(7)
    keeper.kept = [keeper.keep(shuffle.randbytes(900)) for _ in range(8)]
    return keeper


def broken(keeper):
    return [str(one) for one in verify(keeper.folder, keeper.engine)]


def test_a_sound_archive_has_no_problems(filled):
    assert broken(filled) == []
    assert len({one.segment for one in filled.kept}) > 2


def test_every_flipped_bit_is_seen(filled):
    shuffle = random.Random(1)
    for _ in range(40):
        path = filled.folder / shuffle.choice(filled.kept).segment
        whole = path.read_bytes()
        at = shuffle.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << shuffle.randrange(8)]) + whole[at + 1 :])
        assert broken(filled), f"byte {at} of {path.name}"
        path.write_bytes(whole)
    assert broken(filled) == []


def test_every_cut_is_seen(filled):
    shuffle = random.Random(2)
    for _ in range(20):
        path = filled.folder / shuffle.choice(filled.kept).segment
        whole = path.read_bytes()
        path.write_bytes(whole[: shuffle.randrange(len(whole))])
        assert broken(filled)
        path.write_bytes(whole)


def test_a_record_taken_out_is_seen(filled):
    for one in filled.kept:
        path = filled.folder / one.segment
        whole = path.read_bytes()
        path.write_bytes(whole[: one.offset] + whole[one.offset + one.length :])
        assert broken(filled)
        path.write_bytes(whole)


def test_a_segment_gone_and_a_stranger_are_seen(filled):
    first = filled.folder / filled.kept[0].segment
    first.rename(filled.folder / "stranger.warc.gz")
    assert broken(filled) == [
        f"{first.name}: the segment is missing, with 6 records",
        "stranger.warc.gz: was added: no link of the chain knows it",
    ]


def test_a_database_that_tells_of_another_chain_is_seen(filled):
    with writing(filled.engine) as connection:
        connection.execute(update(segment).where(segment.c.link == 2).values(link=9))
        connection.execute(update(segment).where(segment.c.link == 3).values(name="gone.warc.gz"))
    assert [one.partition(": ")[2] for one in broken(filled)] == [
        "the database does not have it as link 2 says",
        "the database has it as sealed, and no link of the chain knows it",
        "the database does not know it",
    ]


def test_a_fact_that_points_elsewhere_is_seen(filled):
    with writing(filled.engine) as connection:
        moved = update(fetch).where(fetch.c.id == filled.kept[0].fetch)
        connection.execute(moved.values(payload_sha256=filled.kept[1].payload_sha256))
    assert broken(filled) == [
        f"{filled.kept[0].segment}: fetch {filled.kept[0].fetch} does not find its answer at {filled.kept[0].offset}"
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"segment": ""}, "no bytes were kept", id="nothing kept"),
        pytest.param({"segment": "gone.warc.gz"}, "cannot be read", id="no such segment"),
        pytest.param({"offset": 1}, "not a whole record", id="another place"),
        pytest.param({"length": 20}, "not a whole record", id="too short"),
        pytest.param({"length": 10**6}, "not a whole record", id="too long"),
        pytest.param({"payload_sha256": "0" * 64}, "its digest is not '000", id="another digest"),
    ],
)
def test_a_payload_is_given_out_only_when_it_is_the_one(filled, change, message):
    good = filled.kept[0]
    values = {name: getattr(good, name) for name in good.__dataclass_fields__}
    assert len(read_payload(filled.folder, good)) == 900
    with pytest.raises(IntegrityFailure, match=message) as raised:
        read_payload(filled.folder, Evidence(**{**values, **change}))
    assert raised.value.exit_code == 9


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(
    body=st.binary(max_size=3000),
    headers=st.lists(
        st.tuples(st.from_regex(r"[A-Za-z-]{1,9}", fullmatch=True), st.text(max_size=20)), max_size=4
    ),
)
def test_any_exchange_comes_back(keeper, body, headers):
    assert read_payload(keeper.folder, keeper.keep(body, response_headers=headers)) == body
