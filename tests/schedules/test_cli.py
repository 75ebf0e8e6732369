import errno
import json
import subprocess
import sys

import click
import pytest

from schedules.cli import VERBS, gongkai, main


def run(*words, cwd):
    code = "from schedules.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.fixture
def ends_with(monkeypatch):
    """Runs ``main`` on a command of ours in this process, which keeps its signals, and returns the status."""

    def end(command):
        monkeypatch.setattr("schedules.cli.gongkai", command)
        monkeypatch.setattr("schedules.cli.signal.signal", lambda *_: None)
        monkeypatch.setattr(sys, "argv", ["gongkai"])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code

    return end


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_loads_and_has_two_examples(verb):
    command = gongkai.get_command(None, verb)
    assert command is not None
    assert command.help
    examples = [line for line in command.help.splitlines() if line.strip().startswith("gongkai ")]
    assert len(examples) >= 2, f"{verb} shows {len(examples)} examples"


@pytest.mark.parametrize("words", [("judge",), ("schedule", "list")], ids=" ".join)
def test_help_keeps_every_example_on_its_line(tmp_path, words):
    said = run(*words, "--help", cwd=tmp_path).stdout
    assert "\\b" not in said
    assert any(line.strip().startswith("gongkai -w ningbo") for line in said.splitlines())


def test_a_command_ends_with_the_status_it_gives_itself(ends_with):
    @click.command()
    @click.pass_context
    def seven(ctx):
        """End with 7."""
        ctx.exit(7)

    assert ends_with(seven) == 7


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        pytest.param(OSError(errno.ENOSPC, "No space left", "archive/x"), 3, "'archive/x'", id="no room"),
        pytest.param(OSError(errno.EROFS, "Read-only file system", "locks"), 1, "Read-only", id="read-only"),
        pytest.param(OSError("odd"), 1, "odd", id="without a number"),
    ],
)
def test_what_the_system_refuses_is_one_message(ends_with, capsys, error, status, said):
    @click.command()
    def failing():
        """Fail."""
        raise error

    assert ends_with(failing) == status
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("gongkai: the system refuses")
    assert said in lines[0]


def test_an_error_of_ours_is_one_message_and_its_code(tmp_path):
    done = run("source", "check", cwd=tmp_path)
    assert done.returncode == 4
    assert done.stderr.startswith("gongkai: gongkai.toml: no such file")
    assert "Traceback" not in done.stderr


def test_errors_as_json(tmp_path):
    (tmp_path / "gongkai.toml").write_text("\n[crawl]\ngapp = 1\n")
    done = run("--json", "source", "check", cwd=tmp_path)
    assert done.returncode == 4
    said = json.loads(done.stderr)["error"]
    assert said["code"] == "CONFIG_INVALID"
    assert said["line"] == 3


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("fly",), id="unknown verb"),
        pytest.param(("crawl", "--nope"), id="unknown option"),
        pytest.param(("init",), id="missing argument"),
    ],
)
def test_wrong_words_end_with_2(tmp_path, words):
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    as_json = run("--json", *words, cwd=tmp_path)
    assert as_json.returncode == 2
    assert json.loads(as_json.stderr)["error"]["code"] == "USAGE"
