"""A backup is a folder that anybody can prove, and from which everything comes back."""

import random
import shutil
import subprocess
import sys

import pytest

from crawler.errors import IntegrityFailure
from schedules.backup.content import SUMS
from schedules.backup.make import all_of
from schedules.backup.restore import wrong_in


@pytest.fixture
def crawled(gongkai, root):
    """A workspace after its first crawl."""
    assert gongkai(root, "crawl").returncode == 0
    return root


def report(gongkai, root, out, **options):
    done = gongkai(root, "report", "weekly", "--as-of", "2016-02-01", "--out", out, **options)
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_what_is_restored_is_proven_and_reports_the_same(gongkai, crawled, tmp_path):
    backups = tmp_path / "backups"
    done = gongkai(crawled, "backup", "--to", backups, "--drill")
    assert done.returncode == 0, done.stderr
    assert "the same report byte by byte" in done.stderr
    (made,) = all_of(backups)
    assert subprocess.run(["sha256sum", "-c", "--quiet", SUMS], cwd=made, check=False).returncode == 0
    before = report(gongkai, crawled, tmp_path / "before")
    shutil.rmtree(crawled)  # the disk is gone
    again = tmp_path / "again"
    assert gongkai(tmp_path, "restore", made, "--to", again).returncode == 0
    proven = gongkai(again, "verify", "--deep", "--facts")
    assert proven.returncode == 0, proven.stdout + proven.stderr
    assert report(gongkai, again, tmp_path / "after") == before
    assert gongkai(again, "crawl").returncode == 0  # and the work goes on


def test_the_second_backup_takes_only_what_is_new(gongkai, crawled, tmp_path):
    backups = tmp_path / "backups"
    assert gongkai(crawled, "backup", "--to", backups).returncode == 0
    assert gongkai(crawled, "crawl").returncode == 0
    second = gongkai(crawled, "backup", "--to", backups, "--keep", 2)
    first, last = all_of(backups)
    sealed = {one.name for one in (first / "archive").glob("*.warc.gz")}
    assert sealed
    assert all((last / "archive" / one).samefile(first / "archive" / one) for one in sealed)
    assert "shared" in second.stderr
    third = gongkai(crawled, "backup", "--to", backups, "--keep", 1)
    assert f"removed: {last}" in third.stderr
    assert len(all_of(backups)) == 1
    assert wrong_in(all_of(backups)[0]) == []


def test_every_flipped_byte_is_found_before_anything_is_restored(gongkai, crawled, tmp_path):
    backups = tmp_path / "backups"
    assert gongkai(crawled, "backup", "--to", backups).returncode == 0
    (made,) = all_of(backups)
    files = sorted(
        one for one in made.rglob("*") if one.is_file() and one.stat().st_size and one.name != SUMS
    )
    chance = random.Random(20150624)
    for _ in range(20):
        path = chance.choice(files)
        whole = path.read_bytes()
        at = chance.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
        assert wrong_in(made) == [f"changed: {path.relative_to(made).as_posix()}"]
        path.write_bytes(whole)
    path.unlink()
    done = gongkai(tmp_path, "restore", made, "--to", tmp_path / "again")
    assert done.returncode == IntegrityFailure.exit_code
    assert f"gone: {path.relative_to(made).as_posix()}" in done.stderr
    assert not (tmp_path / "again").exists()


def test_a_backup_may_be_made_while_a_crawl_goes_on(gongkai, root, tmp_path):
    backups = tmp_path / "backups"
    words = ["-w", str(root), "crawl"]
    crawl = subprocess.Popen([sys.executable, "-m", "schedules", *words], stderr=subprocess.PIPE)
    try:
        while crawl.poll() is None and len(all_of(backups)) < 3:
            done = gongkai(root, "backup", "--to", backups)
            assert done.returncode in {0, 2}, done.stderr  # two in one second have one name
    finally:
        crawl.communicate(timeout=60)
    assert len(all_of(backups)) > 1
    for number, made in enumerate(all_of(backups)):
        again = tmp_path / f"again-{number}"
        assert gongkai(tmp_path, "restore", made, "--to", again).returncode == 0
        finished = gongkai(again, "crawl")
        assert finished.returncode == 0, finished.stderr
        proven = gongkai(again, "verify", "--deep", "--facts")
        assert proven.returncode == 0, proven.stdout + proven.stderr


def test_postgresql_comes_back_into_an_empty_database(gongkai, root, tmp_path, postgresql_url):
    assert gongkai(root, "crawl", database=postgresql_url).returncode == 0
    backups = tmp_path / "backups"
    done = gongkai(root, "backup", "--to", backups, "--drill", database=postgresql_url)
    assert done.returncode == 0, done.stderr
    (made,) = all_of(backups)
    refused = gongkai(tmp_path, "restore", made, "--to", tmp_path / "again", database=postgresql_url)
    assert refused.returncode == 2
    assert "not empty" in refused.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["no-such-folder", "--to", "new"], "no folder", id="no backup"),
        pytest.param([".", "--to", "new"], "no list of files", id="not a backup"),
        pytest.param(["{made}", "--to", "."], "not empty", id="a folder that holds something"),
    ],
)
def test_what_cannot_be_restored_is_said(gongkai, root, tmp_path, words, said):
    assert gongkai(root, "backup").returncode == 0
    (made,) = all_of(root / "backups")
    done = gongkai(root, "restore", *(one.format(made=made) for one in words), cwd=root)
    assert done.returncode in {2, 9}
    assert said in done.stderr
    assert not (root / "new").exists()
