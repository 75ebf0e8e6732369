"""Between crawls the archive gets its roots and stamps, and a crawl leaves it signed and with its clock told."""

import gzip
from datetime import timedelta
from hashlib import sha256

import pytest

from crawler.archive.places import FolderPlace
from crawler.archive.proof.check import check_archive
from crawler.archive.proof.keys import make_key
from crawler.archive.proof.upkeep import keep_up
from crawler.commands.archive import told
from crawler.workspace import ArchiveSettings
from tests.crawler.archive.conftest import NOW
from tests.crawler.archive.proof.test_stamps import authority

__all__ = ["authority"]


@pytest.fixture
def root(built, sealed, tmp_path):
    """A workspace's folder with the archive and its key."""
    (tmp_path / "archive-key.pem").write_bytes((built / "key.pem").read_bytes())
    (tmp_path / "archive-key.pem").chmod(0o600)
    return tmp_path


def test_what_is_due_is_done_and_told(root, authority):
    (root / "ca.pem").write_bytes(authority.authority.certificates.read_bytes())
    settings = ArchiveSettings(authority=authority.authority.url, authority_ca="ca.pem")
    done = keep_up(root, settings, NOW + timedelta(days=4))
    root_file = root / "archive" / "roots" / "000003-2015-06-26.sha256"
    digest = sha256(root_file.read_bytes()).hexdigest()
    assert told(done) == [f"roots/{root_file.name}: written, SHA-256 {digest}"]
    findings = check_archive(FolderPlace(root / "archive"))
    assert (findings.problems, findings.roots, len(findings.stamps)) == ([], 3, 3)
    assert told(keep_up(root, settings, NOW + timedelta(days=4))) == []


def test_an_authority_that_is_silent_does_not_stop_the_rest(root, authority):
    (root / "ca.pem").write_bytes(authority.authority.certificates.read_bytes())
    silent = ArchiveSettings(authority="http://127.0.0.1:9/", authority_ca="ca.pem")
    lines = told(keep_up(root, silent, NOW + timedelta(days=4)))
    assert lines[0].startswith("roots/000003-2015-06-26.sha256: written")
    assert [one.partition(": ")[2][:11] for one in lines[1:]] == ["not stamped"] * 3


def test_a_store_that_is_silent_is_told_and_tried_again(root, monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "practice")
    silent = ArchiveSettings(store="s3://b/archive", store_endpoint="http://127.0.0.1:9")
    lines = told(keep_up(root, silent, NOW + timedelta(days=4)))
    assert lines[1].startswith("not copied: the store 's3://b/archive' does not answer")


def test_where_nobody_signs_the_newest_link_is_told_to_be_noted(root, tmp_path):
    (tmp_path / "archive-key.pem").unlink()
    newest = root / "archive" / "chain" / "00000003.json"
    (_, told_last) = told(keep_up(root, ArchiveSettings(), NOW + timedelta(days=4)))
    digest = sha256(newest.read_bytes()).hexdigest()
    assert (
        told_last
        == f"chain/{newest.name}: the newest link, SHA-256 {digest}; nobody signs, so note it elsewhere"
    )


def test_a_workspace_without_an_archive_has_nothing_due(tmp_path):
    assert told(keep_up(tmp_path, ArchiveSettings(), NOW)) == []


def test_a_crawl_signs_what_it_seals_and_tells_of_its_clock(crawl, serve, pages):
    script = serve({"/tzgg/": pages.listing([1]), **pages.notices([1])})
    signer = make_key(crawl.workspace.signing_key, crawl.workspace.archive)
    crawl.run(crawl.site(script))
    findings = check_archive(FolderPlace(crawl.workspace.archive), trusted=[signer.fingerprint])
    assert findings.problems == []
    assert findings.types["metadata"] == 1
    (path,) = crawl.workspace.archive.glob("*.warc.gz")
    assert b"clock-offset-seconds: too few servers told\r\n" in gzip.decompress(path.read_bytes())
    assert b"user-agent: gongkai/" in gzip.decompress(path.read_bytes())
