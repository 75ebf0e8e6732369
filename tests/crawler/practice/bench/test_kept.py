"""The cost of evidence is measured on a real crawl, and an unchanged page costs a revisit; no time is asserted."""

import json

import pytest
from click.testing import CliRunner

from crawler.commands import practice_archive
from crawler.commands.practice_archive import archive
from crawler.errors import GongkaiError
from crawler.practice.bench.pages import Shelf

NOTICES = 2 * 25


@pytest.fixture(scope="module")
def found():
    done = CliRunner().invoke(
        archive, ["--sites", "2", "--notices", "25", "--rounds", "1", "--json"], catch_exceptions=False
    )
    return json.loads(done.output)


def test_both_crawls_do_the_same_work(found):
    (without,), (kept,) = found["without"], found["kept"]
    assert without["pages"] == kept["pages"] > NOTICES
    assert without["bytes_first"] == 0


def test_an_unchanged_page_costs_a_revisit(found):
    (kept,) = found["kept"]
    assert kept["types_again"]["revisit"] >= NOTICES
    assert kept["bytes_again"] < kept["bytes_first"] / 2


def test_what_was_kept_was_proven(found):
    (kept,) = found["kept"]
    assert kept["plain"] > kept["packed"] > 0


def test_a_crawl_that_fails_is_told(monkeypatch):
    monkeypatch.setattr(practice_archive, "_MODULE", "crawler.practice.bench.nothing")
    with pytest.raises(GongkaiError, match="the crawl of the benchmark failed"):
        practice_archive._run("kept", Shelf(sites=1, notices=1), 1)
