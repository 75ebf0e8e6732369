"""By which form a site answers: the last word holds, for some days."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.registry import Column, Site
from crawler.store.ways import HELD
from crawler.store.writer import FactWriter

HTTPS, HTTP = "https://h.example", "http://h.example"
SITE = Site(id="h", name="h", bureau="h", base=f"{HTTPS}/", column=(Column(id="a", name="a", url="/a/"),))


@pytest.fixture
def told(engine):
    """Return a function that records a word on a day, and one that recalls what is known on a day."""
    begun = datetime(2015, 7, 1, tzinfo=UTC)

    def on(days, *words):
        with FactWriter(engine, lambda: begun + timedelta(days=days)).transaction() as facts:
            run = facts.start_run(SITE, "test")
            for asked, used in words:
                facts.record_way(run, "h", asked, used, f"{asked}: refused")
            return [(one.asked, one.used, one.reason) for one in facts.ways("h")], facts.ways("other")

    return on


def test_the_last_word_about_a_form_holds(told):
    assert told(0, (HTTPS, HTTP)) == ([(HTTPS, HTTP, "https://h.example: refused")], [])
    assert told(1, (HTTPS, HTTPS))[0] == [], "it answers again"


def test_after_some_days_the_form_of_the_file_has_its_turn(told):
    told(0, (HTTPS, HTTP))
    assert told(HELD.days - 1)[0]
    assert told(HELD.days)[0] == []
