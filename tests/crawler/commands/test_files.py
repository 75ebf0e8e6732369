"""Files are read at the end of a crawl and on command, and listed with what came of them."""

import json

import pytest
from click.testing import CliRunner

from crawler.errors import IntegrityFailure, UsageError
from schedules.cli import gongkai
from tests.crawler.files.conftest import TEXT, make_docx

SITE = """
id = "harbour"
name = "港湾局"
bureau = "harbour"
base = "{base}"
gap = 0.0
allow_private = true
[[column]]
id = "tzgg"
name = "通知公告"
url = "/tzgg/"
"""


@pytest.fixture
def folder(tmp_path, serve, pages):
    """A workspace of one site with a notice and two files."""
    files = ["/f/a.docx", "/f/b.pdf"]
    script = serve(
        {
            "/tzgg/": pages.listing([1]),
            pages.path(1): pages.notice(1, files=files),
            files[0]: (200, {"Content-Type": "application/octet-stream"}, make_docx()),
            files[1]: (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4\nnothing at all\n%%EOF\n"),
        }
    )
    (tmp_path / "sites").mkdir()
    (tmp_path / "gongkai.toml").write_text("[archive]\nreserve_mb = 1\n", "utf-8")
    (tmp_path / "bureaus.toml").write_text('[[bureau]]\nid = "harbour"\nname = "港湾局"\n', "utf-8")
    (tmp_path / "sites" / "harbour.toml").write_text(SITE.format(base=script.base), "utf-8")
    return tmp_path


def run(folder, *words):
    return CliRunner().invoke(gongkai, ["-w", str(folder), *words], standalone_mode=False)


def test_a_crawl_reads_the_files_that_it_brought(folder):
    done = run(folder, "crawl")
    assert done.exception is None
    assert "2 files read" in done.stderr
    read, damaged = json.loads(run(folder, "files", "list", "--json").stdout)
    assert (read["kind"], read["outcome"], damaged["outcome"]) == ("docx", "read", "damaged")
    assert TEXT in read["text"]
    assert read["tables"] == [[["被处罚人", "处罚依据"], ["某公司", "第九十四条"]]]


def test_nothing_is_read_twice_unless_asked(folder):
    run(folder, "crawl")
    assert "0 files read, 0 with something new" in run(folder, "files", "read").stdout
    again = json.loads(run(folder, "files", "read", "--again", "--json").stdout)
    assert (again["files"], again["new"]) == (2, 0)


def test_the_list_can_be_narrowed(folder):
    run(folder, "crawl")
    shown = run(folder, "files", "list", "--outcome", "damaged").stdout
    assert "damaged" in shown
    assert "docx" not in shown
    assert isinstance(run(folder, "files", "list", "--site", "moon").exception, UsageError)


def test_reading_shows_how_it_went(folder):
    run(folder, "crawl")
    shown = run(folder, "files", "read", "--again").stdout
    assert "docx" in shown
    assert "1 read" in shown
    assert "2 files read, 0 with something new" in shown


def test_bytes_that_changed_on_disk_end_with_an_error(folder):
    run(folder, "crawl")
    for one in (folder / "archive").glob("*.warc.gz"):
        one.write_bytes(b"\x00" * one.stat().st_size)
    assert isinstance(run(folder, "files", "read", "--again").exception, IntegrityFailure)
