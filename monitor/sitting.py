"""What all verdicts of one moment have in common, so that bureaus can be judged in turn and none is held longer than needed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from hashlib import sha256

from sqlalchemy import Engine

from crawler.clock import local_day
from crawler.registry import Bureau, Site
from crawler.store.reader import FactReader
from crawler.store.since import first_run
from crawler.workspace import Workspace
from monitor.bureaus import Stores, read_bureaus
from monitor.calendar import WorkCalendar, find_calendar
from monitor.candidates import named_by_events
from monitor.catalogue.load import find_edition
from monitor.catalogue.model import Edition
from monitor.decided.file import FILE, read_decisions
from monitor.decided.overrule import Decided
from monitor.declaration import Declaration, read_declarations
from monitor.events import Event, read_events
from monitor.evidence import Limits
from monitor.gather import Gatherer
from monitor.known import KnownBureau
from monitor.matches import MatchStore
from monitor.matching.knowledge import Knowledge
from monitor.matching.match import Matcher
from monitor.matching.rulefile import find_knowledge
from monitor.nothing import find_nothing
from monitor.obligations import Obligation
from monitor.owing import everything_owed
from monitor.soundness import reach_soundly, soundly
from monitor.verdict import Verdict


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A catalogue to judge by, with its knowledge of how to tell notices apart."""

    edition: Edition
    knowledge: Knowledge
    calendar: WorkCalendar | None = None
    """Working days to count by; None for those that the workspace has."""


def catalogue_of(workspace: Workspace) -> Trial:
    """Return the catalogue that the workspace is judged by."""
    edition = find_edition(workspace.settings.judge.edition, workspace.root)
    return by_rules(edition, find_knowledge(edition, workspace.root))


def by_rules(edition: Edition, knowledge: Knowledge) -> Trial:
    """Return a catalogue to judge by: verdicts rest on the rules alone.

    With the classifier beside them two verdicts of the practice city became "cannot tell" that are none.
    """
    return Trial(edition=edition, knowledge=replace(knowledge, model=None))


@dataclass(frozen=True, kw_only=True)
class Written:
    """What people wrote down of bureaus, by bureau: what happened, and that there was nothing."""

    events: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)
    declared: Mapping[str, tuple[Declaration, ...]] = field(default_factory=dict)
    registered: frozenset[str] = frozenset()
    """Duties of whose events people keep a register, of whatever bureau."""
    decided: Decided = field(default_factory=Decided)
    """What they decided of single notices."""


def written_in(workspace: Workspace, until: datetime) -> Written:
    """Return what stands in ``events.toml`` and ``nothing.toml``, and what was decided of notices up to *until*."""
    events: dict[str, list[Event]] = defaultdict(list)
    declared: dict[str, list[Declaration]] = defaultdict(list)
    for event in read_events(workspace.root / "events.toml"):
        events[event.bureau].append(event)
    for one in read_declarations(workspace.root / "nothing.toml"):
        declared[one.bureau].append(one)
    return Written(
        events={key: tuple(held) for key, held in events.items()},
        declared={key: tuple(held) for key, held in declared.items()},
        registered=frozenset(event.duty for held in events.values() for event in held),
        decided=Decided(decisions=read_decisions(workspace.root / FILE, until)),
    )


@dataclass(frozen=True, kw_only=True)
class Heard:
    """The verdicts on one bureau, and what they were reached by."""

    verdicts: tuple[Verdict, ...]
    seen: KnownBureau
    """Everything seen of it."""
    sound: KnownBureau
    """What was seen of it by a sound clock."""


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """Judges bureaus as of one moment; each depends on its own facts, and on what is here."""

    reader: FactReader
    stores: Stores
    edition: Edition
    calendar: WorkCalendar
    limits: Limits
    as_of: datetime
    first: date
    """The day on which the workspace began to look."""
    duties: tuple[str, ...] = ()
    """The duties to judge; all where none is named."""
    category: str | None = None
    """The only category to judge."""
    written: Written = field(default_factory=Written)

    @property
    def day(self) -> date:
        """The day judged."""
        return local_day(self.as_of, self.edition.zone)

    @property
    def calendar_digest(self) -> str:
        """SHA-256 of the calendar that days are counted by."""
        return sha256(repr(self.calendar).encode()).hexdigest()

    def hear(self, bureaus: Mapping[str, Bureau], sites: Iterable[Site]) -> dict[str, Heard]:
        """Return the verdicts on *bureaus*, to which some of *sites* belong; what it takes is in memory all at once."""
        seen = read_bureaus(self.reader, self.stores, bureaus, sites, self.as_of, self.limits.apart)
        decided = self.written.decided
        return {one: self._hear(decided.overrule(held, self.edition)) for one, held in seen.items()}

    def _hear(self, seen: KnownBureau) -> Heard:
        sound = soundly(seen)
        bureau = seen.bureau.id
        owed = [one for one in self.owed(sound) if self.category in {None, one.category}]
        taken = named_by_events(owed, seen)
        written = self.written.declared.get(bureau, ())
        gatherer = Gatherer(
            edition=self.edition,
            calendar=self.calendar,
            limits=self.limits,
            as_of=self.as_of,
            first=self.first,
            declared=(*written, *find_nothing(self.edition, sound, self.stores[0].matcher.match)),
        )
        verdicts = tuple(
            reach_soundly(partial(gatherer.gather, one, taken=taken), seen, sound) for one in owed
        )
        return Heard(verdicts=verdicts, seen=seen, sound=sound)

    def owed(self, known: KnownBureau, day: date | None = None) -> tuple[Obligation, ...]:
        """Return what the bureau owes, on another *day* where one is given."""
        return everything_owed(
            self.edition,
            known,
            self.calendar,
            events=self.written.events.get(known.bureau.id, ()),
            registered=self.written.registered,
            duties=self.duties,
            first=self.first,
            day=day or self.day,
        )


def convene(
    workspace: Workspace,
    engine: Engine,
    sites: Iterable[Site],
    *,
    as_of: datetime,
    law: Trial,
    keep: bool = True,
    category: str | None = None,
) -> Sitting:
    """Return what is needed to judge by *law* as of a moment; what notices match is kept unless *keep* says no."""
    edition, settings = law.edition, workspace.settings.judge
    began = first_run(engine, {one.id for one in sites}, as_of)
    return Sitting(
        reader=FactReader(engine),
        stores=match_stores(engine, Matcher(edition, law.knowledge), keep=keep),
        edition=edition,
        calendar=law.calendar or find_calendar(edition.calendar, workspace.root),
        limits=Limits(
            grace_working_days=settings.grace_working_days,
            min_readings=settings.min_readings,
            apart=timedelta(hours=settings.withdrawn_hours),
        ),
        as_of=as_of,
        first=local_day(began or as_of, edition.zone),
        duties=settings.duties,
        category=category,
        written=written_in(workspace, as_of),
    )


def match_stores(engine: Engine, matcher: Matcher, *, keep: bool = True) -> Stores:
    """Return the answers of *matcher*, and those it gives without the column; new ones are kept unless *keep* says no."""
    return MatchStore(engine, matcher, keep=keep), MatchStore(engine, matcher, blind=True, keep=keep)
