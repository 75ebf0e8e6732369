"""Writes the documents that are made from the code; ``--check`` only says whether they are up to date."""

import sys
from dataclasses import fields, is_dataclass
from inspect import getdoc, getsource
from pathlib import Path
from typing import Any, get_type_hints

import click

from crawler.practice.families import FAMILIES, SKINS, skins
from crawler.practice.families.trap import traps
from crawler.workspace import Settings
from monitor.rules.registry import RULES
from schedules.cli import VERBS, gongkai

WIDTH = 100  # of a help page
DOCS = Path(__file__).resolve().parent.parent / "docs"


def commands() -> str:
    """Return every verb with its own help."""
    parts = [
        "# Commands\n\nMade from the command itself by `make docs`; every verb also answers to `--help`.\n"
    ]
    top = click.Context(gongkai, info_name="gongkai", terminal_width=WIDTH)
    parts += [f"\n```text\n{gongkai.get_help(top)}\n```\n"]
    for verb in VERBS:
        command = gongkai.get_command(top, verb)
        if command is not None:
            parts += _command(
                command, click.Context(command, info_name=verb, parent=top, terminal_width=WIDTH)
            )
    return "".join(parts)


def _command(command: click.Command, context: click.Context) -> list[str]:
    parts = [f"\n## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                parts += _command(
                    inner, click.Context(inner, info_name=name, parent=context, terminal_width=WIDTH)
                )
    return parts


def settings() -> str:
    """Return every key of gongkai.toml with its default and meaning."""
    parts = ["# Settings\n\nMade from the code by `make docs`. Every key of `gongkai.toml` has a default.\n"]
    hints = get_type_hints(Settings)
    for section in fields(Settings):
        cls = hints[section.name]
        parts.append(
            f"\n## [{section.name}]\n\n{getdoc(cls)}\n\n| key | default | meaning |\n|---|---|---|\n"
        )
        meanings = _meanings(cls)
        made = cls()
        for one in fields(cls):
            value = getattr(made, one.name)
            shown = list(value) if isinstance(value, tuple) else value
            parts.append(f"| `{one.name}` | `{shown!r}` | {meanings.get(one.name, '')} |\n")
    return "".join(parts)


def _meanings(cls: Any) -> dict[str, str]:
    """Return the docstrings that stand under the fields of *cls*."""
    if not is_dataclass(cls):
        return {}
    found: dict[str, str] = {}
    last = ""
    for line in getsource(cls).splitlines():
        text = line.strip()
        if text.startswith('"""') and last:
            found[last] = text.strip('"')
        last = text.split(":")[0] if ":" in text and not text.startswith('"') else ""
    return found


def rules() -> str:
    """Return every rule: its sentence, its version, and the rest of what its module says."""
    parts = [
        "# Rules\n\nMade from the rules by `make docs`. A verdict stores the version of every rule it used.\n"
    ]
    for name, module in RULES.items():
        parts.append(f"\n### {name.replace('_', ' ')}\n\nVersion {module.VERSION}. {getdoc(module)}\n")
    return "".join(parts)


def hosts() -> str:
    """Return every trap of the practice hosts: what is wrong, where it stands, which test holds it."""
    head = (
        "# Traps\n\nMade from the practice hosts by `make docs`. `gongkai practice hosts` crawls all of them on two days.\n"
        "\n## Of content\n\nEach is a column of the host `misc`, a file in `crawler/practice/traps/`, and a case of "
        "`test_a_trap_is_read_as_it_must_be` in `tests/crawler/practice/hosts/test_misc.py`.\n\n"
        "| sort | column | what is wrong, and what must come of it |\n|---|---|---|\n"
    )
    parts = [head]
    for name, trap in traps().items():
        turns = "".join(f"<br>- {one.what}" for one in trap.turn if one.what)
        parts.append(f"| {trap.kind} | `{name}` | {trap.about}{turns} |\n")
    parts.append(
        "\n## Of families\n\nEach is a host, and a case of `test_measure.py` beside it; what no collector can read past is "
        "in `test_traps.py`, protection pages are in the host `waf`.\n\n| host | what is odd about it |\n|---|---|\n"
    )
    odd = {name: str(getdoc(module)).partition("\n")[0] for name, module in FAMILIES.items()}
    odd |= {
        name: (SKINS / f"{name}.toml").read_text(encoding="utf-8").partition("\n")[0][2:] for name in skins()
    }
    return "".join([*parts, *(f"| `{name}` | {said} |\n" for name, said in sorted(odd.items()))])


MADE = {"commands.md": commands, "settings.md": settings, "rules.md": rules, "traps.md": hosts}
"""File → what makes it."""


def main() -> int:
    """Write the files, or only compare them; 1 when one differs."""
    stale = []
    for name, make in MADE.items():
        path, text = DOCS / name, make()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    for name in stale:
        sys.stdout.write(f"docs/{name} {'is out of date' if '--check' in sys.argv else 'written'}\n")
    return int("--check" in sys.argv and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
