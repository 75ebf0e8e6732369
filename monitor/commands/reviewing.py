"""What the verbs of review share: the judgement they speak about, who may do what, and when it was done."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

import click
from sqlalchemy import Engine

from crawler.clock import system_clock
from crawler.errors import UsageError
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace
from monitor.calendar import find_calendar
from monitor.catalogue.load import find_edition
from monitor.commands.check import moment_of, zone_of
from monitor.judge import judge, terms_of
from monitor.judgement import Judgement
from monitor.review.entry import Entry, name_of
from monitor.review.state import Review, Terms, settle
from monitor.review.store import add_entries, history
from monitor.review.words import Act, Choice
from monitor.store import prepare_judgement
from monitor.verdict import Verdict

DAY = click.DateTime(["%Y-%m-%d"])
as_of_option = click.option(
    "--as-of", type=DAY, help="The verdict of the end of that day, by what was known then."
)
author_option = click.option("--as", "author", envvar="GONGKAI_REVIEWER", default="", help="Who you are.")
reason_option = click.option("--reason", default="", help="Why; every act needs one.")
on_option = click.option(
    "--on", type=DAY, help="The day it was done, where it is written down later; now when absent."
)


@dataclass(frozen=True, kw_only=True)
class Session:
    """An opened workspace with the judgement of a moment."""

    workspace: Workspace
    engine: Engine
    judged: Judgement

    @property
    def terms(self) -> Terms:
        """How long bureaus have."""
        return terms_of(
            self.workspace,
            find_calendar(self.judged.edition.calendar, self.workspace.root),
            self.judged.edition.zone,
        )


def terms_in(workspace: Workspace) -> Terms:
    """Return how long bureaus have, by the calendar of the workspace's edition."""
    edition = find_edition(workspace.settings.judge.edition, workspace.root)
    return terms_of(workspace, find_calendar(edition.calendar, workspace.root), edition.zone)


def prepared(opened: Callable[[], Workspace]) -> tuple[Workspace, Engine]:
    """Return the workspace and its database, brought to the schema of this program."""
    workspace = opened()
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    return workspace, engine


def session(opened: Callable[[], Workspace], as_of: datetime | None, key: str = "") -> Session:
    """Return the judgement of the day asked for; only of the bureau that *key* names, where it names one."""
    workspace, engine = prepared(opened)
    bureau = key.partition("/")[0] or None
    return Session(
        workspace=workspace,
        engine=engine,
        judged=judge(workspace, engine, as_of=moment_of(as_of, zone_of(workspace)), bureau=bureau),
    )


def check_author(workspace: Workspace, act: Act, author: str) -> None:
    """Raise UsageError where nobody is named, or where the workspace lets somebody else do this."""
    if not name_of(author):
        raise UsageError("say who you are", hint="--as NAME, or set GONGKAI_REVIEWER")
    settings = workspace.settings.review
    allowed = {Act.DECIDE: settings.reviewers, Act.ARBITRATE: settings.arbiters, Act.REPLY: ()}
    names = allowed.get(act, settings.supervisors)
    if names and name_of(author) not in {name_of(one) for one in names}:
        raise UsageError(
            f"{author!r} may not {act.value}", hint=f"[review] of gongkai.toml: {', '.join(names)}"
        )


def done_at(on: datetime | None, zone: ZoneInfo) -> datetime:
    """Return when an act was done: now, or at the end of a day before; never later than now."""
    return min(moment_of(on, zone), system_clock())


def entry_about(
    verdict: Verdict, review: Review, act: Act, author: str, reason: str, at: datetime, **more: str | Choice
) -> Entry:
    """Return the entry of an act about *verdict*, and so about the claim that is under review."""
    judges = act in {Act.DECIDE, Act.ARBITRATE}
    spoken = review.claim if review.entries and not judges else review.claim_to_decide(verdict)
    values = {
        "obligation": verdict.key,
        "claim": spoken,
        "act": act,
        "author": " ".join(author.split()),
        "reason": reason.strip(),
        "at": at,
        "recorded_at": system_clock(),
        "as_of": verdict.as_of,
        "digest": verdict.digest,
    }
    return Entry(**values | more)  # type: ignore[arg-type]  # the values are those of the fields, by name


def write(
    opened: Callable[[], Workspace],
    key: str,
    act: Act,
    author: str,
    reason: str,
    *,
    as_of: datetime | None,
    on: datetime | None,
    choice: Choice = Choice.NONE,
    link: str = "",
) -> Review:
    """Write the act down and return where the review of *key* stands then."""
    held = session(opened, as_of, key)
    check_author(held.workspace, act, author)
    verdict, at = held.judged.verdict(key), done_at(on, held.judged.edition.zone)
    # the state at the moment of the act, of the verdict that was looked at
    looked = replace(verdict, as_of=max(verdict.as_of, at))
    review = settle(looked, history(held.engine).get(verdict.key, ()), held.terms)
    entry = entry_about(verdict, review, act, author, reason, at, choice=choice, link=link)
    add_entries(held.engine, (entry,), held.terms)
    return settle(looked, history(held.engine).get(verdict.key, ()), held.terms)
