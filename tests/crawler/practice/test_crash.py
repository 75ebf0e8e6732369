from contextlib import nullcontext

import pytest

from crawler.errors import GongkaiError
from crawler.practice import crash
from crawler.practice.reckoning import Line, reckon
from crawler.store.tables import version

LISTED = [{"path": f"/a/t201506{at + 1:02}_{at}.html", "column": "tzgg", "external": False} for at in (1, 2)]


def test_killed_twice_nothing_is_lost_and_nothing_twice(tmp_path):
    table = crash.run_crash(20, 2, seed=5, keep=tmp_path / "kept")
    assert "wanted" not in table
    assert "notices with a version" in table
    assert (tmp_path / "kept" / "archive").is_dir()


@pytest.fixture
def crawled(serve, crawl, pages):
    """A crawled site, and what its reckoning needs."""
    script = serve({"/tzgg/": pages.listing([1, 2]), **pages.notices([1, 2])})
    crawl.run(crawl.site(script))

    def lines(rows=LISTED):
        found = reckon(crawl.workspace, crawl.engine, {"harbour": rows}, {"harbour": script.base.rstrip("/")})
        return {one.what: one for one in found}

    return lines


def test_a_sound_archive_comes_out(crawled):
    assert all(one.right for one in crawled().values())


def test_a_notice_that_was_never_read_is_lost(crawled):
    more = [*LISTED, {"path": "/a/t20150604_3.html", "column": "tzgg", "external": False}]
    lines = crawled(more)
    assert (lines["notices lost"].found, lines["rows seen"].right) == (1, False)


def test_a_notice_that_was_never_there_is_noticed(crawled):
    assert crawled(LISTED[:1])["notices that never were"].found == 1


def test_a_second_version_is_noticed(crawled, crawl):
    with crawl.engine.begin() as connection:
        first = dict(connection.execute(version.select()).first()._mapping)
        connection.execute(version.insert().values({**first, "id": 99, "number": 2}))
    assert crawled()["notices with two versions"].found == 1


def test_a_changed_byte_is_noticed(crawled, crawl):
    (first, *_) = crawl.reader.versions("harbour")
    evidence = crawl.reader.evidence(first.fetch)
    segment = crawl.workspace.archive / evidence.segment
    raw = bytearray(segment.read_bytes())
    raw[evidence.offset + evidence.length // 2] ^= 1
    segment.chmod(0o600)
    segment.write_bytes(bytes(raw))
    lines = crawled()
    assert lines["problems of the archive"].found
    assert lines["answers that differ"].found == 1


def test_a_reckoning_that_does_not_come_out_is_an_error(monkeypatch):
    wrong = [Line(what="notices lost", wanted=0, found=1)]
    monkeypatch.setattr(crash, "served", lambda *_: nullcontext({"control": "", "sites": {}}))
    monkeypatch.setattr(crash, "campaign", lambda *_: 1)
    monkeypatch.setattr(crash, "last_life", lambda *_: (0, "said"))
    monkeypatch.setattr(crash, "reckoning", lambda *_: wrong)
    with pytest.raises(GongkaiError, match=r"notices lost +1 +wanted 0"):
        crash.run_crash(3, 1, seed=1)
