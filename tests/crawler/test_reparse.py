"""Stored pages are read again without the network; what reads otherwise is a version marked so, on the old evidence."""

from dataclasses import replace
from datetime import date

import pytest

from crawler import reparse
from crawler.extract.whole import read_whole
from crawler.reparse import reparse_site
from crawler.words import Cause


@pytest.fixture
def site(crawl, serve, pages):
    """A site with three notices, one of which was edited between two crawls."""
    script = serve({"/tzgg/": pages.listing([1, 2, 3]), **pages.notices([1, 2, 3])})
    served = crawl.site(script)
    crawl.run(served)
    script.answers |= pages.notices([2], text="更正后公开。")
    crawl.clock.forward(days=1, hours=1)
    crawl.run(served)
    crawl.clock.forward(hours=1)
    script.asked.clear()
    yield served
    assert script.asked == []  # nothing below goes to the network


@pytest.fixture
def again(crawl, site):
    """Return a function that reads the site again."""

    def run(*, write=True):
        return reparse_site(crawl.engine, crawl.workspace.archive, site.id, crawl.clock, write=write)

    return run


@pytest.fixture
def read_otherwise(monkeypatch):
    """Return a function that makes today's reading another: each field goes through its function."""

    def change(only="", **fields):
        def read(pages, **more):
            article = read_whole(pages, **more)
            if only and only not in article.body:
                return article
            return replace(article, **{name: made(article) for name, made in fields.items()})

        monkeypatch.setattr(reparse, "read_whole", read)

    return change


def test_the_same_code_reads_the_same(crawl, site, again):
    before = crawl.reader.versions(site.id)
    done = again()
    assert (done.notices, done.changed, done.written, done.problems) == (3, [], 0, [])
    assert done.pages == 6
    assert crawl.reader.versions(site.id) == before


def test_a_dry_run_says_field_by_field_and_writes_nothing(crawl, site, again, read_otherwise):
    read_otherwise(title=lambda one: one.title[:4], doc_number=lambda _: "甬港〔2015〕1号")
    before = crawl.reader.versions(site.id)
    done = again(write=False)
    assert crawl.reader.versions(site.id) == before
    assert done.written == 0
    first = next(one for one in done.changed if "第1号" in one.article.body)
    assert {one.field: (one.before, one.after) for one in first.fields} == {
        "title": ("关于第1号事项的公告", "关于第1"),
        "doc_number": ("", "甬港〔2015〕1号"),
    }
    assert len(done.changed) == 4  # the edited notice has two pages


def test_a_version_read_anew_is_marked_and_rests_on_the_old_page(crawl, site, again, read_otherwise):
    read_otherwise(only="第1号事项", body=lambda one: one.body.replace("依法", "依照法律"))
    before, looks = crawl.reader.versions(site.id), crawl.reader.looks(site.id)
    assert again().written == 1
    (added,) = crawl.reader.versions(site.id)[len(before) :]
    old = next(one for one in before if "第1号" in one.body)
    assert (added.cause, added.number, added.fetch) == (Cause.REREAD, 2, old.fetch)
    assert added.seen_at == crawl.clock()
    assert "依照法律" in added.body
    assert crawl.reader.looks(site.id) == looks
    assert crawl.reader.versions(site.id, before[-1].seen_at) == before  # of days before nothing else is said
    assert again().written == 0


def test_the_newest_page_stays_the_last_version(crawl, site, again, read_otherwise):
    read_otherwise(only="第2号事项，依法公开", title=lambda _: "旧页")
    done = again()
    assert [len(one.fields) for one in done.changed] == [1]
    second = [one for one in crawl.reader.versions(site.id) if "第2号" in one.body]
    assert [(one.number, one.title, one.cause) for one in second] == [
        (1, "关于第2号事项的公告", Cause.SEEN),
        (2, "关于第2号事项的公告", Cause.SEEN),
        (3, "旧页", Cause.REREAD),
        (4, "关于第2号事项的公告", Cause.REREAD),
    ]
    assert second[3].fetch == second[1].fetch
    assert "更正后" in second[3].body


def test_a_date_is_not_lost_but_may_be_found(crawl, site, again, read_otherwise):
    read_otherwise(published=lambda _: None, published_text=lambda _: "")
    assert again().written == 0
    read_otherwise(published=lambda _: date(2015, 6, 30))
    again()
    assert {one.published for one in crawl.reader.versions(site.id) if one.cause is Cause.REREAD} == {
        date(2015, 6, 30)
    }


def test_a_page_that_only_today_differs_from_the_one_before_is_read_anew(crawl, serve, pages, monkeypatch):
    script = serve({"/tzgg/": pages.listing([1]), **pages.notices([1])})
    served = crawl.site(script)
    crawl.run(served)
    script.answers[pages.path(1)] = pages.notice(1).replace("</body>", "<!-- 阅读 8 次 --></body>")
    crawl.clock.forward(days=1, hours=1)
    crawl.run(served)
    assert len(crawl.reader.versions(served.id)) == 1

    real, came = reparse.read_answer, []

    def answer(*given):
        came.append(real(*given))
        return came[-1]

    def read(found, **more):
        article = read_whole(found, **more)
        return replace(
            article, body=article.body + ("阅读 8 次" if "阅读 8".encode() in came[-1].body else "")
        )

    monkeypatch.setattr(reparse, "read_answer", answer)
    monkeypatch.setattr(reparse, "read_whole", read)
    done = reparse_site(crawl.engine, crawl.workspace.archive, served.id, crawl.clock, write=True)
    assert (done.pages, done.written) == (2, 1)
    assert [one.cause for one in crawl.reader.versions(served.id)] == [Cause.SEEN, Cause.REREAD]


def test_a_damaged_byte_is_named_and_the_rest_is_read(crawl, site, again, read_otherwise):
    evidence = crawl.reader.evidence(crawl.reader.versions(site.id)[0].fetch)
    path = crawl.workspace.archive / evidence.segment
    data = bytearray(path.read_bytes())
    data[evidence.offset + evidence.length // 2] ^= 1
    path.write_bytes(data)
    read_otherwise(title=lambda _: "另读")
    done = again()
    assert len(done.problems) == 1
    assert str(evidence.fetch) in done.problems[0]
    assert done.written == 3


def test_a_shell_before_a_notice_is_no_version_of_it(crawl, serve, pages, read_otherwise):
    shell = f'<script>location.href="{pages.path(2)}"</script>'
    script = serve({"/tzgg/": pages.listing([1]), pages.path(1): shell, **pages.notices([2])})
    served = crawl.site(script)
    crawl.run(served)
    crawl.clock.forward(days=1, hours=1)
    crawl.run(served)
    read_otherwise(title=lambda _: "另读")
    done = reparse_site(crawl.engine, crawl.workspace.archive, served.id, crawl.clock, write=True)
    assert [one.title for one in crawl.reader.versions(served.id)] == ["关于第2号事项的公告", "另读"]
    assert done.pages >= 2
