"""What is sealed is copied to an object store that speaks Amazon's protocol, proven there, and read from there."""

import os
from datetime import timedelta

import pytest
from moto.server import ThreadedMotoServer

from crawler.archive.manifest import manifest_entries
from crawler.archive.places import ObjectPlace, WorkspacePlace, place_of
from crawler.archive.proof.check import check_archive
from crawler.archive.proof.removal import remove_segments
from crawler.archive.reader import read_payload
from crawler.archive.shipping import ship
from crawler.errors import GongkaiError, IntegrityFailure, UsageError
from crawler.workspace import ArchiveSettings

from .conftest import NOW


@pytest.fixture
def engine(sqlite_engine):
    """One kind of database is enough: these tests are about files."""
    return sqlite_engine


@pytest.fixture(scope="module")
def server():
    """A server of the protocol on this machine."""
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def settings(server, monkeypatch, tmp_path):
    """Settings that name a bucket of this test's own."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "practice")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    bucket = f"b{abs(hash(str(tmp_path)))}"
    store = ObjectPlace(f"s3://{bucket}/archive", server)
    store._files.mkdir(f"/{bucket}")
    return ArchiveSettings(store=f"s3://{bucket}/archive", store_endpoint=server, local_days=30)


@pytest.fixture
def filled(keepers):
    """An archive of two sealed segments."""
    keeper = keepers(roll_at=1)
    keeper.kept = [keeper.keep(os.urandom(2000)) for _ in range(2)]
    keeper.archive.seal()
    return keeper


def there(settings):
    return ObjectPlace(settings.store, settings.store_endpoint)


def test_everything_sealed_is_copied_once_and_proves_itself_there(filled, settings):
    done = ship(filled.folder, settings, NOW)
    assert (done.files, done.freed) == (6, 0)
    assert ship(filled.folder, settings, NOW).files == 0
    findings = check_archive(there(settings), deep=True)
    assert findings.problems == []
    assert findings.types["response"] == 2


def test_a_spoiled_copy_is_named_record_by_record(filled, settings):
    ship(filled.folder, settings, NOW)
    one = filled.kept[0]
    store = there(settings)
    data = bytearray(store.read(one.segment))
    data[one.offset + 100] ^= 1
    store._files.pipe_file(store._path(one.segment), bytes(data))
    said = [str(each) for each in check_archive(store).problems]
    assert said[1:] == [f"{one.segment} at {one.offset} ({one.url}): the response is not what was written"]


def test_a_segment_leaves_the_folder_after_its_days_and_is_read_from_the_store(filled, settings):
    ship(filled.folder, settings, NOW)
    done = ship(filled.folder, settings, NOW + timedelta(days=30))
    assert done.freed == 2
    assert list(filled.folder.glob("*.warc.gz")) == []
    assert [len(read_payload(filled.folder, one)) for one in filled.kept] == [2000, 2000]
    here = [str(one) for one in check_archive(place_of(filled.folder)).problems]
    assert here == [
        f"{one.segment}: the segment is missing, with 4 records; elsewhere.txt names {settings.store!r}"
        for one in filled.kept
    ]
    assert check_archive(WorkspacePlace(filled.folder, there(settings)), deep=True).problems == []


def test_a_page_whose_payload_moved_to_the_store_still_costs_a_revisit_only(filled, keepers, settings):
    page = os.urandom(5000)
    first, then, third = (keepers() for _ in range(3))
    first.keep(page)
    first.archive.seal()
    ship(filled.folder, settings, NOW)
    then.archive._originals.some = True
    then.keep(page)
    then.archive.seal()
    (moved,) = {one.refers.partition(" ")[0] for one in entries(then.folder) if one.refers}
    assert ship(filled.folder, settings, NOW + timedelta(days=30)).freed == 3
    third.archive._originals.some = True
    again = third.keep(page)
    assert again.length < 900
    assert read_payload(third.folder, again) == page
    assert not (third.folder / moved).exists()


def entries(folder):
    return [one for path in folder.glob("*.jsonl.gz") for one in manifest_entries(path.read_bytes())]


def test_nothing_leaves_the_folder_while_its_copy_is_not_what_was_sealed(filled, settings):
    ship(filled.folder, settings, NOW)
    store = there(settings)
    store._files.pipe_file(store._path(filled.kept[0].segment), b"something else")
    with pytest.raises(IntegrityFailure, match="is not what was sealed"):
        ship(filled.folder, settings, NOW + timedelta(days=30))
    assert len(list(filled.folder.glob("*.warc.gz"))) == 2


def test_what_was_removed_with_a_record_goes_there_too(filled, settings):
    ship(filled.folder, settings, NOW)
    remove_segments(filled.folder, [filled.kept[0].segment], None, NOW, reason="r", by="b")
    ship(filled.folder, settings, NOW)
    store = there(settings)
    assert filled.kept[0].segment not in store.names()
    assert check_archive(store).problems == []


def test_a_store_that_does_not_answer_is_named_and_takes_nothing_away(filled, settings):
    nobody = ArchiveSettings(store=settings.store, store_endpoint="http://127.0.0.1:9", local_days=0)
    with pytest.raises(GongkaiError, match="does not answer"):
        ship(filled.folder, nobody, NOW + timedelta(days=99))
    assert len(list(filled.folder.glob("*.warc.gz"))) == 2


@pytest.mark.parametrize("address", ["nowhere://bucket/x", "s4://b"])
def test_an_address_of_no_store_is_told(address):
    with pytest.raises(UsageError, match="no object store by that address"):
        place_of(address)
