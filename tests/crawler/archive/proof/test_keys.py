"""The key that signs is its owner's alone, is never printed, and never lies in the archive."""

import stat

import pytest

from crawler.archive.proof.keys import fingerprint_of, holds, load_signer, make_key, read_public
from crawler.errors import InvalidFile, UsageError


def test_a_key_is_made_for_its_owner_alone_and_signs(tmp_path):
    made = make_key(tmp_path / "keys" / "key.pem", tmp_path / "archive")
    assert stat.S_IMODE((tmp_path / "keys" / "key.pem").stat().st_mode) == 0o600
    read = load_signer(tmp_path / "keys" / "key.pem")
    assert read.fingerprint == made.fingerprint == fingerprint_of(read_public(made.public))
    assert holds(read_public(read.public), made.sign(b"data"), b"data")
    assert not holds(read_public(read.public), made.sign(b"data"), b"date")


def test_a_key_is_never_printed(tmp_path):
    made = make_key(tmp_path / "key.pem", tmp_path / "archive")
    secret = made.key.private_bytes_raw().hex()
    assert secret not in f"{made!r} {made}"
    assert repr(made) == f"Signer({made.fingerprint[:16]})"


def test_a_key_is_neither_replaced_nor_put_into_the_archive(tmp_path):
    make_key(tmp_path / "key.pem", tmp_path / "archive")
    with pytest.raises(UsageError, match="is there already"):
        make_key(tmp_path / "key.pem", tmp_path / "archive")
    with pytest.raises(UsageError, match="is inside the archive"):
        make_key(tmp_path / "archive" / "keys" / ".." / "key.pem", tmp_path / "archive")


def test_no_key_signs_nothing(tmp_path):
    assert load_signer(tmp_path / "none.pem") is None


def test_a_key_that_others_may_read_is_refused(tmp_path):
    make_key(tmp_path / "key.pem", tmp_path / "archive")
    (tmp_path / "key.pem").chmod(0o640)
    with pytest.raises(InvalidFile, match="others may read it"):
        load_signer(tmp_path / "key.pem")


@pytest.mark.parametrize(
    "text", [b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"], ids=["empty", "broken"]
)
def test_what_is_no_key_is_refused(tmp_path, text):
    (tmp_path / "key.pem").write_bytes(text)
    (tmp_path / "key.pem").chmod(0o600)
    with pytest.raises(InvalidFile, match="not an Ed25519 key"):
        load_signer(tmp_path / "key.pem")
    with pytest.raises(ValueError, match=r"PEM|key"):
        read_public(text)
