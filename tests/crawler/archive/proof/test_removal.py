"""Nothing leaves the archive without a signed record, and nothing that a later page still needs."""

from datetime import date, timedelta

import pytest

from crawler.archive.places import FolderPlace
from crawler.archive.proof.check import check_archive
from crawler.archive.proof.keys import load_signer
from crawler.archive.proof.links import link_files, read_link
from crawler.archive.proof.removal import removable, remove_segments
from crawler.errors import UsageError
from tests.crawler.archive.conftest import NOW

WORDS = {"reason": "保存期满", "by": "王某"}


def segments(folder):
    return [read_link(one.read_bytes()).segment for one in link_files(folder)]


@pytest.fixture
def signer(built):
    return load_signer(built / "key.pem")


def test_a_removal_is_a_signed_link_and_leaves_a_sound_archive(sealed, signer, found, plainly):
    second = segments(sealed)[1]
    (made,) = remove_segments(sealed, [second], signer, NOW + timedelta(days=9), **WORDS)
    assert (made.number, made.signer) == (4, signer.fingerprint)
    assert not (sealed / second).exists()
    assert found(sealed, deep=True) == []
    assert plainly(sealed)
    notes = check_archive(FolderPlace(sealed)).notes
    assert f"{second}: removed 2015-07-03T02:00:00Z by 王某: 保存期满" in notes


def test_a_segment_that_goes_without_a_record_is_missed(sealed, found, plainly):
    (sealed / segments(sealed)[1]).unlink()
    assert len(found(sealed)) == 1
    assert not plainly(sealed)


def test_a_forged_record_of_a_removal_does_not_hold(sealed, found, plainly):
    second = segments(sealed)[1]
    remove_segments(sealed, [second], None, NOW, **WORDS)
    assert found(sealed) == ["chain/00000004.json: is not signed, though what is before it is"]
    assert not plainly(sealed)


def test_what_a_later_page_needs_does_not_go(sealed, signer):
    first, second, third = segments(sealed)
    with pytest.raises(UsageError, match="is needed"):
        remove_segments(sealed, [first], signer, NOW, **WORDS)
    assert len(remove_segments(sealed, [second, first, third], signer, NOW, **WORDS)) == 3


def test_what_is_old_goes_as_far_as_it_is_not_needed(sealed):
    first, second, third = segments(sealed)
    assert removable(sealed, date(2015, 6, 26)) == ([second], [first])
    assert removable(sealed, date(2016, 1, 1)) == ([first, second, third], [])
    assert removable(sealed, date(2015, 6, 24)) == ([], [])


def test_only_sealed_segments_can_be_removed_and_only_once(sealed, signer):
    second = segments(sealed)[1]
    remove_segments(sealed, [second], signer, NOW, **WORDS)
    for name in (second, "none.warc.gz"):
        with pytest.raises(UsageError, match="not a sealed segment"):
            remove_segments(sealed, [name], signer, NOW, **WORDS)
