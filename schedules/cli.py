"""The command ``gongkai``: puts the verbs of the three layers together."""

import errno
import importlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import click

from crawler.door.door import Door, current, leaving_by
from crawler.door.streams import aside, masked_streams
from crawler.errors import DiskLow, GongkaiError, Interrupted, UsageError
from crawler.store.watched import WatchedDatabase
from crawler.workspace import Workspace, open_workspace

VERBS = {
    # facts
    "crawl": "crawler.commands.crawl",
    "files": "crawler.commands.files",
    "extract": "crawler.commands.extract",
    "original": "crawler.commands.original",
    "reparse": "crawler.commands.reparse",
    "source": "crawler.commands.source",
    "archive": "crawler.commands.archive",
    "verify": "crawler.commands.verify",
    "practice": "schedules.commands.practice",
    "migrate": "schedules.commands.migrate",
    # judgement
    "edition": "monitor.commands.edition",
    "calendar": "monitor.commands.calendar",
    "match": "monitor.commands.match",
    "judge": "monitor.commands.judge",
    "check": "monitor.commands.check",
    "explain": "monitor.commands.explain",
    "compare": "monitor.commands.compare",
    "changes": "monitor.commands.changes",
    "evidence": "monitor.commands.evidence",
    "review": "monitor.commands.review",
    "score": "monitor.commands.score",
    "leads": "monitor.commands.leads",
    "report": "monitor.commands.report",
    "mail": "monitor.commands.mail",
    "search": "monitor.commands.search",
    "takedown": "monitor.commands.takedown",
    "serve": "monitor.commands.serve",
    # time
    "init": "schedules.commands.init",
    "schedule": "schedules.commands.schedule",
    "doctor": "schedules.commands.doctor",
    "backup": "schedules.commands.backup",
    "restore": "schedules.commands.restore",
    "demo": "schedules.commands.demo",
}
"""Verb → module with a click command of that name; loaded when used, so that judging never loads Scrapy."""


class Verbs(click.Group):
    """Loads a verb's module when the verb is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click names it
        """Return the verbs in the order of the work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click names it
        """Return the verb's command."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = getattr(importlib.import_module(VERBS[cmd_name]), cmd_name)
        _keep_lines(command)
        return command


def _keep_lines(command: click.Command) -> None:
    """Let click print the examples line by line: a raw docstring holds its mark as two characters."""
    command.help = (command.help or "").replace("\\b\n", "\b\n")
    for one in command.commands.values() if isinstance(command, click.Group) else ():
        _keep_lines(one)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--workspace", "-w", type=click.Path(path_type=Path), default=Path(), help="Folder with gongkai.toml."
)
@click.option("--db", default="", help="Database address; before GONGKAI_DATABASE_URL and the file.")
@click.option("--json", "as_json", is_flag=True, help="Errors as JSON.")
@click.version_option(package_name="gongkai")
@click.pass_context
def gongkai(ctx: click.Context, workspace: Path, db: str, as_json: bool) -> None:
    r"""Watch official disclosure sites, keep the evidence, say what is missing or late.

    \b
    gongkai demo
    gongkai init ningbo
    gongkai -w ningbo crawl
    gongkai -w ningbo check
    """
    url = db or os.environ.get("GONGKAI_DATABASE_URL", "")

    watched = _watched(ctx)

    def opened() -> Workspace:
        found = open_workspace(workspace, database_url=url)
        watched.watch(found.database_url)
        return found

    ctx.obj = opened
    ctx.meta["gongkai.db"] = url
    ctx.meta["gongkai.json"] = as_json


_keep_lines(gongkai)


def _watched(ctx: click.Context) -> WatchedDatabase:
    """Return what tells the door what was taken down; a command that ``main`` did not start gets a door of its own."""
    known = current().taken
    if isinstance(known, WatchedDatabase):
        return known
    watched = WatchedDatabase()
    ctx.with_resource(leaving_by(Door(watched)))
    ctx.with_resource(masked_streams())
    ctx.call_on_close(watched.close)
    return watched


def _report(error: GongkaiError, *, as_json: bool) -> int:
    if as_json:
        said: dict[str, Any] = {"code": error.code, "message": error.message}
        if line := getattr(error, "line", None):
            said["line"] = line
        if error.hint:
            said["hint"] = error.hint
        with aside():  # masked text by text
            click.echo(json.dumps({"error": current().data(said)}, ensure_ascii=False), err=True)
    else:
        click.echo(f"gongkai: {error.message}" + (f"\n  {error.hint}" if error.hint else ""), err=True)
    return error.exit_code


def _of_the_system(error: OSError) -> GongkaiError:
    """Return what the operating system refused, in our words."""
    place = f" {str(error.filename)!r}" if error.filename else ""
    said = f"the system refuses{place}: {error.strerror or error}"
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskLow(said, hint="make room, then run it again")
    return GongkaiError(said)


def _refused(error: click.ClickException, *, as_json: bool) -> int:
    if as_json:
        return _report(UsageError(error.format_message()), as_json=True)
    error.show()
    return UsageError.exit_code


def main() -> None:
    """Run the command behind the door; translate every error of ours into one message and its exit code."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    with masked_streams(), leaving_by(Door(WatchedDatabase())):
        _run(as_json="--json" in sys.argv)


def _run(*, as_json: bool) -> None:
    try:
        # the status of a command that ends itself with ctx.exit() is what click returns then
        sys.exit(gongkai(standalone_mode=False))
    except GongkaiError as error:
        sys.exit(_report(error, as_json=as_json))
    except OSError as error:
        sys.exit(_report(_of_the_system(error), as_json=as_json))
    except click.ClickException as error:
        sys.exit(_refused(error, as_json=as_json))
    except click.exceptions.Abort:
        stopped = Interrupted("interrupted", hint="run the command again to go on")
        sys.exit(_report(stopped, as_json=as_json))
