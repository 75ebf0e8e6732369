"""A disk that fills up in the middle of a crawl: a clear end, nothing lost, and the next run completes."""

import os
import shutil
import subprocess

import pytest
from sqlalchemy import func, select

from crawler.store.database import open_database
from crawler.store.tables import version

MB = 1024 * 1024
ROOM = MB // 2  # lists and some notices; the whole crawl writes a little more


@pytest.fixture
def disk(tmp_path, root):
    """A workspace on a small file system of its own."""
    if os.getuid() != 0:
        pytest.skip("only root may mount a file system")
    place = tmp_path / "disk"
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=8M", "gongkai-test", place]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    try:
        yield shutil.copytree(root, place / "workspace")
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def remount(root, option):
    subprocess.run(["mount", "-o", f"remount,{option}", root.parent], check=True)


def leave(root, free):
    """Fill the file system until so many bytes are left."""
    spare = shutil.disk_usage(root).free - free
    (root.parent / "filler").write_bytes(bytes(spare))


def keep_in_reserve(root, megabytes):
    settings = root / "gongkai.toml"
    settings.write_text(settings.read_text().replace("reserve_mb = 64", f"reserve_mb = {megabytes}"))


def kept(root):
    """Return how many versions are kept."""
    engine = open_database(f"sqlite:///{root / 'gongkai.db'}")
    with engine.connect() as connection:
        found = connection.scalar(select(func.count()).select_from(version))
    engine.dispose()
    return found


def one_message(done):
    assert "Traceback" not in done.stdout + done.stderr
    said = [line for line in done.stderr.splitlines() if line.startswith("gongkai: ")]
    assert len(said) == 1, done.stderr
    return said[0]


def test_the_reserve_is_not_touched(gongkai, disk):
    done = gongkai(disk, "crawl")
    assert done.returncode == 3, done.stderr
    assert "64 MB are kept in reserve" in one_message(done)


@pytest.mark.parametrize(
    "reserve", [pytest.param(0, id="to the last byte"), pytest.param(1, id="to the reserve")]
)
def test_it_stops_and_completes_when_there_is_room_again(gongkai, disk, nothing_lost, reserve):
    keep_in_reserve(disk, reserve)
    assert gongkai(disk, "migrate").returncode == 0
    leave(disk, reserve * MB + ROOM)
    for _ in range(2):
        done = gongkai(disk, "crawl")
        assert done.returncode == 3, done.stderr
        assert one_message(done)
    assert kept(disk) > 0
    assert not nothing_lost(disk)
    remount(disk, "size=64M")
    completed = gongkai(disk, "crawl")
    assert completed.returncode == 0, completed.stderr
    assert nothing_lost(disk)


def test_a_report_that_finds_no_room(gongkai, disk):
    assert gongkai(disk, "migrate").returncode == 0
    leave(disk, 0)
    done = gongkai(disk, "report", "weekly")
    assert done.returncode == 3, done.stderr
    assert one_message(done)
    assert not [*disk.glob("reports/*.html"), *disk.glob("reports/*.xlsx")]


def test_a_backup_that_finds_no_room(gongkai, disk):
    keep_in_reserve(disk, 0)
    assert gongkai(disk, "migrate").returncode == 0
    leave(disk, MB // 16)
    done = gongkai(disk, "backup")
    assert done.returncode == 3, done.stderr
    assert "no room left" in one_message(done)
    assert not [*disk.glob("backups/*")]
    remount(disk, "size=64M")
    assert gongkai(disk, "backup").returncode == 0


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param("crawl", 1, id="crawl"),
        pytest.param("judge", 5, id="judge"),
        pytest.param("report weekly", 1, id="report"),
    ],
)
def test_a_workspace_that_cannot_be_written(gongkai, disk, words, status):
    keep_in_reserve(disk, 0)
    assert gongkai(disk, "migrate").returncode == 0
    remount(disk, "ro")
    done = gongkai(disk, *words.split())
    assert done.returncode == status, done.stderr
    said = one_message(done).lower()
    assert "read-only" in said or "readonly" in said
