"""The practice host whose lists scripts draw: crawled where a browser is, else skipped, and that is said."""

from click.testing import CliRunner

from crawler.commands import practice_hosts
from crawler.practice.hosts.build import build_hosts, kinds
from crawler.practice.server import serve_city
from crawler.practice.workspace import write_workspace
from crawler.workspace import open_workspace


def test_it_is_collected_whole_on_both_days():
    done = CliRunner().invoke(practice_hosts.hosts, ["--family", "drawn"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert next(one for one in done.output.splitlines() if "drawn" in one).count("100.0%") == 2


def test_it_is_skipped_where_no_browser_is(monkeypatch):
    monkeypatch.setattr(practice_hosts, "absence", lambda named: "no browser here: not one")
    done = CliRunner().invoke(practice_hosts.hosts, ["--family", "drawn"], catch_exceptions=False)
    assert done.exit_code == 0
    assert done.output == "drawn is skipped: no browser here: not one\n"


def test_only_its_columns_ask_for_a_browser(tmp_path):
    assert [name for name, one in kinds().items() if one.render] == ["drawn"]
    with serve_city(build_hosts(("channel", "drawn"))) as running:
        write_workspace(tmp_path, running)
    sites = open_workspace(tmp_path).sites()
    assert {site.bureau: {one.render for one in site.column} for site in sites.values()} == {
        "channel": {False},
        "drawn": {True},
    }
