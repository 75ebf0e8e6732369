from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.authoring.check import problems
from crawler.workspace import open_workspace
from monitor.catalogue.load import edition_folders, find_edition
from schedules.cli import gongkai
from schedules.commands import init


def run(*words):
    return CliRunner().invoke(gongkai, list(words))


def test_a_new_workspace_loads_as_it_stands(tmp_path):
    root = tmp_path / "ningbo"
    done = run("init", str(root))
    assert done.exit_code == 0, done.output
    workspace = open_workspace(root)
    assert list(workspace.sites()) == ["fgw"]
    assert workspace.bureaus()["fgw"].unit == "U_FG"
    assert "gongkai.toml" in done.output


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "gongkai.toml").write_text("# mine\n")
    done = run("init", str(tmp_path))
    assert done.exception is not None
    assert "already there" in str(done.exception)
    assert (tmp_path / "gongkai.toml").read_text() == "# mine\n"
    assert not (tmp_path / "bureaus.toml").exists()


PACKS = sorted((Path(init.__file__).parents[1] / "templates" / "packs").iterdir())


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.name)
def test_a_pack_is_a_sound_workspace(tmp_path, pack):
    done = run("init", str(tmp_path / "w"), "--pack", pack.name)
    assert done.exit_code == 0, done.output
    workspace = open_workspace(tmp_path / "w")
    assert problems(workspace.root) == []
    units = set(find_edition(workspace.settings.judge.edition, workspace.root).units)
    assert {one.unit for one in workspace.bureaus().values()} <= units
    for site in workspace.sites().values():
        assert site.caveats  # nothing in a pack was seen by us
        assert len((workspace.root / "sites" / f"{site.id}.toml").read_text("utf-8").splitlines()) < 30
    assert {one.bureau for one in workspace.sites().values()} == set(workspace.bureaus())


@pytest.mark.parametrize("edition", sorted(set(edition_folders()) - {"ningbo-2015"}))
def test_every_catalogue_has_a_pack_to_begin_with(tmp_path, edition):
    done = run("init", str(tmp_path / "w"), "--pack", edition)
    assert done.exit_code == 0, done.output
    assert "not seen by us" not in done.output
    workspace = open_workspace(tmp_path / "w")
    assert workspace.settings.judge.edition == edition
    assert workspace.sites() == {}
    assert edition in "".join(run("init", "--help").output.split())


def test_a_pack_takes_the_place_of_the_example(tmp_path):
    run("init", str(tmp_path / "w"), "--pack", "ningbo")
    workspace = open_workspace(tmp_path / "w")
    assert workspace.sites()["fgw"].column[0].id == "bmyjs"
    assert len(workspace.sites()) == 5


def test_a_pack_that_does_not_exist(tmp_path):
    done = run("init", str(tmp_path / "w"), "--pack", "atlantis")
    assert "no such pack: 'atlantis'" in str(done.exception)
    assert not (tmp_path / "w").exists()
