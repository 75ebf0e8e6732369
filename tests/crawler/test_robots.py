from datetime import UTC, datetime, timedelta

import pytest

from crawler.robots import origin, read_rules
from crawler.words import Outcome

NOW = datetime(2015, 6, 24, tzinfo=UTC)
FILE = b"User-agent: *\nDisallow: /admin/\nCrawl-delay: 7\n"


@pytest.mark.parametrize(
    ("outcome", "body", "refused"),
    [
        pytest.param(Outcome.OK, FILE, {"/admin/a": True, "/tzgg/": False}, id="a file with a rule"),
        pytest.param(Outcome.OK, b"", {"/": False}, id="an empty file"),
        pytest.param(Outcome.OK, b"<html>home</html>", {"/": False}, id="a page in its place"),
        pytest.param(Outcome.NOT_FOUND, b"", {"/": False}, id="no file"),
        pytest.param(Outcome.SOFT_404, b"", {"/": False}, id="no file, said softly"),
        pytest.param(Outcome.SERVER_ERROR, b"", {"/": True}, id="a failing server"),
        pytest.param(Outcome.TIMEOUT, b"", {"/": True}, id="no answer"),
        pytest.param(Outcome.CHALLENGE, b"<script>", {"/": True}, id="a protection page"),
        pytest.param(Outcome.BLOCKED, b"", {"/": True}, id="a refusal"),
        pytest.param(Outcome.REFUSED, b"", {"/": True}, id="no connection"),
    ],
)
def test_a_failing_file_forbids_and_a_missing_one_allows(outcome, body, refused):
    rules = read_rules(outcome, body, NOW)
    assert {path: bool(rules.refusal(f"http://h.example{path}")) for path in refused} == refused


def test_names_what_kept_the_file_from_being_read():
    rules = read_rules(Outcome.CHALLENGE, b"", NOW)
    assert rules.behind is Outcome.CHALLENGE
    assert "could not be read" in rules.refusal("http://h.example/")


def test_addresses_us_by_name():
    rules = read_rules(Outcome.OK, b"User-agent: gongkai\nDisallow: /\n\nUser-agent: *\nAllow: /\n", NOW)
    assert rules.refusal("http://h.example/a")


def test_keeps_the_delay_within_reason():
    assert read_rules(Outcome.OK, FILE, NOW).delay == 7
    assert read_rules(Outcome.OK, b"User-agent: *\nCrawl-delay: 86400\n", NOW).delay == 60


def test_is_read_again_after_a_day_and_a_failure_after_an_hour():
    good, failed = read_rules(Outcome.OK, FILE, NOW), read_rules(Outcome.TIMEOUT, b"", NOW)
    later = NOW + timedelta(hours=2)
    assert (good.fresh(later), failed.fresh(later)) == (True, False)
    assert not good.fresh(NOW + timedelta(days=1))
    assert not good.fresh(NOW - timedelta(days=366)), "read by a clock that was a year ahead"


def test_one_file_rules_scheme_host_and_port():
    assert origin("http://h.example:8080/a?b#c") == "http://h.example:8080"


def test_a_reading_names_what_kept_robots_txt_from_being_read_once(serve, crawl):
    summary = crawl.run(crawl.site(serve({"/robots.txt": b""})))
    detail = summary.sites["harbour"].readings["tzgg"].detail
    assert detail == "page 1: refused at robots.txt"
