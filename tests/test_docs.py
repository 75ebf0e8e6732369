"""Documents are made from the code, or held against it here."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from schedules.cli import VERBS, gongkai

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("README.md", "README.zh-CN.md")
PARTS = {"__pycache__", "data", "families", "templates", "pages", "views", "static", "categories"}


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_what_is_made_from_the_code_is_up_to_date():
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "docs.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr + "run: make docs"


def test_the_map_names_every_folder_and_no_other():
    named = set(re.findall(r"^([a-z][\w/-]*)/ ", text("docs/map.md"), re.MULTILINE))
    packages = [ROOT / one for one in ("crawler", "monitor", "schedules")]
    found = {str(one.relative_to(ROOT)) for top in packages for one in [top, *top.iterdir()] if one.is_dir()}
    found = {one for one in found if not PARTS & set(one.split("/"))} | {"schedules/templates"}
    assert named == found | {"docs", "scripts", "tests"}


@pytest.mark.parametrize("readme", LANGUAGES)
def test_a_readme_names_every_verb(readme):
    missing = [verb for verb in VERBS if f"gongkai {verb}" not in text(readme)]
    assert not missing


@pytest.mark.parametrize("readme", LANGUAGES)
def test_a_readme_names_only_verbs_that_exist(readme):
    used = set(re.findall(r"^\$? ?gongkai (?:-w \S+ )?([a-z]+)", text(readme), re.MULTILINE))
    assert used <= set(VERBS) | {"on"}


@pytest.mark.parametrize(
    "path", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]), ids=lambda path: path.name
)
def test_links_to_files_lead_somewhere(path):
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_both_readmes_have_the_same_chapters():
    counts = [len(re.findall(r"^## ", text(name), re.MULTILINE)) for name in LANGUAGES]
    assert counts[0] == counts[1]


def test_nothing_names_the_machine_it_was_written_on():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    told = re.compile("/work" "/|/opt/" "wheels|pypi" r"\.org|files\.pythonhosted")
    for name in tracked.splitlines():
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".yaml", ".html", ".lock", ""} and path.is_file():
            assert not told.search(path.read_text(encoding="utf-8", errors="replace")), name


def test_every_setting_has_its_meaning():
    rows = re.findall(r"^\| `(\w+)` \| .* \| (.*) \|$", text("docs/settings.md"), re.MULTILINE)
    assert len(rows) > 20
    assert [key for key, meaning in rows if not meaning.strip()] == []


def leaves(command, context):
    """Yield every command with what it is called by."""
    yield context.command_path, command
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        inner = command.get_command(context, name)
        yield from leaves(inner, click.Context(inner, info_name=name, parent=context))


COMMANDS = list(leaves(gongkai, click.Context(gongkai, info_name="gongkai")))


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[one for one, _ in COMMANDS])
def test_the_help_of_every_command_has_an_example(path, command):
    verbs = path.split()[1:]
    examples = re.findall(r"^ *gongkai( .*)$", (command.help or "").partition("\b\n")[2], re.MULTILINE)
    assert examples
    for verb in verbs:
        assert any(re.search(rf" {verb}\b", one) for one in examples), verb
