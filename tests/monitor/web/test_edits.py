"""The changes of a notice on its page: escaped, masked, each with a way to the comparison of its versions."""

from datetime import timedelta

import pytest

from crawler.clock import fixed_clock
from crawler.records import Article
from crawler.store.facts import FetchFacts
from crawler.store.reader import FactReader
from crawler.store.writer import FactWriter
from crawler.words import Outcome, PageKind, Purpose
from monitor.web.desk import Desk


def edited(reader):
    """Return the version with which the story edits a notice."""
    return next(one for one in reader.versions("web") if one.number == 2)


def test_a_change_shows_its_kind_and_both_passages(client, shown):
    version = edited(FactReader(shown[1]))
    page = client.get(f"/notices/{version.notice}").text
    assert "公开后的改动" in page
    assert "<del>处罚种类和内容：罚款人民币五千元。" in page
    assert "<ins>处罚种类和内容：罚款人民币八千元。" in page
    assert f'href="/notices/{version.notice}/diff?a=1&amp;b=2"' in page
    english = client.get(f"/notices/{version.notice}?lang=en").text
    assert "Changes after publication" in english
    assert "<dt>figure" in english


def test_a_notice_that_stayed_has_no_such_chapter(client, shown):
    reader = FactReader(shown[1])
    still = next(one for one in reader.notices("web") if not reader.edits_of(one.id))
    assert "公开后的改动" not in client.get(f"/notices/{still.id}").text


def test_before_the_day_it_was_not_known(client, shown):
    version = edited(FactReader(shown[1]))
    day = (version.seen_at - timedelta(days=2)).date()
    assert "公开后的改动" not in client.get(f"/notices/{version.notice}?as_of={day}").text


@pytest.fixture
def hostile(own, story):
    """The number of a notice that was changed once more, into what must not reach a page."""
    workspace, engine = own
    old = edited(FactReader(engine))
    later = story.end_of(story.last)
    body = old.body.replace("八千元", "九千元") + "\n<script>alert(1)</script>联系电话：13800001111。"
    with FactWriter(engine, fixed_clock(later)).transaction() as facts:
        run = facts.start_run(workspace.sites()["web"], "test")
        fetch = FetchFacts(
            purpose=Purpose.NOTICE, url="http://web.test/", at=later, outcome=Outcome.OK, notice=old.notice,
            payload_sha256="c" * 64,
        )  # fmt: skip
        facts.record_notice(
            run, fetch, Article(kind=PageKind.ARTICLE, title=old.title, published=old.published, body=body)
        )
    return old.notice


def test_what_came_is_escaped_and_masked(own, ask, hostile, story):
    with ask(Desk(*own, fixed_clock(story.end_of(story.last)))) as client:
        page = client.get(f"/notices/{hostile}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "13800001111" not in page
