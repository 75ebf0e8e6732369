"""Segments of a release before the chain are taken into it, by what its database knew of them or as they are."""

from sqlalchemy import update

from crawler.archive.adoption import adopt, say_adopted, unchained
from crawler.archive.proof.facts import verify
from crawler.archive.proof.links import Sealing, link_files, read_link
from crawler.archive.proof.removal import removable
from crawler.clock import fixed_clock
from crawler.store.database import writing
from crawler.store.tables import segment

from .conftest import NOW


def of_before(keeper):
    """Take away what a release before the chain did not write; return the names in the order of their sealing."""
    names = [read_link(one.read_bytes()).segment for one in link_files(keeper.folder)]
    for one in [*keeper.folder.rglob("*.json"), *keeper.folder.glob("*.jsonl.gz")]:
        one.unlink()
    with writing(keeper.engine) as connection:
        connection.execute(update(segment).values(link=None))
    return names


def test_the_next_crawl_takes_them_in_by_the_digest_that_the_database_kept(keepers):
    old = keepers(roll_at=1)
    for at in range(3):
        old.keep(b"%d" % at)
    old.archive.seal()
    names = of_before(old)
    heard = []
    assert keepers().archive.recover(heard.append) == []
    links = [read_link(one.read_bytes()) for one in link_files(old.folder)]
    assert [one.segment for one in links] == names
    assert {one.sealed for one in links} == {Sealing.ADOPTION}
    assert verify(old.folder, old.engine) == []
    assert [one.link.segment for one in heard] == names
    assert [(one.done, one.segments) for one in heard] == [(1, 3), (2, 3), (3, 3)]
    assert heard[-1].done_bytes == heard[-1].total_bytes == sum(one.length for one in links)
    assert keepers().archive.recover(heard.append) == []
    assert len(link_files(old.folder)) == len(heard) == 3


def test_one_that_is_not_what_it_was_is_not_made_right_by_it(keepers):
    old = keepers()
    kept = old.keep(b"evidence" * 100)
    old.archive.seal()
    of_before(old)
    path = old.folder / kept.segment
    whole = bytearray(path.read_bytes())
    whole[kept.offset + 30] ^= 1
    path.write_bytes(whole)
    keepers().archive.recover()
    assert any(
        "its digest is not the one it was sealed with" in str(one) for one in verify(old.folder, old.engine)
    )


def test_one_that_is_not_here_waits_for_where_it_is(keepers):
    old = keepers()
    kept = old.keep(b"evidence")
    old.archive.seal()
    of_before(old)
    (old.folder / kept.segment).unlink()
    keepers().archive.recover()
    assert link_files(old.folder) == []
    said = [one.message for one in verify(old.folder, old.engine)]
    assert said == ["the database has it as sealed, and no link of the chain knows it"]


def test_without_a_database_they_are_taken_in_as_they_are(keepers):
    old = keepers(roll_at=1)
    for at in range(2):
        old.keep(b"%d" % at)
    old.archive.seal()
    names = of_before(old)
    assert unchained(old.folder) == sorted(names)
    lines = []
    made = adopt(
        old.folder,
        unchained(old.folder),
        fixed_clock(NOW),
        None,
        lambda one: lines.append(say_adopted(one)),
    )
    assert lines[0].startswith(f"{min(names)}: taken in as link 1; 1 of 2 segments, 0.0 of 0.0 MB")
    assert len(lines) == 2
    assert [one.segment for one in made] == sorted(names)
    assert unchained(old.folder) == []
    assert removable(old.folder, NOW.date()) == ([], [])
