import json
import subprocess
import sys

import pytest

from schedules.cli import VERBS, gongkai


def run(*words, cwd):
    code = "from schedules.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_loads_and_has_two_examples(verb):
    command = gongkai.get_command(None, verb)
    assert command is not None
    assert command.help
    examples = [line for line in command.help.splitlines() if line.strip().startswith("gongkai ")]
    assert len(examples) >= 2, f"{verb} shows {len(examples)} examples"


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
