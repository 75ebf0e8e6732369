"""Tests of ``gongkai practice hosts``."""

from dataclasses import replace

from click.testing import CliRunner

from crawler.commands.practice_hosts import hosts
from crawler.errors import UsageError
from crawler.practice.hosts import measure as module


def test_prints_what_was_collected_of_a_host():
    done = CliRunner().invoke(hosts, ["--family", "jpaas"], catch_exceptions=False)
    assert done.exit_code == 0
    line = next(one for one in done.output.splitlines() if "jpaas" in one)
    assert line.count("100.0%") == 2


def test_ends_with_one_where_anything_is_missed(monkeypatch):
    real = module.measure

    def worse(city, folder):
        return tuple(replace(one, wrong=("not found: a row",)) for one in real(city, folder))

    monkeypatch.setattr(module, "measure", worse)
    done = CliRunner().invoke(hosts, ["--family", "ivs"])
    assert done.exit_code == 1
    assert "ivs: not found: a row" in done.output


def test_an_unknown_host_is_refused():
    assert isinstance(CliRunner().invoke(hosts, ["--family", "nowhere"]).exception, UsageError)
