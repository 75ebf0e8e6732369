"""The short form of the campaign: every stage killed a little."""

from crawler.clock import system_clock
from schedules.crash.run import run_kills


def test_what_was_killed_comes_out_as_what_was_not():
    stages = list(run_kills(30, 30, 8, 1, system_clock, lambda _: None))
    assert [one.name for one in stages] == ["crawl", "migrate", "judge", "report", "backup", "mail"]
    for stage in stages:
        assert stage.right, (
            stage.name,
            stage.lived.status,
            stage.lived.killed,
            stage.lines,
            stage.lived.errors,
        )
