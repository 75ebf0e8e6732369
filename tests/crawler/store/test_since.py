"""What came since somebody last read the facts, by site."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.clock import fixed_clock
from crawler.ourclock import ClockFacts
from crawler.reach import Outage
from crawler.records import Article, Row
from crawler.registry import Column, Site
from crawler.store.database import writing
from crawler.store.facts import FetchFacts
from crawler.store.since import first_run, marked, news_since
from crawler.store.tables import version
from crawler.store.writer import FactWriter
from crawler.words import Cause, Ending, Outcome, PageKind, Purpose, RunState

BEGAN = datetime(2015, 6, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
WEB = Site(
    id="web", name="w", bureau="b", base="http://web.test/", column=(Column(id="c", name="c", url="c/"),)
)
OTHER = Site(
    id="other", name="o", bureau="b", base="http://o.test/", column=(Column(id="c", name="c", url="c/"),)
)


def visit(engine, at, *, site=WEB, rows=1, pages=False, end=True, clock=None):
    """One crawl of *site*; its list has so many rows."""
    with FactWriter(engine, fixed_clock(at)).transaction() as facts:
        run = facts.start_run(site, "test")
        reading = facts.start_reading(run, site.id, "c")
        listed = FetchFacts(purpose=Purpose.LIST, url=f"{site.base}c/", at=at, outcome=Outcome.OK)
        shown = [Row(title=f"t{n}", url=f"{site.base}{n}.html") for n in range(rows)]
        facts.record_list_page(reading, listed, shown)
        facts.end_reading(reading, Ending.EXHAUSTED)
        for work in facts.pending_notices(site.id) if pages else ():
            page = FetchFacts(
                purpose=Purpose.NOTICE, url=work.url, at=at, notice=work.notice, outcome=Outcome.OK
            )
            facts.record_notice(run, page, Article(kind=PageKind.ARTICLE, title="t", body="b"))
        if end:
            facts.finish_run(run, RunState.FINISHED, *([clock] if clock else []))
    return run


@pytest.fixture
def mark(engine):
    """How far the facts had come after a visit with its pages."""
    visit(engine, BEGAN, pages=True)
    return marked(engine, BEGAN + DAY / 2)


def news(engine, mark):
    return news_since(engine, mark, BEGAN + DAY / 2, BEGAN + 5 * DAY)


def test_nothing_came(engine, mark):
    found = news(engine, mark)
    assert (found.loud, found.lists) == (frozenset(), {})


def test_a_list_read_again_is_told_with_its_reading(engine, mark):
    visit(engine, BEGAN + DAY)
    found = news(engine, mark)
    assert found.loud == frozenset()
    [reading] = found.lists["web"]
    assert (reading.ending, reading.sightings) == (Ending.EXHAUSTED, (1,))


def test_a_visit_after_the_moment_is_not_known_yet(engine, mark):
    visit(engine, BEGAN + 6 * DAY, pages=True, rows=2)
    assert news(engine, mark).lists == {}
    assert news_since(engine, mark, BEGAN + DAY / 2, BEGAN + 7 * DAY).loud == {"web"}


def asked_for_a_page(engine):
    visit(engine, BEGAN + DAY, rows=2, pages=True)


def still_on(engine):
    visit(engine, BEGAN + DAY, end=False)


def by_a_wrong_clock(engine):
    visit(engine, BEGAN + DAY, clock=ClockFacts(offset=timedelta(hours=1)))


def first_was_by_a_wrong_clock(engine):
    visit(engine, BEGAN - DAY, site=OTHER, clock=ClockFacts(behind=2 * DAY, offset=timedelta(0)))


def page_read_anew(engine):
    with writing(engine) as connection:
        connection.execute(
            version.insert().values(
                notice_id=1, number=2, fetch_id=2, seen_at=BEGAN + DAY, text_sha256="x", title="", body="",
                published_text="", source="", doc_number="", index_number="", provenance={}, cause=Cause.REREAD,
            )
        )  # fmt: skip


def network_was_out(engine):
    with FactWriter(engine, fixed_clock(BEGAN + DAY)).transaction() as facts:
        facts.record_outages([Outage(began=BEGAN, ended=BEGAN + DAY, runs=(1,), hosts=("web.test",))])


@pytest.mark.parametrize(
    "happens",
    [
        asked_for_a_page,
        still_on,
        by_a_wrong_clock,
        first_was_by_a_wrong_clock,
        page_read_anew,
        network_was_out,
    ],
    ids=lambda one: one.__name__,
)
def test_anything_may_be_new(engine, mark, happens):
    happens(engine)
    assert "web" in news(engine, mark).loud


def test_a_run_that_was_on_when_it_was_marked_may_have_brought_anything(engine):
    run = visit(engine, BEGAN, end=False)
    mark = marked(engine, BEGAN + DAY / 2)
    assert mark.open == (run,)
    with FactWriter(engine, fixed_clock(BEGAN + DAY)).transaction() as facts:
        facts.finish_run(run, RunState.FINISHED)
    assert news(engine, mark).loud == {"web"}


def test_a_run_with_a_lower_number_that_became_visible_later_is_not_lost(engine, mark):
    late = BEGAN + DAY / 2 - timedelta(minutes=5)
    run = visit(engine, late, rows=2, pages=True)
    before = type(mark)(**{**mark.__dict__, "run": run, "version": 9})
    assert news(engine, before).loud == {"web"}


def test_what_was_over_shortly_before_is_not_told_again(engine):
    visit(engine, BEGAN, pages=True)
    mark = marked(engine, BEGAN + timedelta(minutes=1))
    found = news_since(engine, mark, BEGAN + timedelta(minutes=1), BEGAN + DAY)
    assert (found.loud, found.lists) == (frozenset(), {})


def test_a_past_moment_cannot_be_marked(engine):
    visit(engine, BEGAN, pages=True)
    assert marked(engine, BEGAN - DAY) is None


@pytest.mark.parametrize(
    ("sites", "until", "first"),
    [
        pytest.param({"web", "other"}, 9, 2, id="the first by a sound clock"),
        pytest.param({"web"}, 9, 3, id="of the sites named"),
        pytest.param({"web"}, 2, None, id="none by then"),
    ],
)
def test_first_run(engine, sites, until, first):
    visit(engine, BEGAN + DAY, clock=ClockFacts(offset=timedelta(hours=1)))
    visit(engine, BEGAN + 2 * DAY, site=OTHER)
    visit(engine, BEGAN + 3 * DAY)
    found = first_run(engine, sites, BEGAN + until * DAY)
    assert found == (BEGAN + first * DAY if first else None)
