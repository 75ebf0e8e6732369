"""Tests of the workspace that fits a served city."""

import tomllib
from urllib.parse import urlsplit

from crawler.practice.workspace import write_workspace
from crawler.workspace import open_workspace


def test_the_workspace_opens_and_every_column_answers(tmp_path, running, visit):
    write_workspace(tmp_path, running)
    workspace = open_workspace(tmp_path)
    sites, bureaus = workspace.sites(), workspace.bureaus()
    assert set(sites) == set(running.sites)
    assert workspace.settings.judge.duties == running.city.duties
    assert workspace.settings.archive.reserve_mb < 1024
    for site in sites.values():
        assert site.bureau in bureaus
        assert (site.gap, site.allow_private) == (0.0, True)
        assert "本机" in site.caveats
        for column in site.column:
            parts = urlsplit(site.address(column))
            assert f"{parts.scheme}://{parts.netloc}" == running.sites[site.id]
            assert visit(site.id, parts.path).status == 200


def test_events_are_written_as_they_are(tmp_path, running):
    write_workspace(tmp_path, running)
    written = tomllib.loads((tmp_path / "events.toml").read_text(encoding="utf-8"))["event"]
    assert [(one["duty"], one["bureau"], one["what"], one["day"], tuple(one["find"])) for one in written] == [
        (one.duty, one.bureau, one.what, one.day, one.find) for one in running.city.events
    ]


def test_bureaus_have_units_and_short_names(tmp_path, running, city):
    write_workspace(tmp_path, running)
    bureaus = open_workspace(tmp_path).bureaus()
    assert {one.unit for one in bureaus.values()} == {one.unit for one in city.bureaus}
    assert all(one.aliases for one in bureaus.values())


def test_writing_it_again_follows_the_ports(tmp_path, running):
    for _ in range(2):
        write_workspace(tmp_path, running)
    assert len(list((tmp_path / "sites").iterdir())) == len(running.sites)
