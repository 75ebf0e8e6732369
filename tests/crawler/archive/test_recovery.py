"""What dead processes left is cut to what was committed and sealed; living ones are left alone."""

import errno

import pytest
from sqlalchemy import delete, select

from crawler.archive import sealing
from crawler.archive.proof.facts import verify
from crawler.archive.proof.links import Sealing, link_files, read_link
from crawler.archive.reader import read_payload
from crawler.store.database import reading
from crawler.store.tables import fetch, segment


def row(keeper, name):
    with reading(keeper.engine) as connection:
        return connection.execute(select(segment).where(segment.c.name == name)).one()


def test_a_torn_tail_is_cut_and_the_segment_sealed(keepers):
    dead, next_one = keepers(), keepers()
    kept = dead.keep(b"committed")
    dead.archive.append(dead.exchange(b"never committed"))
    dead.archive.close()
    with (dead.folder / kept.segment).open("ab") as torn:
        torn.write(b"\x1f\x8b half a rec")
    assert next_one.archive.recover() == [kept.segment]
    found = row(dead, kept.segment)
    assert (found.committed, found.records, found.link) == ((dead.folder / kept.segment).stat().st_size, 3, 1)
    assert found.sealed_at is not None
    assert read_payload(dead.folder, kept) == b"committed"
    assert verify(dead.folder, dead.engine) == []
    assert next_one.archive.recover() == []


def test_a_living_segment_is_left_alone(keepers):
    living, other = keepers(), keepers()
    kept = living.keep(b"1")
    assert other.archive.recover() == []
    assert row(living, kept.segment).sealed_at is None
    assert read_payload(living.folder, living.keep(b"2")) == b"2"


def test_records_of_a_failed_transaction_stay_without_harm(keeper):
    keeper.archive.append(keeper.exchange(b"its transaction failed"))
    keeper.archive.flush()
    kept = keeper.keep(b"went well")
    keeper.archive.seal()
    assert row(keeper, kept.segment).records == 6  # the last tells of the crawl
    assert verify(keeper.folder, keeper.engine) == []


@pytest.mark.parametrize("left", [b"", b"\x1f\x8b\x08"], ids=["empty", "torn"])
def test_a_file_without_a_row_goes(keeper, left):
    keeper.folder.mkdir()
    path = keeper.folder / "20150101T000000Z-1-00000000.warc.gz"
    path.write_bytes(left)
    path.with_name(f"{path.name}.lock").write_text("1\n")
    keeper.archive.recover()
    assert list(keeper.folder.iterdir()) == []


def test_an_archive_whose_database_is_gone_is_never_removed(keepers):
    keeper = keepers()
    keeper.keep(b"evidence")
    keeper.archive.close()
    names = sorted(path.name for path in keeper.folder.iterdir())

    fresh = keepers()
    with fresh.writer.transaction() as facts:
        facts.connection.execute(delete(fetch))
        facts.connection.execute(delete(segment))
    assert fresh.archive.recover() == []
    assert sorted(path.name for path in keeper.folder.iterdir()) == names


def test_a_segment_shorter_than_was_committed_is_sealed_as_wrong(keepers):
    dead, next_one = keepers(), keepers()
    kept = dead.keep(b"committed")
    dead.archive.close()
    path = dead.folder / kept.segment
    path.write_bytes(path.read_bytes()[:-10])
    assert next_one.archive.recover() == [kept.segment]
    (said,) = verify(dead.folder, dead.engine)
    assert "less than the" in said.message
    assert "had been committed" in said.message


def test_a_segment_that_vanished_does_not_stop_the_next_crawl(keepers):
    dead, next_one = keepers(), keepers()
    kept = dead.keep(b"committed")
    dead.archive.close()
    (dead.folder / kept.segment).unlink()
    next_one.archive.recover()
    next_one.keep(b"more")
    said = [str(one) for one in verify(dead.folder, dead.engine)]
    assert said[0] == f"{kept.segment}: the segment is missing, with 0 records"
    assert said[1:] == [f"{kept.segment}: fetch {kept.fetch} does not find its answer at {kept.offset}"]


def killed(*_):
    raise RuntimeError("killed")


@pytest.mark.parametrize("step", ["note_sealed", "chain_of"], ids=["before the database", "before the link"])
def test_killed_while_it_seals_a_segment_is_sealed_by_the_next(keepers, monkeypatch, step):
    dead, next_one = keepers(), keepers()
    kept = dead.keep(b"committed")
    with monkeypatch.context() as patched:
        patched.setattr(sealing, step, killed)
        with pytest.raises(RuntimeError, match="killed"):
            dead.archive.seal()
    dead.archive.close()
    assert next_one.archive.recover() == [kept.segment]
    assert [one.segment for one in links(dead)] == [kept.segment]
    assert links(dead)[0].sealed is (Sealing.WRITER if step == "note_sealed" else Sealing.RECOVERY)
    assert read_payload(dead.folder, kept) == b"committed"
    assert verify(dead.folder, dead.engine) == []
    assert [one.name for one in dead.folder.glob("*.part")] == []


def links(keeper):
    return [read_link(one.read_bytes()) for one in link_files(keeper.folder)]


def test_a_manifest_that_met_a_full_disk_is_made_anew(keeper, monkeypatch):
    kept = keeper.keep(b"page" * 400)
    manifest = keeper.archive._open._manifest

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(manifest, "_put", full)
        patched.setattr("crawler.archive.manifest._SPILL", 1)
        keeper.keep(b"more" * 400)
    assert not manifest.whole
    keeper.archive.seal()
    assert verify(keeper.folder, keeper.engine) == []
    assert [one.types["response"] for one in links(keeper)] == [2]
    assert read_payload(keeper.folder, kept) == b"page" * 400
