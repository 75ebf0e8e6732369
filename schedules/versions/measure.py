"""Holds what is said of the mutating sites against the script: what was found, what was said rightly, what was said in vain."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urljoin

from sqlalchemy import Engine, func, select

from crawler.practice.model import Bureau, Notice
from crawler.practice.mutating.deeds import Deed, Play
from crawler.practice.mutating.site import MutatingCity
from crawler.practice.render import notice_path
from crawler.store.addresses import url_key
from crawler.store.database import reading
from crawler.store.reader import FactReader
from crawler.store.tables import fetch, notice
from crawler.words import Outcome, Purpose
from crawler.workspace import Workspace
from monitor.history.happening import History
from monitor.history.insertions import Many
from monitor.history.site import history_of
from monitor.known import KnownNotice, read_site
from schedules.versions.expected import Said, allowed, expected, sayings

_ASKED = {Deed.SAME_FILE: Purpose.ATTACHMENT}
"""Deed → what a look must ask for to meet it, where that is not the notice's page."""


@dataclass(kw_only=True)
class Tally:
    """What came of one deed."""

    done: int = 0
    found: int = 0
    """Of which something was said."""
    right: int = 0
    """Of which exactly what must be said was said."""
    inside: int = 0
    """Of which the moment lies between the two looks that are named."""
    unlooked: int = 0
    """Of which not everything was said, for what was changed was not asked for again before the end."""


@dataclass(kw_only=True)
class Measured:
    """What came of the whole play."""

    deeds: dict[Deed, Tally] = field(default_factory=dict)
    vain: list[str] = field(default_factory=list)
    """What was said of notices to which it was not done."""
    wrong: list[str] = field(default_factory=list)
    quiet: int = 0
    """Looks that brought other bytes and nothing of substance."""
    versions: int = 0
    notices: int = 0
    came: int = 0
    """Notices that were published while we looked, and met."""
    inside: int = 0
    """Those whose moment lies in their first-seen interval."""
    widths: list[timedelta] = field(default_factory=list)

    @property
    def total(self) -> Tally:
        """All deeds together."""
        sums: Counter[str] = Counter()
        for one in self.deeds.values():
            sums.update(vars(one))
        return Tally(**sums)


def measure(play: Play, workspace: Workspace, engine: Engine, running: MutatingCity) -> Measured:
    """Return what came of *play*, by what is known at its end."""
    measured, reader = Measured(deeds={one: Tally() for one in Deed}), FactReader(engine)
    until = play.looks[-1] + timedelta(days=1)
    for bureau in running.city.bureaus:
        site = workspace.sites()[bureau.site]
        _, notices = read_site(reader, site, until)
        history = history_of(site.id, notices, Many())
        looks = _last_looks(engine, site.id)
        found = _Site(play, running.scripted[bureau.site].bureau, notices, running.sites[bureau.site], looks)
        found.hold(history, measured)
        found.first_seen(measured)
        measured.quiet += history.quiet
        measured.versions += sum(len(one.versions) for one in notices)
        measured.notices += len(notices)
    return measured


class _Site:
    """One site with what was done there and what was met of it."""

    def __init__(
        self,
        play: Play,
        bureau: Bureau,
        notices: Sequence[KnownNotice],
        base: str,
        looks: Mapping[tuple[int, str], datetime],
    ) -> None:
        self.bureau = bureau
        self.play = play
        self.looks = looks
        self.acts = [one for one in play.acts if one.site == bureau.site]
        self.known = {url_key(one.record.url): one for one in notices}
        every = {one.number: one for frame in play.frames[bureau.site] for one in frame.notices}
        self.ids = {number: self._met(one, base) for number, one in every.items()}

    def _met(self, notice: Notice, base: str) -> int:
        """Return the number under which we know a notice; one below zero where it was never met."""
        column = self.bureau.column(notice.columns[0])
        found = self.known.get(url_key(urljoin(f"{base}/", notice_path(self.bureau, column, notice))))
        return found.id if found else -notice.number

    def hold(self, history: History, measured: Measured) -> None:
        """Hold everything that was said against what was done."""
        said = list(sayings(history))
        left = list(said)
        for act in self.acts:
            tally = measured.deeds[act.deed]
            tally.done += 1
            wanted = expected(act, self.ids.__getitem__)
            hits = [next((one for one in left if _is(one, *want)), None) for want in wanted]
            mine = {self.ids[one] for one in (act.number, *act.others)}
            tally.found += bool(hits) is any(one.notices & mine for one in said)
            tally.right += all(hits)
            tally.inside += all(one and one.after and one.after < act.at <= one.until for one in hits)
            if not all(hits):
                near = [f"{one.what} {one.after} {one.until}" for one in said if one.notices & mine]
                looked = self.looks.get((self.ids[act.number], _ASKED.get(act.deed, Purpose.NOTICE)))
                tally.unlooked += looked is None or looked <= act.at
                measured.wrong.append(f"{act.site} {act.deed} of {act.number} at {act.at}: {near}")
            beside = allowed(act, self.ids.__getitem__)
            left = [one for one in left if one not in hits and (one.what, one.notices) not in beside]
        measured.vain += [f"{self.bureau.site}: {one.what} {sorted(one.notices)}" for one in left]

    def first_seen(self, measured: Measured) -> None:
        """Hold the interval of every notice that came while we looked against the moment at which it really came."""
        known = {one.id: one for one in self.known.values()}
        for (site, number), at in self.play.came.items():
            if site != self.bureau.site or self.ids[number] not in known:
                continue
            first = known[self.ids[number]].first
            measured.came += 1
            measured.inside += (first.lower is None or first.lower < at) and at <= first.upper
            if first.lower:
                measured.widths.append(first.upper - first.lower)


def _last_looks(engine: Engine, site: str) -> dict[tuple[int, str], datetime]:
    """Return when the page of each notice of *site*, and a file of it, was last asked for and there."""
    there = fetch.c.outcome.in_([Outcome.OK, Outcome.NOT_MODIFIED])
    last = (
        select(fetch.c.notice_id, fetch.c.purpose, func.max(fetch.c.at))
        .join(notice, notice.c.id == fetch.c.notice_id)
        .where(notice.c.site == site, there)
        .group_by(fetch.c.notice_id, fetch.c.purpose)
    )
    with reading(engine) as connection:
        return {(number, purpose): at for number, purpose, at in connection.execute(last)}


def _is(said: Said, what: str, notices: Iterable[int]) -> bool:
    """Whether that was said of these notices; of a kind left open only the manner counts."""
    return said.notices == frozenset(notices) and (said.what == what or said.what.partition(" ")[2] == what)
