"""Whatever happens in whatever order, judging only what may be said otherwise says what judging everything says."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from crawler.clock import fixed_clock
from crawler.ourclock import ClockFacts
from crawler.reach import Outage
from crawler.records import Article, Row
from crawler.store.database import open_database, reading
from crawler.store.facts import FetchFacts
from crawler.store.schema import prepare_facts
from crawler.store.tables import run
from crawler.store.writer import FactWriter
from crawler.words import Ending, Outcome, PageKind, Purpose, RunState
from crawler.workspace import open_workspace
from monitor import sitting as module
from monitor.calendar import find_calendar
from monitor.increment import judge_on
from monitor.lineage import holding, root_of
from monitor.matching.notice import Asserted, MatchResult
from monitor.sitting import Trial, catalogue_of, convene
from monitor.store import prepare_judgement
from monitor.tables import verdict

HOUR = timedelta(hours=1)
BEGAN = datetime(2018, 9, 18, 1, tzinfo=UTC)
DUTIES = ("C01.1", "C02.1", "C08.3", "C11.5", "C13.2", "C13.4", "C21.1")
TITLES = {
    "C01.1": "权力清单",
    "C02.1": "行政处罚决定书 罚字1号",
    "C08.3": "东门小学操场工程中标候选人公示",
    "C11.5": "2018年招生工作情况",
    "C13.2": "9月份水质周报",
    "C13.4": "关于东海化工扩建项目环境影响报告书拟批准的公示",
    "C21.1": "2018年政府信息公开年度报告",
}
SITES = ("one", "two")
COLUMNS = ("news", "acts")
COMPLETE = (Ending.EXHAUSTED, Ending.COVERED)
FAILED = (Ending.GLANCED, Ending.BLOCKED, Ending.UNREACHABLE)


def matched(title):
    """What the matcher would say; the real one is slow, and tested elsewhere."""
    duty = next((one for one, start in TITLES.items() if title.startswith(start)), None)
    if duty is None:
        return MatchResult(categories=(), abstain=False)
    said = {"score": 1.0, "reasons": ("made up",)}
    return MatchResult(
        categories=(Asserted(category=duty.split(".")[0], **said),),
        duties=(Asserted(category=duty, **said),),
        abstain=False,
    )


def stores(engine, matcher, *, keep=True):
    one = SimpleNamespace(
        digest="made up",
        matcher=SimpleNamespace(edition=matcher.edition, match=lambda text: matched(text.title)),
        of=lambda texts: {version: matched(text.title) for version, text in texts.items()},
    )
    return one, one


@dataclass
class Notice:
    """One notice on a site."""

    site: str
    column: str
    duty: str
    number: int
    claimed: date | None
    edits: int = 0
    there: bool = True

    @property
    def title(self):
        return f"{TITLES[self.duty]}{'' if self.number % 3 else f'（{self.number}）'}"

    @property
    def url(self):
        return f"http://{self.site}.test/{self.number}.html"


@dataclass
class World:
    """Two bureaus with a site each, and everything that can come of it."""

    folder: Path
    law: Trial
    now: datetime = BEGAN
    notices: list[Notice] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    nothing: list[str] = field(default_factory=list)
    grace: int = 1
    until: str = ""
    whole: str = "true"

    def __post_init__(self):
        (self.folder / "sites").mkdir()
        self.write()
        self.engine = open_database(open_workspace(self.folder).database_url)
        prepare_facts(self.engine)
        prepare_judgement(self.engine)

    def write(self):
        """Write the files that people edit."""
        listed = ", ".join(f'"{one}"' for one in DUTIES)
        (self.folder / "gongkai.toml").write_text(
            f"[judge]\nduties = [{listed}]\ngrace_working_days = {self.grace}\nmin_readings = 2\n", "utf-8"
        )
        units = {"one": "U_HB", "two": "U_FG"}
        bureaus = [
            f'[[bureau]]\nid = "{one}"\nname = "{one}"\nunit = "{unit}"\n' for one, unit in units.items()
        ]
        (self.folder / "bureaus.toml").write_text(bureaus[0] + bureaus[1] + self.until, "utf-8")
        for one in SITES:
            columns = "".join(f'[[column]]\nid = "{at}"\nname = "{at}"\nurl = "{at}/"\n' for at in COLUMNS)
            (self.folder / "sites" / f"{one}.toml").write_text(
                f'id = "{one}"\nname = "{one}"\nbureau = "{one}"\nbase = "http://{one}.test/"\n'
                f"whole = {self.whole}\n{columns}",
                "utf-8",
            )
        (self.folder / "events.toml").write_text("".join(self.events), "utf-8")
        (self.folder / "nothing.toml").write_text("".join(self.nothing), "utf-8")

    def visit(self, site, endings, *, pages=True, wrong=False, dead=False, vantage=""):
        """Crawl *site*: its columns end as *endings* say."""
        held = open_workspace(self.folder).sites()[site]
        with FactWriter(self.engine, fixed_clock(self.now)).transaction() as facts:
            visit = facts.start_run(held, "test", vantage)
            for column, ending in zip(COLUMNS, endings, strict=True):
                self.look(facts, facts.start_reading(visit, site, column), site, column, ending)
            if pages:
                self.read(facts, visit, site)
            if dead:
                facts.start_reading(visit, site, COLUMNS[0])
                return
            offset = ClockFacts(offset=timedelta(hours=2)) if wrong else ClockFacts()
            facts.finish_run(visit, RunState.FINISHED, offset)

    def look(self, facts, identity, site, column, ending):
        there = [one for one in self.notices if one.there and (one.site, one.column) == (site, column)]
        if ending in {*COMPLETE, Ending.GLANCED}:
            rows = [Row(title=one.title, url=one.url, claimed=one.claimed) for one in there]
            page = FetchFacts(
                purpose=Purpose.LIST, url=f"http://{site}.test/{column}/", at=self.now, outcome=Outcome.OK
            )
            facts.record_list_page(identity, page, rows)
            ending = ending if rows or ending is Ending.GLANCED else Ending.EMPTY
        facts.end_reading(identity, ending)

    def read(self, facts, visit, site):
        by_url = {one.url: one for one in self.notices}
        for work in [*facts.pending_notices(site), *facts.due_rechecks(site, (1, 2, 4, 7))]:
            one = by_url[work.url]
            outcome = Outcome.OK if one.there else Outcome.NOT_FOUND
            page = FetchFacts(
                purpose=Purpose.NOTICE, url=work.url, at=self.now, notice=work.notice, outcome=outcome
            )
            if not one.there:
                facts.record_fetch(visit, page)
                continue
            body = f"{one.title}\n作出处罚决定日期：2018年9月14日\n" + "内容" * 30 + "改" * one.edits
            article = Article(kind=PageKind.ARTICLE, title=one.title, published=one.claimed, body=body)
            facts.record_notice(visit, page, article)

    def outage(self):
        """Tell of the last run that our network was out."""
        with FactWriter(self.engine, fixed_clock(self.now)).transaction() as facts:
            newest = select(run.c.id, run.c.started_at).order_by(run.c.id.desc()).limit(1)
            for one in facts.connection.execute(newest):
                began, ended = one.started_at - HOUR, one.started_at + HOUR
                facts.record_outages([Outage(began=began, ended=ended, runs=(one.id,), hosts=("h",))])

    def check(self):
        """Judge in part and in full, and hold one against the other."""
        workspace, as_of = open_workspace(self.folder), self.now + timedelta(minutes=1)
        told = judge_on(workspace, self.engine, as_of=as_of, clock=fixed_clock(as_of), law=self.law)
        sites = workspace.sites().values()
        full = convene(workspace, self.engine, sites, as_of=as_of, law=self.law).hear(
            workspace.bureaus(), sites
        )
        wanted = {
            one.key: (one.digest, one.reason.key, one.late_working_days)
            for heard in full.values()
            for one in heard.verdicts
        }
        with reading(self.engine) as connection:
            held = holding(told.snapshot, root_of(connection, told.snapshot))
            rows = connection.execute(select(verdict).where(held)).all()
        found = {
            f"{one.bureau}/{one.duty}/{one.what}": (one.digest, one.reason["key"], one.late_working_days)
            for one in rows
        }
        assert found == wanted
        assert told.counts.obligations == len(rows) == len(found)
        return told


@pytest.fixture(scope="module")
def law(tmp_path_factory):
    """The shipped catalogue, read once, with a matcher that needs no reading."""
    folder = tmp_path_factory.mktemp("law")
    (folder / "gongkai.toml").write_text("", "utf-8")
    read = catalogue_of(open_workspace(folder))
    calendar = find_calendar(read.edition.calendar)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "match_stores", stores)
        patch.setattr(module, "Matcher", lambda edition, _: SimpleNamespace(edition=edition))
        yield replace(read, calendar=calendar)


def corrected(calendar):
    """Return *calendar* with the last Friday of September 2018 off, or without it where it was."""
    day, name = date(2018, 9, 28), "补"
    years = []
    for one in calendar.year:
        off = {key: days for key, days in one.off.items() if key != name}
        if one.year == day.year and name not in one.off:
            off[name] = (day,)
        years.append(replace(one, off=off))
    return replace(calendar, year=tuple(years))


def shorter(edition):
    """Return *edition* with the time for penalty decisions cut to a half."""

    def of(duty):
        return replace(
            duty, timings=tuple(replace(one, n=one.n and max(1, one.n // 2)) for one in duty.timings)
        )

    categories = tuple(
        replace(one, duties=tuple(of(duty) if duty.id == "C02.1" else duty for duty in one.duties))
        for one in edition.categories
    )
    return replace(edition, categories=categories)


SPANS = st.sampled_from(
    [timedelta(minutes=20), timedelta(hours=9), *(timedelta(days=n) for n in (1, 1, 1, 2, 3, 8, 20))]
)
STEPS = st.one_of(
    st.tuples(st.just("quiet"), st.integers(1, 5)),
    st.tuples(st.just("quiet"), st.integers(1, 5)),
    st.tuples(st.just("wait"), SPANS),
    st.tuples(st.just("post"), st.sampled_from(SITES), st.sampled_from(DUTIES), st.sampled_from(COLUMNS), st.sampled_from([None, -9, 0, 3])),
    st.tuples(st.just("visit"), st.sampled_from(SITES), st.tuples(*[st.sampled_from([*COMPLETE, *FAILED])] * 2), st.sampled_from(["", "", "pages", "wrong", "dead", "vantage"])),
    st.tuples(st.sampled_from(["remove", "edit"]), st.integers(0, 5)),
    st.tuples(st.sampled_from(["event", "nothing", "calendar", "edition", "settings", "leaves", "whole", "outage"])),
)  # fmt: skip


class Play:
    """Does what a step says."""

    def __init__(self, world):
        self.world = world

    def quiet(self, days):
        for _ in range(days):
            self.world.now += timedelta(days=1)
            for one in SITES:
                self.world.visit(one, (Ending.EXHAUSTED, Ending.EXHAUSTED))
            self.world.check()

    def wait(self, span):
        self.world.now += span

    def post(self, site, duty, column, claimed):
        day = None if claimed is None else self.world.now.date() + timedelta(days=claimed)
        self.world.notices.append(Notice(site, column, duty, len(self.world.notices), day))

    def visit(self, site, endings, how):
        self.world.now += timedelta(hours=1)
        self.world.visit(
            site, endings, pages=how != "pages", wrong=how == "wrong", dead=how == "dead",
            vantage="elsewhere" if how == "vantage" else "",
        )  # fmt: skip

    def remove(self, at):
        for one in self.world.notices[at : at + 1]:
            one.there = not one.there

    def edit(self, at):
        for one in self.world.notices[at : at + 1]:
            one.edits += 1

    def event(self):
        n, world = len(self.world.events), self.world
        world.events.append(
            f'[[event]]\nduty = "C02.1"\nbureau = "{SITES[n % 2]}"\nwhat = "罚字{n}号"\n'
            f'day = {world.now.date() + timedelta(days=n % 3)}\nfind = ["罚字{n}号"]\nbasis = "b"\n'
        )

    def nothing(self):
        self.world.nothing = [] if self.world.nothing else [
            '[[nothing]]\nduty = "C13"\nbureau = "one"\nfirst = 2018-01-01\nlast = 2018-12-31\nauthor = "a"\nbasis = "b"\n'
        ]  # fmt: skip

    def calendar(self):
        self.world.law = replace(self.world.law, calendar=corrected(self.world.law.calendar))

    def edition(self):
        self.world.law = replace(self.world.law, edition=shorter(self.world.law.edition))

    def settings(self):
        self.world.grace = 3 - self.world.grace

    def leaves(self):
        self.world.until = "" if self.world.until else "until = 2018-10-09\n"

    def whole(self):
        self.world.whole = "false" if self.world.whole == "true" else "true"

    def outage(self):
        self.world.outage()


@settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=4, max_size=14))
@example([("post", "one", "C01.1", "news", 0), ("quiet", 2), ("remove", 0), ("quiet", 4)])  # withdrawn
@example([("post", "two", "C08.3", "news", 0), ("quiet", 5), ("quiet", 2)])  # shown long enough
@example([("event",), ("event",), ("quiet", 2), *[("wait", timedelta(days=8))] * 3, ("quiet", 5)])  # missing
@example([("quiet", 1), *[("quiet", 5)] * 5, ("wait", timedelta(days=3))])  # spans begin and end; too old
@example(
    [("quiet", 5), ("visit", "one", (Ending.BLOCKED, Ending.EXHAUSTED), ""), ("wait", timedelta(days=8))]
)
@example([("quiet", 5), ("visit", "two", (Ending.EXHAUSTED, Ending.EXHAUSTED), "wrong"), ("quiet", 1)])
@example([("leaves",), *[("quiet", 5)] * 5])  # the office ends while we watch
@example([("post", "one", "C13.4", "news", 0), ("quiet", 3), ("calendar",), ("edition",), ("leaves",)])
def test_in_part_as_in_full(law, steps):
    with TemporaryDirectory() as folder:
        world = World(Path(folder), law)
        play = Play(world)
        try:
            for name, *words in [("quiet", 3), *steps, ("quiet", 2)]:
                getattr(play, name)(*words)
                world.write()
                world.check()
        finally:
            world.engine.dispose()
