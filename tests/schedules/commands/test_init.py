from click.testing import CliRunner

from crawler.workspace import open_workspace
from schedules.cli import gongkai


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
