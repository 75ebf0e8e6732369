"""The notice page says what came of each file, and shows its text masked and without effect."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from crawler.clock import fixed_clock
from crawler.records import Article, AttachmentLink
from crawler.store.database import reading
from crawler.store.facts import FetchFacts, FileFacts, Placed
from crawler.store.tables import notice, segment
from crawler.store.writer import FactWriter
from crawler.words import FileKind, FileOutcome, Outcome, PageKind, Purpose
from monitor.web.views.notice import SHOWN

AT = datetime(2015, 8, 9, 4, tzinfo=UTC)
HOSTILE = "被处罚人：陶文澜 330203198001012314 <script>alert(1)</script>"


@pytest.fixture
def shown(desk, ask):
    """Ask for the page of a notice with one file that came to what is given."""

    def show(**values):
        with reading(desk.engine) as connection:
            found = connection.execute(select(notice.c.id, notice.c.url).limit(1)).one()
        link = AttachmentLink(name="决定书.pdf", url="http://www.web.test/a.pdf")
        fetch = FetchFacts(purpose=Purpose.NOTICE, url=found.url, at=AT, outcome=Outcome.OK, notice=found.id)
        told = {
            "payload_sha256": "a" * 64,
            "name": "决定书.pdf",
            "kind": FileKind.PDF,
            "outcome": FileOutcome.READ,
        }
        with FactWriter(desk.engine, fixed_clock(AT)).transaction() as facts:
            run = facts.start_run(desk.workspace.sites()["web"], "test")
            article = Article(kind=PageKind.ARTICLE, title="公示", body="见附件", attachments=(link,))
            facts.record_notice(run, fetch, article)
            where = facts.insert(segment, name="s", opened_at=AT, committed=0, records=0)
            placed = Placed(segment=where, offset=0, length=1)
            facts.record_fetch(
                run,
                FetchFacts(
                    purpose=Purpose.ATTACHMENT, url=link.url, at=AT, outcome=Outcome.OK, notice=found.id,
                    payload_sha256="a" * 64, placed=placed,
                ),
            )  # fmt: skip
            facts.record_file(FileFacts(**{**told, **values}))
        with ask(desk) as client:
            address = f"/notices/{found.id}"
            return client.get(address).text, client.get(f"{address}.json").json()["attachments"][0]

    return show


def test_the_text_is_shown_masked_and_harmless(shown):
    page, said = shown(text=HOSTILE)
    assert "PDF · 已读取" in page
    for text in (page, said["text"]):
        assert "陶文澜" not in text
        assert "330203198001012314" not in text
    assert "<script>alert" not in page
    assert (said["outcome"], said["characters"]) == ("read", len(HOSTILE))


def test_a_long_text_is_cut_and_says_so(shown):
    page, said = shown(text="字" * (SHOWN + 1))
    assert "字" * SHOWN in page
    assert "字" * (SHOWN + 1) not in page
    assert "仅显示开头部分" in page
    assert len(said["text"]) == SHOWN


def test_a_file_without_a_text_says_why(shown):
    page, said = shown(outcome=FileOutcome.SCAN)
    assert "扫描件" in page
    assert "<details>" not in page
    assert said["text"] == ""
