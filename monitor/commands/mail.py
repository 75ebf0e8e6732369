"""``gongkai mail``: sends what waits in the outbox, and shows it."""

import os
from collections.abc import Callable

import click
from rich.table import Table
from rich.text import Text
from sqlalchemy import Engine

from crawler.clock import system_clock
from crawler.door.terminal import terminal
from crawler.errors import MailRefused
from crawler.store.database import open_database, reading
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace
from monitor.commands.check import zone_of
from monitor.mail.outbox import MailState, copies, requeue
from monitor.mail.send import Delivery, deliver
from monitor.say import LANGUAGES, say_moment
from monitor.store import prepare_judgement
from monitor.text import visible

Opened = Callable[[], Workspace]
STATES = {
    MailState.QUEUED: ("yellow", "…", "待发"),
    MailState.SENDING: ("yellow", "→", "发送中"),
    MailState.ACCEPTED: ("green", "✓", "已接收"),
    MailState.FAILED: ("red", "✕", "失败"),
    MailState.UNKNOWN: ("magenta", "?", "不明"),
}
"""State → colour, glyph and its Chinese name; the English one is its value."""
_HEADS = {
    "zh": ("时间", "收件人", "主题", "状态", "次数", "回应"),
    "en": ("time", "to", "subject", "state", "tries", "reply"),
}
_EMPTY = {"zh": "没有待发或已发的邮件", "en": "the outbox is empty"}
LANG = click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language.")


def _open(opened: Opened) -> tuple[Workspace, Engine]:
    workspace = opened()
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    return workspace, engine


@click.group()
def mail() -> None:
    r"""Send what waits in the outbox, and show it.

    \b
    gongkai -w ningbo mail send
    gongkai -w ningbo mail status
    """


def send_all(workspace: Workspace, engine: Engine) -> Delivery:
    """Deliver the outbox and say each copy's fate on the error stream."""
    password = os.environ.get("GONGKAI_SMTP_PASSWORD", "")
    return deliver(
        engine, workspace.settings.mail, password, system_clock, lambda line: click.echo(line, err=True)
    )


@mail.command("send")
@click.option(
    "--resend-unknown", is_flag=True, help="Also send copies whose fate is not known; may double them."
)
@click.pass_obj
def send(opened: Opened, resend_unknown: bool) -> None:
    r"""Send all that is due; exit status 10 when a copy was not accepted.

    \b
    gongkai -w ningbo mail send
    gongkai -w ningbo mail send --resend-unknown
    """
    workspace, engine = _open(opened)
    if resend_unknown:
        requeue(engine, [MailState.UNKNOWN], system_clock())
    done = send_all(workspace, engine)
    click.echo(
        f"{done.accepted} accepted, {done.waiting} waiting, {done.failed} failed, {done.unknown} unknown"
    )
    with reading(engine) as connection:
        later = sum(one.state is MailState.QUEUED for one in copies(connection)) - done.waiting
    if later > 0:
        click.echo(f"{later} more not due yet; see: gongkai mail status")
    if done.waiting or done.failed or done.unknown:
        raise MailRefused("not every message was accepted", hint="see: gongkai mail status")


@mail.command("status")
@LANG
@click.pass_obj
def status(opened: Opened, lang: str) -> None:
    r"""Show every copy and what the server said last.

    \b
    gongkai -w ningbo mail status
    gongkai -w ningbo mail status --lang en
    """
    workspace, engine = _open(opened)
    zone = zone_of(workspace)
    with reading(engine) as connection:
        held = copies(connection)
    if not held:
        click.echo(_EMPTY[lang])
        return
    table = Table(*_HEADS[lang])
    for one in held:
        # Text, not markup: a server's words must not become colours
        reply = Text(visible(one.replies[-1]) if one.replies else "")
        table.add_row(
            say_moment(one.changed_at, zone),
            Text(one.recipient),
            Text(one.subject),
            _state(one.state, lang),
            str(one.attempts),
            reply,
        )
    terminal().print(table)


def _state(state: MailState, lang: str) -> Text:
    colour, sign, name = STATES[state]
    return Text(f"{sign} {name if lang == 'zh' else state.value}", style=colour)


@mail.command("retry")
@click.pass_obj
def retry(opened: Opened) -> None:
    r"""Queue failed copies again, under the same Message-ID.

    \b
    gongkai -w ningbo mail retry
    """
    _, engine = _open(opened)
    click.echo(f"{requeue(engine, [MailState.FAILED], system_clock())} queued again")
