"""Tests of ``gongkai practice hosts``."""

from dataclasses import replace

from click.testing import CliRunner

from crawler.commands.practice_hosts import hosts
from crawler.errors import UsageError
from crawler.practice.hosts import measure as module
from crawler.practice.hosts import measure_waf as walls


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


def test_prints_what_was_said_of_the_protection_pages(monkeypatch):
    def worse(city, played, folder):
        chosen = {one: played[one] for one in ("jsl-shut-open", "gate-open-shut", "c3vk-open-shut")}
        some = replace(city, bureaus=tuple(one.bureau for one in chosen.values()))
        named = real(some, chosen, folder)
        return tuple(replace(one, label="challenge rs") if one.wall == "c3vk" else one for one in named)

    real = walls.measure_waf
    monkeypatch.setattr(walls, "measure_waf", worse)
    done = CliRunner().invoke(hosts, ["--family", "waf"], env={"COLUMNS": "200"})
    assert done.exit_code == 1
    line = next(one for one in done.output.splitlines() if one.startswith("│ waf "))
    assert "2/3" in line
    assert "jsl-shut-open" in done.output
    assert "c3vk-open-shut: called challenge c3vk, not challenge rs" in done.output
