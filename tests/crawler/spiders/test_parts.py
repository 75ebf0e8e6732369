"""A text on several pages is one text: fetched whole, each page evidence; what lacks one is known to lack it."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from crawler import reparse
from crawler.reparse import reparse_site
from crawler.store.database import reading, writing
from crawler.store.tables import fetch, part
from crawler.words import Cause, Outcome, Purpose


@pytest.fixture
def script(serve, pages):
    """A site with one notice on three pages."""
    names = [pages.path(1), *(pages.path(1).replace(".html", f"_{at}.html") for at in (1, 2))]
    stem = pages.path(1).rpartition("/")[2].removesuffix(".html")
    call = f'<script>createPageHTML(3, 0, "{stem}", "html")</script></body>'
    texts = {
        name: pages.notice(1, text=f"{said}条如下，请有关单位和个人遵照执行，特此公告。").replace(
            "</body>", call
        )
        for name, said in zip(names, "甲乙丙", strict=True)
    }
    found = serve({"/tzgg/": pages.listing([1]), **texts})
    found.names = names
    return found


def crawled(crawl, script, **forward):
    crawl.clock.forward(**(forward or {"days": 1, "hours": 1}))
    crawl.run(crawl.site(script))
    return crawl.reader.versions("harbour")


def in_order(body):
    return [one for one in "甲乙丙" if one in body]


def test_all_pages_are_one_text(script, crawl):
    (version,) = crawled(crawl, script)
    assert in_order(version.body) == list("甲乙丙")
    assert version.body.index("甲") < version.body.index("乙") < version.body.index("丙")
    assert not version.partial
    assert script.targets() == ["/tzgg/", *script.names]


def test_every_page_is_evidence_of_the_version(script, crawl):
    (version,) = crawled(crawl, script)
    kept = crawl.reader.parts("harbour")[version.id]
    assert [(at, one.url.rpartition("/")[2]) for at, one in kept.items()] == [
        (at, name.rpartition("/")[2]) for at, name in enumerate(script.names) if at
    ]
    assert all(one.segment and one.outcome is Outcome.OK for one in kept.values())
    with reading(crawl.engine) as connection:
        purposes = connection.execute(select(fetch.c.purpose).order_by(fetch.c.id)).scalars().all()
    assert purposes.count(Purpose.PART) == 2
    assert purposes.count(Purpose.NOTICE) == 1


def test_a_page_that_does_not_come_leaves_it_partial_until_it_does(script, crawl):
    kept = script.answers.pop(script.names[1])
    (version,) = crawled(crawl, script)
    assert (in_order(version.body), version.partial) == (["甲"], True)
    assert script.names[2] not in script.targets(), "what follows a missing page is not asked for"
    script.answers[script.names[1]] = kept
    _, version = crawled(crawl, script)
    assert (in_order(version.body), version.partial) == (list("甲乙丙"), False)
    assert version.cause is Cause.REREAD, "the site has changed nothing"
    asked = len(script.asked)
    assert len(crawled(crawl, script, hours=1)) == 2
    assert not set(script.names) & {one.target for one in script.asked[asked:]}, "it is work no longer"


def test_a_whole_text_is_not_replaced_by_a_part_of_it(script, crawl):
    crawled(crawl, script)
    script.answers.pop(script.names[2])
    versions = crawled(crawl, script)
    assert script.targets().count(script.names[2]) == 2
    assert len(versions) == 1


def test_a_correction_on_a_further_page_is_seen_behind_an_unchanged_first(script, crawl):
    first = script.answers[script.names[0]]
    script.answers[script.names[0]] = lambda asked: (
        (304, {}, "") if "if-none-match" in asked.headers else (200, {"ETag": '"1"'}, first)
    )
    crawled(crawl, script)
    script.answers[script.names[2]] = script.answers[script.names[2]].replace("丙", "丁")
    before, after = crawled(crawl, script)
    assert ("丙" in before.body, "丁" in after.body) == (True, True)
    assert after.cause is Cause.SEEN


def test_the_same_pages_read_again_are_the_same(script, crawl):
    crawled(crawl, script)
    done = reparse_site(crawl.engine, crawl.workspace.archive, "harbour", crawl.clock, write=True)
    assert (done.pages, done.written, done.problems) == (3, 0, [])


def test_what_was_read_as_one_page_is_found_to_lack_the_others(script, crawl):
    crawled(crawl, script)
    with writing(crawl.engine) as connection:
        connection.execute(part.delete())
    (change,) = reparse_site(
        crawl.engine, crawl.workspace.archive, "harbour", crawl.clock, write=True
    ).changed
    assert {one.field for one in change.fields} == {"body", "partial"}
    assert [one.partial for one in crawl.reader.versions("harbour")] == [False, True]
    assert [one.partial for one in crawled(crawl, script)] == [False, True, False]


def test_a_page_read_anew_keeps_its_parts(script, crawl, monkeypatch):
    crawled(crawl, script)
    real = reparse.read_whole
    monkeypatch.setattr(
        reparse, "read_whole", lambda *given, **more: replace(real(*given, **more), source="另一处")
    )
    done = reparse_site(crawl.engine, crawl.workspace.archive, "harbour", crawl.clock, write=True)
    assert done.written == 1
    before, after = crawl.reader.versions("harbour")
    parts = crawl.reader.parts("harbour")
    assert {at: one.fetch for at, one in parts[after.id].items()} == {
        at: one.fetch for at, one in parts[before.id].items()
    }
    assert not after.partial
