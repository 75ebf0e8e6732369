"""An archive is checked by command, without a workspace or with its database, and its key, roots and removals kept."""

import json
import shutil
import stat
import subprocess

import pytest
from click.testing import CliRunner

from crawler.archive.proof.pace import Work
from crawler.errors import IntegrityFailure, InvalidFile, UsageError
from crawler.practice.sample import make_sample
from crawler.workspace import open_workspace
from schedules.cli import gongkai


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_sample(tmp_path_factory.mktemp("made"), 12).parent


@pytest.fixture
def root(made, tmp_path):
    """A workspace with the archive, its database and its key."""
    shutil.copytree(made, tmp_path / "w")
    (tmp_path / "w" / "gongkai.toml").write_text(
        '[database]\nurl = "sqlite:///facts.db"\n[archive]\nkey = "key.pem"\n', "utf-8"
    )
    return tmp_path / "w"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments):
        return CliRunner().invoke(gongkai, [str(one) for one in arguments])

    return invoke


def spoil(folder):
    path = min(folder.glob("*.warc.gz"))
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 4
    path.write_bytes(whole)
    return path.name


def test_a_folder_is_checked_without_any_workspace(root, run):
    done = run("verify", root / "archive")
    assert done.exit_code == 0, done.output
    assert "4 segments" in done.output
    assert "3 revisit" in done.output
    assert "MB/s a core" in done.output
    assert "unpacked" in run("verify", "--deep", root / "archive").output


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("bound by ", "MB/s of SHA-256 by itself", "links 4 held by")),
        ("zh", ("瓶颈：", "本机单独测得", "第 4 环")),
    ],
)
def test_its_pace_and_what_bounds_it_are_told(root, run, lang, words):
    said = run("verify", "--deep", "--lang", lang, root / "archive").output
    assert all(one in said for one in words), said


def test_the_pace_is_counted_for_machines(root, run):
    data = json.loads(run("verify", "--json", root / "archive").output)
    assert set(data["cpu_by_work"]) == {one.value for one in Work}
    assert sum(data["cpu_by_work"].values()) == pytest.approx(data["cpu"])
    assert data["bound_by"] == max(data["cpu_by_work"], key=data["cpu_by_work"].get)
    files = [one for one in (root / "archive").iterdir() if one.name.endswith(".gz")]
    assert data["hashed_bytes"] == sum(one.stat().st_size for one in files)
    assert data["sha256_rate"]["here"] > 0
    assert data["sha256_rate"]["machine"] > 0


def test_what_holds_each_link_is_told_and_a_noted_end_is_missed(root, run):
    data = json.loads(run("verify", "--json", root / "archive").output)
    assert data["covered"] == [
        {"first": 1, "last": 3, "by": "signed root"},
        {"first": 4, "last": 4, "by": "signature"},
    ]
    noted = data["end"]["sha256"]
    assert run("verify", "--noted", noted, root / "archive").exit_code == 0
    newest = json.loads((root / "archive" / data["end"]["link"]).read_text("utf-8"))
    for one in (data["end"]["link"], f"{data['end']['link']}.sig", newest["segment"], newest["manifest"]):
        (root / "archive" / one).unlink()
    assert run("verify", root / "archive").exit_code == 0, "no archive can tell that its end was taken off"
    done = run("verify", "--noted", noted, root / "archive")
    assert f"no link and no root has the SHA-256 '{noted}' that was noted" in done.output
    assert done.exception.exit_code == 9


def test_what_differs_is_named_and_ends_the_command_with_nine(root, run):
    name = spoil(root / "archive")
    done = run("verify", root / "archive")
    assert isinstance(done.exception, IntegrityFailure)
    assert done.exception.exit_code == 9
    assert f"{name} at " in done.output
    assert "(http://practice.example/tzgg/" in done.output
    data = json.loads(run("verify", "--json", root / "archive").output)
    assert [one["file"] for one in data["problems"]] == [name, name]
    assert data["problems"][1]["offset"] >= 0


def test_the_lines_of_shell_are_printed_and_find_the_same(root, run):
    script = run("verify", "--commands", root / "archive").output
    assert "sha256sum -c" in script
    assert "openssl pkeyutl -verify" in script
    assert subprocess.run(["sh"], input=script, text=True, capture_output=True, check=False).returncode == 0
    spoil(root / "archive")
    assert subprocess.run(["sh"], input=script, text=True, capture_output=True, check=False).returncode != 0


def test_a_workspace_is_checked_with_its_database(root, run):
    assert run("-w", root, "verify", "--facts").exit_code == 0
    shutil.copy(max((root / "archive").glob("*.warc.gz")), root / "archive" / "0.warc.gz")
    assert "0.warc.gz: was added" in run("-w", root, "verify").output
    done = run("-w", root, "verify", "--facts", "--adopt")
    assert "0.warc.gz: the database does not know it" in done.output
    assert run("-w", root, "verify").exit_code == 0


def test_only_a_key_that_is_told_counts(root, run):
    public = next((root / "archive" / "keys").glob("*.pem"))
    assert run("verify", "--key", public, root / "archive").exit_code == 0
    run("-w", root, "archive", "key")
    (root / "key.pem").unlink()
    run("-w", root, "archive", "key")
    assert isinstance(run("verify", "--key", root / "key.pem", root / "archive").exception, InvalidFile)


def test_a_folder_that_is_none_is_told(run, tmp_path):
    assert isinstance(run("verify", tmp_path / "none").exception, UsageError)


def test_a_key_is_made_once_for_its_owner_alone(root, run):
    assert "in use, fingerprint" in run("-w", root, "archive", "key").output
    (root / "key.pem").unlink()
    assert "made, fingerprint" in run("-w", root, "archive", "key").output
    assert stat.S_IMODE((root / "key.pem").stat().st_mode) == 0o600
    assert "PRIVATE" not in run("-w", root, "archive", "key").output
    assert not any(
        "PRIVATE" in one.read_text("latin-1") for one in (root / "archive").rglob("*") if one.is_file()
    )


def test_roots_of_what_has_none_are_written_on_command(root, run):
    assert "2015-06-27.sha256: written, SHA-256 " in run("-w", root, "archive", "root").output
    assert run("-w", root, "archive", "root").output == ""
    assert run("verify", root / "archive").exit_code == 0
    assert open_workspace(root).signing_key == root / "key.pem"


def test_segments_are_removed_with_a_record(root, run):
    words = ("--reason", "保存期满", "--by", "王某")
    asked = ("-w", root, "archive", "remove", "--before", "2015-06-28", *words)
    listed = run(*asked, "--dry-run").output.split()
    assert len(listed) == 4
    assert len(list((root / "archive").glob("*.warc.gz"))) == 4
    assert "removed, recorded as link 5" in run(*asked).output
    done = run("verify", root / "archive")
    assert done.exit_code == 0
    assert done.output.count("by 王某: 保存期满") == 4
    assert isinstance(run("-w", root, "archive", "remove", *words).exception, UsageError)


def test_what_later_pages_need_stays(root, run):
    done = run("-w", root, "archive", "remove", "--before", "2015-06-26", "--reason", "r", "--by", "b")
    assert done.output.count("stays, for later segments refer to its pages") == 2
    assert len(list((root / "archive").glob("*.warc.gz"))) == 4
