"""``gongkai schedule``: runs the plan, and shows it."""

import signal
import threading
from collections.abc import Callable
from datetime import datetime

import click
from rich.table import Table

from crawler.clock import SHANGHAI, Clock, system_clock
from crawler.door.terminal import terminal
from crawler.plural import counted
from crawler.store.database import open_database
from crawler.workspace import Workspace
from monitor.say import LANGUAGES
from schedules.engine import Engine
from schedules.plan import load_plan
from schedules.runner import child_runner
from schedules.slots import Slots, this_owner
from schedules.store import prepare

Opened = Callable[[], Workspace]
_HEADS = {
    "zh": ("任务", "做什么", "下次", "上次", "结果", "备注"),
    "en": ("job", "does", "next", "last", "status", "note"),
}


def open_slots(workspace: Workspace, clock: Clock) -> Slots:
    """Return the workspace's slots, with the table of time in place."""
    engine = open_database(workspace.database_url)
    prepare(engine)
    return Slots(engine, clock, this_owner())


@click.group()
def schedule() -> None:
    r"""Crawl, judge and report by plan.

    \b
    gongkai -w ningbo schedule list
    gongkai -w ningbo schedule run
    """


@schedule.command("run")
@click.pass_obj
def run(opened: Opened) -> None:
    r"""Run the plan until interrupted; started twice, each slot still runs once.

    \b
    gongkai -w ningbo schedule run
    """
    workspace = opened()
    jobs = load_plan(workspace.root / "plan.toml")
    slots = open_slots(workspace, system_clock)
    run_job = child_runner(workspace.root, workspace.database_url)
    engine = Engine(jobs, slots, run_job, system_clock, lambda line: click.echo(line, err=True))
    over = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: over.set())
    engine.start()
    click.echo(f"{counted(len(jobs), 'job')} planned; stop with Ctrl-C", err=True)
    over.wait()
    engine.stop()


def _shown(moment: datetime | None) -> str:
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S") if moment else "-"


@schedule.command("list")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language.")
@click.pass_obj
def list_(opened: Opened, lang: str) -> None:
    r"""Show each job, its next slot, and how its last one went.

    \b
    gongkai -w ningbo schedule list
    gongkai -w ningbo schedule list --lang en
    """
    workspace = opened()
    slots = open_slots(workspace, system_clock)
    table = Table(*_HEADS[lang])
    for job in load_plan(workspace.root / "plan.toml"):
        last = slots.latest(job.id)
        status = "-" if last is None else "…" if last.ended_at is None else str(last.exit_code)
        row = (job.id, job.do, _shown(job.next_slot(system_clock())), _shown(last.planned if last else None))
        table.add_row(*row, status, last.note if last else "")
    terminal().print(table)
