"""A disk that is filled has no byte left; what is added to a file then is there whole or not at all."""

import errno

import pytest

from crawler.appended import append_line
from crawler.errors import DiskLow


def test_no_byte_is_left_and_all_comes_back(disk):
    disk.fill()
    with pytest.raises(OSError, match="No space left") as raised:
        (disk.folder / "file").write_bytes(b"1")
    assert raised.value.errno == errno.ENOSPC
    disk.make_room()
    (disk.folder / "file").write_bytes(b"1")


def test_a_line_is_added_whole_or_not_at_all(disk):
    path = disk.folder / "lines"
    append_line(path, "公告")
    disk.fill()
    with pytest.raises(DiskLow, match="no room left"):
        append_line(path, "2" * 10_000)  # its first page still fits into the block that is there
    assert path.read_text() == "公告\n"
    disk.make_room()
    append_line(path, "3")
    assert path.read_text() == "公告\n3\n"
