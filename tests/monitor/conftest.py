"""Small builders for evidence, and a story: one bureau watched for two months, with everything that can come of it."""

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest

from crawler.clock import SHANGHAI, fixed_clock
from crawler.records import Article, ReadingRecord, Row
from crawler.store.database import open_database
from crawler.store.facts import FetchFacts
from crawler.store.schema import prepare_facts
from crawler.store.writer import FactWriter
from crawler.words import Ending, Outcome, PageKind, Purpose, RunState
from crawler.workspace import open_workspace
from monitor.catalogue.model import Timing
from monitor.deadlines import Derivation
from monitor.evidence import Candidate, Evidence, FirstSeen, Place
from monitor.obligations import Comes, Obligation
from monitor.store import prepare_judgement
from monitor.words import Strength, TimeRule

GRACE = timedelta(days=3)  # the builders' calendar works on every day


def at(day: date, hour: int = 9) -> datetime:
    """Return an hour of *day* in Asia/Shanghai, as the store gives it back."""
    return datetime.combine(day, time(hour), SHANGHAI).astimezone(UTC)


@dataclass(frozen=True)
class Made:
    """Makes records and evidence."""

    def at(self, day: date, hour: int = 9) -> datetime:
        return at(day, hour)

    def reading(self, number: int, day: date, ending: Ending = Ending.EXHAUSTED, **more) -> ReadingRecord:
        values = {
            "site": "web",
            "column": "tzgg",
            "started_at": at(day),
            "ended_at": at(day) + timedelta(minutes=5),
            "pages": 1,
            "oldest": None,
            "newest": None,
            "sightings": (),
        }
        return ReadingRecord(id=number, ending=ending, complete=ending.complete, **(values | more))

    def place(self, *looks: tuple[date, Ending], column: str = "tzgg") -> Place:
        readings = tuple(
            self.reading(number, day, ending, column=column) for number, (day, ending) in enumerate(looks, 1)
        )
        return Place(site="web", column=column, name="通知公告", readings=readings)

    def daily(self, first: date, last: date, ending: Ending = Ending.EXHAUSTED) -> list[tuple[date, Ending]]:
        return [(first + timedelta(days=n), ending) for n in range((last - first).days + 1)]

    def obligation(
        self, due: date | None, *, comes: Comes = Comes.EVENT, counted: bool = True, **more
    ) -> Obligation:
        values = {
            "bureau": "caizheng",
            "what": "罚字1号",
            "trigger": due - timedelta(days=20) if due else None,
        }
        return Obligation(category="C02", duty="C02.1", comes=comes, counted=counted, **(values | more))

    def derivation(self, due: date, strength: Strength = Strength.ADMIN_REG) -> Derivation:
        timing = Timing(
            id="C02.1/t1", rule=TimeRule.WITHIN, trigger="决定", strength=strength, jurisdiction="CN", cite=()
        )
        return Derivation(timing=timing, trigger=due - timedelta(days=20), due=due)

    def candidate(
        self, *, lower: date | None, upper: date, claimed: date | None = None, certain: bool = True, **more
    ) -> Candidate:
        first = FirstSeen(
            lower=at(lower) if lower else None,
            lower_reading=1 if lower else None,
            upper=at(upper),
            upper_reading=2,
        )
        values = {
            "site": "web",
            "columns": ("通知公告",),
            "title": "处罚决定",
            "url": "http://web.example/1.html",
        }
        return Candidate(notice=7, claimed=claimed, first=first, certain=certain, **(values | more))

    def evidence(self, day: date, due: date | None, **more) -> Evidence:
        headline = self.derivation(due) if due else None
        days = [
            one
            for one in more.get("candidates", ())
            for one in (one.claimed, one.first.lower_day, one.first.upper_day)
        ]
        values = {
            "obligation": self.obligation(due),
            "derivations": (headline,) if headline else (),
            "headline": headline,
            "grace_end": due + GRACE if due else None,
            "late_days": {one: (one - due).days for one in days if one and due and one > due},
        }
        return Evidence(as_of=at(day, 23), **(values | more))


@pytest.fixture(scope="session")
def made() -> Made:
    return Made()


FIRST, LAST = date(2015, 6, 1), date(2015, 8, 10)
DAY = timedelta(days=1)

CONFIG = """
[judge]
duties = ["C02.1"]
"""
BUREAUS = """
[[bureau]]
id = "caizheng"
name = "望潮市财政局"
unit = "U_CZ"
"""
SITE = """
id = "web"
name = "财政局网站"
bureau = "caizheng"
base = "http://www.web.test/"
whole = true
[[column]]
id = "tzgg"
name = "通知公告"
url = "tzgg/"
[[column]]
id = "xzcf"
name = "行政处罚"
url = "xzcf/"
"""
EVENT = """
[[event]]
duty = "C02.1"
bureau = "caizheng"
what = "{what}"
day = {day}
find = ["{what}"]
basis = "案件登记簿"
"""
BODY = """处罚决定书文号：{number}
当事人：望潮恒岳机电有限公司
法定代表人或负责人：陶文澜
统一社会信用代码：91330200MA2810000X
主要违法事实：出借会计从业资格。
处罚种类和内容：罚款人民币五千元。
处罚依据：《中华人民共和国会计法》第四十三条
履行方式和期限：自收到决定书之日起十五日内缴纳。
作出处罚的机关名称：望潮市财政局
作出处罚决定日期：{day}"""


def number(at):
    return f"望财罚字〔2015〕{at}号"


def notice(at, appears, **more):
    decided = more.pop("decided", "2015年6月9日")
    values = {
        "number": number(at), "title": f"行政处罚决定书 {number(at)}", "body": BODY.format(number=number(at), day=decided),
        "url": f"http://www.web.test/{at}.html", "appears": appears, "claimed": appears, "column": "xzcf", "gone": None, "edited": None,
    }  # fmt: skip
    return values | more


NOTICES = [
    notice(1, date(2015, 6, 18)),
    notice(2, date(2015, 7, 20)),
    notice(4, date(2015, 7, 20), claimed=date(2015, 6, 12)),
    notice(5, date(2015, 6, 18), gone=date(2015, 7, 15), edited=date(2015, 7, 1)),
    notice(6, date(2015, 7, 1), decided="2015年6月24日"),
]
EVENTS = {
    1: "2015-06-09",
    2: "2015-06-09",
    3: "2015-06-09",
    4: "2015-06-09",
    5: "2015-06-09",
    7: "2015-08-03",
}


def moment(day, hour=9, minute=0):
    return datetime.combine(day, time(hour, minute), SHANGHAI).astimezone(UTC)


def end_of(day):
    return moment(day, 23, 59)


class Watch:
    """Plays a daily crawl straight into the store."""

    def __init__(self, workspace, engine, blocked=(), redesigned=()):
        self.site = workspace.sites()["web"]
        self.engine = engine
        self.blocked = blocked
        self.redesigned = redesigned

    def play(self, first, last):
        while first <= last:
            writer = FactWriter(self.engine, fixed_clock(moment(first)))
            with writer.transaction() as facts:
                self.day(facts, first)
            first += DAY

    def day(self, facts, day):
        run = facts.start_run(self.site, "test")
        for column in self.site.column:
            reading = facts.start_reading(run, "web", column.id)
            if day in self.blocked:
                facts.end_reading(reading, Ending.BLOCKED)
                continue
            there = [
                one for one in NOTICES
                if one["column"] == column.id and one["appears"] <= day and (one["gone"] is None or day < one["gone"])
            ]  # fmt: skip
            self.list(facts, reading, day, there)
            facts.end_reading(reading, Ending.EXHAUSTED if there or day in self.redesigned else Ending.EMPTY)
        self.pages(facts, run, day)
        facts.finish_run(run, RunState.FINISHED)

    def list(self, facts, reading, day, there):
        rows = [Row(title=one["title"], url=one["url"], claimed=one["claimed"]) for one in there]
        if day in self.redesigned:
            rows = [Row(title="办事指南", url="http://www.web.test/guide.html", claimed=day)]
        fetch = FetchFacts(
            purpose=Purpose.LIST, url="http://www.web.test/xzcf/", at=moment(day), outcome=Outcome.OK
        )
        facts.record_list_page(reading, fetch, rows)

    def pages(self, facts, run, day):
        if day in self.blocked:
            return
        by_url = {one["url"]: one for one in NOTICES}
        for work in [*facts.pending_notices("web"), *facts.due_rechecks("web", (1, 2, 4, 7, 14, 30))]:
            one = by_url.get(work.url)
            if one is None:
                continue
            gone = one["gone"] and day >= one["gone"]
            fetch = FetchFacts(
                purpose=Purpose.NOTICE, url=work.url, at=moment(day, minute=1), notice=work.notice,
                outcome=Outcome.NOT_FOUND if gone else Outcome.OK,
            )  # fmt: skip
            if gone:
                facts.record_fetch(run, fetch)
                continue
            body = (
                one["body"].replace("五千元", "八千元")
                if one["edited"] and day >= one["edited"]
                else one["body"]
            )
            facts.record_notice(
                run,
                fetch,
                Article(kind=PageKind.ARTICLE, title=one["title"], published=one["claimed"], body=body),
            )


def write(folder):
    (folder / "sites").mkdir()
    (folder / "gongkai.toml").write_text(CONFIG, "utf-8")
    (folder / "bureaus.toml").write_text(BUREAUS, "utf-8")
    (folder / "sites" / "web.toml").write_text(SITE, "utf-8")
    events = (EVENT.format(what=number(at), day=day) for at, day in EVENTS.items())
    (folder / "events.toml").write_text("".join(events), "utf-8")
    return open_workspace(folder)


@pytest.fixture(scope="session")
def story():
    """The words of the story that ``watched`` tells."""
    return SimpleNamespace(
        first=FIRST,
        last=LAST,
        number=number,
        end_of=end_of,
        write=write,
        watch=Watch,
        prepare=prepared,
        notices=NOTICES,
    )


def prepared(workspace):
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    return engine


@pytest.fixture(scope="session")
def watched(tmp_path_factory):
    """A workspace and its database after two months of looking every day; read it, do not write to it."""
    workspace = write(tmp_path_factory.mktemp("watched"))
    engine = prepared(workspace)
    Watch(workspace, engine).play(FIRST, LAST)
    yield workspace, engine
    engine.dispose()


@pytest.fixture
def own(watched, tmp_path):
    """A copy of the watched workspace and its database, to write to."""
    folder = tmp_path / "own"
    shutil.copytree(watched[0].root, folder)
    workspace = open_workspace(folder)
    engine = prepared(workspace)
    yield workspace, engine
    engine.dispose()


@dataclass(frozen=True)
class Post:
    """One notice of a bureau that ``posting`` watches."""

    title: str
    came: date
    body: str = ""
    doc_number: str = ""


class Posting:
    """A bureau with one column, watched day by day; what it posts is all that there is."""

    def __init__(self, folder, duty, unit, column):
        self.folder = folder
        (folder / "sites").mkdir()
        (folder / "gongkai.toml").write_text(f'[judge]\nduties = ["{duty}"]\n', "utf-8")
        (folder / "bureaus.toml").write_text(
            f'[[bureau]]\nid = "bureau"\nname = "望潮市某局"\nunit = "{unit}"\n', "utf-8"
        )
        (folder / "sites" / "web.toml").write_text(
            'id = "web"\nname = "w"\nbureau = "bureau"\nbase = "http://web.test/"\nwhole = true\n'
            f'[[column]]\nid = "col"\nname = "{column}"\nurl = "col/"\n',
            "utf-8",
        )

    def play(self, posts, first, last, *, blind=(), gone=None):
        """Watch from *first* to *last*, not on the days in *blind*; *gone* maps a title to the day it was taken off."""
        workspace = open_workspace(self.folder)
        engine = prepared(workspace)
        while first <= last:
            if first not in blind:
                writer = FactWriter(engine, fixed_clock(moment(first)))
                with writer.transaction() as facts:
                    there = [
                        one for one in posts if one.came <= first < (gone or {}).get(one.title, date.max)
                    ]
                    self.look(facts, workspace.sites()["web"], there, first)
            first += DAY
        return workspace, engine

    def look(self, facts, site, there, day):
        urls = {f"{site.base}{one.title}.html": one for one in there}
        run = facts.start_run(site, "test")
        reading = facts.start_reading(run, site.id, "col")
        listed = FetchFacts(purpose=Purpose.LIST, url=f"{site.base}col/", at=moment(day), outcome=Outcome.OK)
        rows = [Row(title=one.title, url=url, claimed=one.came) for url, one in urls.items()]
        facts.record_list_page(reading, listed, rows)
        facts.end_reading(reading, Ending.EXHAUSTED if rows else Ending.EMPTY)
        for work in facts.pending_notices(site.id):
            one = urls[work.url]
            page = FetchFacts(
                purpose=Purpose.NOTICE, url=work.url, at=moment(day), notice=work.notice, outcome=Outcome.OK
            )
            article = Article(
                kind=PageKind.ARTICLE,
                title=one.title,
                published=one.came,
                body=one.body,
                doc_number=one.doc_number,
            )
            facts.record_notice(run, page, article)
        facts.finish_run(run, RunState.FINISHED)


@pytest.fixture
def posting(tmp_path):
    """Return what makes a bureau of a duty, a unit and a column's name, in a workspace of its own."""
    folder = tmp_path / "posting"
    folder.mkdir()
    return lambda duty, unit, column: Posting(folder, duty, unit, column)


@pytest.fixture(scope="session")
def post():
    """Return what makes a notice to be posted."""
    return Post
