"""The acts of review: decide, arbitrate, tell the bureau, write down its answer, override, excuse, withdraw."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import click

from crawler.workspace import Workspace
from monitor.commands.reviewing import as_of_option, author_option, on_option, reason_option, write
from monitor.review.ruling import SAYS
from monitor.review.say import say_state, say_waits
from monitor.review.words import Act, Choice

REVIEWERS = tuple(one.value for one in SAYS[Act.DECIDE])
BUREAUS = tuple(one.value for one in SAYS[Act.REPLY])


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """Give *command* what every act takes."""
    for option in (on_option, as_of_option, reason_option, author_option, click.argument("key")):
        command = option(command)
    return click.pass_obj(command)


def _done(opened: Callable[[], Workspace], key: str, act: Act, **more: Any) -> None:
    review = write(opened, key, act, **more)
    said = " · ".join(one for one in (say_state(review.state), say_waits(review)) if one)
    click.echo(f"{key}：{said}")


@click.command()
@click.option(
    "--choice", type=click.Choice(REVIEWERS), required=True, help="Whether what the machine says is right."
)
@click.option("--arbiter", is_flag=True, help="You decide between two reviewers who differ.")
@_options
def decide(
    opened: Callable[[], Workspace],
    key: str,
    author: str,
    reason: str,
    as_of: datetime | None,
    on: datetime | None,
    choice: str,
    arbiter: bool,
) -> None:
    r"""Decide on a verdict; the second reviewer does not see what the first decided.

    \b
    gongkai -w ningbo review decide caizheng/C21.1/2015 --as 王芳 --choice confirm --reason 逐栏核对，未见
    gongkai -w ningbo review decide caizheng/C21.1/2015 --as 赵敏 --arbiter --choice reject --reason 见于旧版栏目
    """
    act = Act.ARBITRATE if arbiter else Act.DECIDE
    _done(opened, key, act, author=author, reason=reason, as_of=as_of, on=on, choice=Choice(choice))


@click.command()
@_options
def notify(
    opened: Callable[[], Workspace],
    key: str,
    author: str,
    reason: str,
    as_of: datetime | None,
    on: datetime | None,
) -> None:
    r"""Write down that the bureau was told what two people found; its time to answer begins.

    \b
    gongkai -w ningbo review notify caizheng/C21.1/2015 --as 周强 --reason 提示单2015-33号
    """
    _done(opened, key, Act.NOTIFY, author=author, reason=reason, as_of=as_of, on=on)


@click.command()
@click.option("--choice", type=click.Choice(BUREAUS), required=True, help="What the bureau says.")
@click.option("--link", default="", help="Where it says that it stands.")
@_options
def reply(
    opened: Callable[[], Workspace],
    key: str,
    author: str,
    reason: str,
    as_of: datetime | None,
    on: datetime | None,
    choice: str,
    link: str,
) -> None:
    r"""Write down the bureau's answer; one that disputes is looked at anew by two people.

    \b
    gongkai -w ningbo review reply caizheng/C21.1/2015 --as 财政局办公室 --choice published --link http://… --reason 已于年初公开
    """
    answer = Choice(choice)
    _done(opened, key, Act.REPLY, author=author, reason=reason, as_of=as_of, on=on, choice=answer, link=link)


@click.command()
@_options
def override(
    opened: Callable[[], Workspace],
    key: str,
    author: str,
    reason: str,
    as_of: datetime | None,
    on: datetime | None,
) -> None:
    r"""Do not wait for the bureau's answer; a supervisor says why.

    \b
    gongkai -w ningbo review override caizheng/C21.1/2015 --as 周强 --reason 专项督查限期
    """
    _done(opened, key, Act.OVERRIDE, author=author, reason=reason, as_of=as_of, on=on)


@click.command()
@_options
def excuse(
    opened: Callable[[], Workspace],
    key: str,
    author: str,
    reason: str,
    as_of: datetime | None,
    on: datetime | None,
) -> None:
    r"""Accept a reason for which it need not be there; it counts nowhere from then on.

    \b
    gongkai -w ningbo review excuse caizheng/C21.1/2015 --as 周强 --reason 涉密，已备案
    """
    _done(opened, key, Act.EXCUSE, author=author, reason=reason, as_of=as_of, on=on)


@click.command()
@_options
def withdraw(
    opened: Callable[[], Workspace],
    key: str,
    author: str,
    reason: str,
    as_of: datetime | None,
    on: datetime | None,
) -> None:
    r"""Take a finding back; it stays in the log with its reason.

    \b
    gongkai -w ningbo review withdraw caizheng/C21.1/2015 --as 周强 --reason 目录理解有误
    """
    _done(opened, key, Act.WITHDRAW, author=author, reason=reason, as_of=as_of, on=on)
