"""The acts of review: decide, arbitrate, tell the bureau, write down its answer, override, excuse, withdraw."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

import click

from crawler.workspace import Workspace
from monitor.commands.reviewing import as_of_option, author_option, on_option, reason_option, write
from monitor.review.ruling import SAYS
from monitor.review.say import say_state, say_waits
from monitor.review.words import Act, Choice

REVIEWERS = tuple(one.value for one in SAYS[Act.DECIDE])
BUREAUS = tuple(one.value for one in SAYS[Act.REPLY])


@dataclass(frozen=True, kw_only=True)
class Case:
    """What every act is told: which verdict, by whom, why, and of which days."""

    opened: Callable[[], Workspace]
    key: str
    author: str
    reason: str
    as_of: datetime | None
    on: datetime | None

    def done(self, act: Act, choice: Choice = Choice.NONE, link: str = "") -> None:
        """Write *act* down, and say where the review of the verdict stands then."""
        review = write(
            self.opened,
            self.key,
            act,
            self.author,
            self.reason,
            as_of=self.as_of,
            on=self.on,
            choice=choice,
            link=link,
        )
        said = " · ".join(one for one in (say_state(review.state), say_waits(review)) if one)
        click.echo(f"{self.key}：{said}")


def _about_a_case(command: Callable[..., None]) -> Callable[..., None]:
    """Give *command* what every act takes, as one case."""

    @wraps(command)
    def run(
        opened: Callable[[], Workspace],
        *,
        key: str,
        author: str,
        reason: str,
        as_of: datetime | None,
        on: datetime | None,
        **more: object,
    ) -> None:
        case = Case(opened=opened, key=key, author=author, reason=reason, as_of=as_of, on=on)
        command(case, **more)

    taking: Callable[..., None] = click.pass_obj(run)
    for option in (on_option, as_of_option, reason_option, author_option, click.argument("key")):
        taking = option(taking)
    return taking


@click.command()
@click.option(
    "--choice", type=click.Choice(REVIEWERS), required=True, help="Whether what the machine says is right."
)
@click.option("--arbiter", is_flag=True, help="You decide between two reviewers who differ.")
@_about_a_case
def decide(case: Case, *, choice: str, arbiter: bool) -> None:
    r"""Decide on a verdict; the second reviewer does not see what the first decided.

    \b
    gongkai -w ningbo review decide caizheng/C21.1/2015 --as 王芳 --choice confirm --reason 逐栏核对，未见
    gongkai -w ningbo review decide caizheng/C21.1/2015 --as 赵敏 --arbiter --choice reject --reason 见于旧版栏目
    """
    act = Act.ARBITRATE if arbiter else Act.DECIDE
    case.done(act, Choice(choice))


@click.command()
@_about_a_case
def notify(case: Case) -> None:
    r"""Write down that the bureau was told what two people found; its time to answer begins.

    \b
    gongkai -w ningbo review notify caizheng/C21.1/2015 --as 周强 --reason 提示单2015-33号
    """
    case.done(Act.NOTIFY)


@click.command()
@click.option("--choice", type=click.Choice(BUREAUS), required=True, help="What the bureau says.")
@click.option("--link", default="", help="Where it says that it stands.")
@_about_a_case
def reply(case: Case, *, choice: str, link: str) -> None:
    r"""Write down the bureau's answer; one that disputes is looked at anew by two people.

    \b
    gongkai -w ningbo review reply caizheng/C21.1/2015 --as 财政局办公室 --choice published --link http://… --reason 已于年初公开
    """
    case.done(Act.REPLY, Choice(choice), link)


@click.command()
@_about_a_case
def override(case: Case) -> None:
    r"""Do not wait for the bureau's answer; a supervisor says why.

    \b
    gongkai -w ningbo review override caizheng/C21.1/2015 --as 周强 --reason 专项督查限期
    """
    case.done(Act.OVERRIDE)


@click.command()
@_about_a_case
def excuse(case: Case) -> None:
    r"""Accept a reason for which it need not be there; it counts nowhere from then on.

    \b
    gongkai -w ningbo review excuse caizheng/C21.1/2015 --as 周强 --reason 涉密，已备案
    """
    case.done(Act.EXCUSE)


@click.command()
@_about_a_case
def withdraw(case: Case) -> None:
    r"""Take a finding back; it stays in the log with its reason.

    \b
    gongkai -w ningbo review withdraw caizheng/C21.1/2015 --as 周强 --reason 目录理解有误
    """
    case.done(Act.WITHDRAW)
