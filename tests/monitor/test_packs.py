"""Small worlds for the catalogues beside the first: a site each, watched for a while, that ends in verdicts."""

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest
from click.testing import CliRunner

from crawler.clock import fixed_clock
from crawler.records import Article, Row
from crawler.store.database import open_database
from crawler.store.facts import FetchFacts
from crawler.store.schema import prepare_facts
from crawler.store.writer import FactWriter
from crawler.words import Ending, Outcome, PageKind, Purpose, RunState
from crawler.workspace import open_workspace
from monitor.catalogue.starting import start_edition
from monitor.commands.explain import explain
from monitor.commands.review import review
from monitor.judge import judge
from monitor.report.weekly import judge_week
from monitor.store import prepare_judgement
from monitor.web.app import create_app
from monitor.web.desk import Desk

SAME = object()


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A notice that stands in a column from a day on."""

    column: str
    title: str
    appears: date
    body: str = "正文"
    claimed: date | object | None = SAME

    @property
    def dated(self):
        """The day that it bears."""
        return self.appears if self.claimed is SAME else self.claimed


class World:
    """One bureau with one site in a workspace, crawled every few days and on the last."""

    def __init__(self, folder, edition, unit, columns, zone="Asia/Shanghai"):
        (folder / "sites").mkdir()
        (folder / "gongkai.toml").write_text(f'[judge]\nedition = "{edition}"\n', "utf-8")
        (folder / "bureaus.toml").write_text(
            f'[[bureau]]\nid = "one"\nname = "One"\nunit = "{unit}"\n', "utf-8"
        )
        listed = "".join(
            f'[[column]]\nid = "{one}"\nname = "{name}"\nurl = "{one}/"\n' for one, name in columns.items()
        )
        site = 'id = "web"\nname = "Web"\nbureau = "one"\nbase = "http://www.web.test/"\nwhole = true\n'
        (folder / "sites" / "web.toml").write_text(site + listed, "utf-8")
        self.workspace = open_workspace(folder)
        self.engine = open_database(self.workspace.database_url)
        self.zone = ZoneInfo(zone)
        prepare_facts(self.engine)
        prepare_judgement(self.engine)

    def moment(self, day, hour=9):
        return datetime.combine(day, time(hour), self.zone).astimezone(UTC)

    def play(self, papers, first, last, down=(), every=3):
        site = self.workspace.sites()["web"]
        days = [last - timedelta(days=n) for n in range(0, (last - first).days + 1, every)]
        for day in reversed(days):
            with FactWriter(self.engine, fixed_clock(self.moment(day))).transaction() as facts:
                run = facts.start_run(site, "test")
                for column in site.column:
                    self._list(facts, run, column, papers, day, down)
                self._pages(facts, run, papers, day)
                facts.finish_run(run, RunState.FINISHED)

    def _list(self, facts, run, column, papers, day, down):
        reading = facts.start_reading(run, "web", column.id)
        if day in down:
            facts.end_reading(reading, Ending.UNREACHABLE)
            return
        there = [(n, one) for n, one in enumerate(papers) if one.column == column.id and one.appears <= day]
        rows = [Row(title=one.title, url=url(n), claimed=one.dated) for n, one in there]
        fetch = FetchFacts(
            purpose=Purpose.LIST, url=f"http://www.web.test/{column.id}/", at=self.moment(day), outcome=Outcome.OK
        )  # fmt: skip
        facts.record_list_page(reading, fetch, rows)
        facts.end_reading(reading, Ending.EXHAUSTED if rows else Ending.EMPTY)

    def _pages(self, facts, run, papers, day):
        by_url = {url(n): one for n, one in enumerate(papers)}
        for work in facts.pending_notices("web"):
            one = by_url[work.url]
            fetch = FetchFacts(
                purpose=Purpose.NOTICE, url=work.url, at=self.moment(day), notice=work.notice, outcome=Outcome.OK
            )  # fmt: skip
            article = Article(kind=PageKind.ARTICLE, title=one.title, published=one.dated, body=one.body)
            facts.record_notice(run, fetch, article)

    def said(self, day, hour=22):
        judged = judge(self.workspace, self.engine, as_of=self.moment(day, hour))
        return {
            f"{one.obligation.duty} {one.obligation.what}".strip(): (one.standing.value, *one.flags)
            for one in judged.verdicts
        }


def url(n):
    return f"http://www.web.test/{n}.html"


@pytest.fixture
def world(tmp_path):
    made = []

    def make(*args, **more):
        made.append(World(tmp_path, *args, **more))
        return made[0]

    yield make
    for one in made:
        one.engine.dispose()


COLUMNS = {
    "jgzn": "机构职能", "zn": "政府信息公开指南", "nb": "政府信息公开年报", "cf": "行政处罚", "sf": "行政事业性收费",
}  # fmt: skip
REPORT = "一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况（依申请公开） 四、行政复议、行政诉讼情况 五、存在的主要问题及改进情况 六、其他需要报告的事项"
FUNCTIONS = "主要职责：管理本地财政。内设机构：办公室、预算科。办公地址：望海路1号。联系电话：88880000。负责人：陶文澜。"


@pytest.mark.parametrize(
    ("unit", "appears", "standing"),
    [
        pytest.param("U_DEPT", date(2021, 1, 29), "met", id="a department in January"),
        pytest.param("U_DEPT", date(2021, 3, 1), "late", id="a department in March"),
        pytest.param("U_GOV", date(2021, 3, 1), "met", id="a government in March"),
        pytest.param("U_DEPT", None, "suspected_missing", id="a department never"),
    ],
)
def test_the_regulation_of_2019_by_its_days(world, unit, appears, standing):
    papers = [
        Paper(column="jgzn", title="望潮市财政局机构职能", appears=date(2020, 12, 1), body=FUNCTIONS),
        Paper(column="nb", title="望潮市财政局2020年政府信息公开工作年度报告", appears=appears or date(2022, 1, 1), body=REPORT),
    ]  # fmt: skip
    there = world("cn-regulation-2019", unit, COLUMNS)
    there.play(papers, date(2021, 1, 1), date(2021, 4, 20))
    said = there.said(date(2021, 4, 20))
    assert said["R31.1 2021"][0] == standing
    assert said["R02.1"] == ("met", "incomplete")
    assert said["R30.1"] == ("suspected_missing",)
    assert said["R08.1"] == ("cannot_tell",)
    assert not any(one.startswith("R22") for one in said)


def test_a_penalty_without_known_social_impact_is_never_late(world):
    body = "望财罚字〔2021〕3号 当事人：甲公司。违法事实：出借资格。处罚依据：会计法。作出处罚决定的日期：2021年1月4日。"
    papers = [
        Paper(column="cf", title="行政处罚决定书 望财罚字〔2021〕3号", appears=date(2021, 4, 1), body=body)
    ]
    there = world("cn-regulation-2019", "U_DEPT", COLUMNS)
    there.play(papers, date(2021, 3, 20), date(2021, 4, 20))
    standings = {key: one for key, one in there.said(date(2021, 4, 20)).items() if key.startswith("R06")}
    assert not {one[0] for one in standings.values()} & {"late", "suspected_missing"}


GUIDE = "事项名称：会计从业资格证书核发。设定依据：《中华人民共和国会计法》第三十八条。申请条件：年满十八周岁，遵守会计法律法规。"
SITE = {"dtyw": "动态要闻", "tzgg": "通知公告", "bsfw": "办事指南"}


def news(*days):
    return [Paper(column="dtyw", title=f"第{n}期", appears=day) for n, day in enumerate(days)]


@pytest.mark.parametrize(
    ("edition", "year", "home", "column"),
    [
        pytest.param("cn-site-census-2015", 2015, "N02.1", "N03.1", id="census of 2015"),
        pytest.param("cn-site-inspection-2019", 2022, "J02.1", "J03.1", id="inspections since 2019"),
    ],
)
def test_a_site_that_falls_asleep(world, edition, year, home, column):
    first, last = date(year, 4, 1), date(year, 8, 10)
    there = world(edition, "", SITE)
    awake = [first + timedelta(days=7 * n) for n in range(10)]
    there.play(news(*awake), first, last)
    said = there.said(last)
    spans = {key: one[0] for key, one in said.items() if key.startswith(home)}
    assert list(spans.values()).count("met") >= 3
    assert "suspected_missing" in spans.values()
    assert {one[0] for key, one in said.items() if key.startswith(column)} <= {
        "met",
        "cannot_tell",
        "not_due",
    }
    accused = {key.split()[0] for key, one in said.items() if one[0] in {"late", "suspected_missing"}}
    assert accused - {"J08.1"} == {home}


def test_a_site_owes_its_yearly_report_and_its_guides_their_parts(world):
    there = world("cn-site-inspection-2019", "", SITE | {"bb": "政府网站工作年度报表"})
    guide = Paper(column="bsfw", title="会计资格办事指南", appears=date(2022, 1, 3), body=GUIDE)
    there.play([guide], date(2022, 1, 1), date(2022, 3, 1))
    said = there.said(date(2022, 3, 1))
    assert said["J08.1 2022"] == ("suspected_missing",)
    assert said["J07.1"] == ("met", "incomplete")


DUTCH = {
    "over": "Over ons",
    "contact": "Contact",
    "woo": "Woo-besluiten",
    "bw": "Besluitenlijsten",
    "jv": "Jaarverslagen",
}


def test_a_dutch_municipality(world):
    there = world("nl-woo-2024", "U_GEMEENTE", DUTCH, zone="Europe/Amsterdam")
    papers = [
        Paper(column="over", title="Organisatie en werkwijze", appears=date(2024, 11, 1),
              body="Ons organogram. De taken en bevoegdheden van elk onderdeel, met de mandaatregeling. Werkwijze: zo werken wij."),
        Paper(column="bw", title="Besluitenlijst college 5 november 2024", appears=date(2024, 12, 20),
              body="Datum vergadering: 5 november 2024. Besluit: vastgesteld."),
        Paper(column="woo", title="Woo-besluit over de haven", appears=date(2024, 11, 20),
              body="Datum besluit: 4 november 2024. Uw verzoek. Besluit: openbaarmaking van de stukken."),
        Paper(column="jv", title="Jaarverslag 2023", appears=date(2024, 11, 2), body="Jaarverslag en jaarrekening."),
    ]  # fmt: skip
    there.play(papers, date(2024, 11, 1), date(2025, 1, 10))
    said = there.said(date(2025, 1, 10))
    assert said["W04.1"] == ("met",)
    assert said["W05.1"] == ("suspected_missing",)
    assert said["W14.1 Woo-besluit over de haven"] == ("met",)
    assert {key for key, one in said.items() if one[0] in {"late", "suspected_missing"}} == {"W05.1"}


@pytest.mark.parametrize(
    ("hour", "day"),
    [
        pytest.param(22, date(2025, 1, 10), id="in the evening"),
        pytest.param(1, date(2025, 1, 10), id="after midnight"),
    ],
)
def test_a_dutch_day_ends_at_midnight_in_amsterdam(world, hour, day):
    there = world("nl-woo-2024", "U_GEMEENTE", DUTCH, zone="Europe/Amsterdam")
    judged = judge(there.workspace, there.engine, as_of=there.moment(day, hour))
    assert judged.day == day


def test_every_face_shows_the_clock_of_amsterdam(world):
    """Nine in the morning there is four in the afternoon where the first catalogue is."""
    there = world("nl-woo-2024", "U_GEMEENTE", DUTCH, zone="Europe/Amsterdam")
    paper = Paper(column="woo", title="Woo-besluit over de haven", appears=date(2024, 11, 20),
                  body="Datum besluit: 4 november 2024. Uw verzoek. Besluit: openbaarmaking van de stukken.")  # fmt: skip
    last = date(2024, 12, 20)
    there.play([paper], date(2024, 11, 1), last)
    desk = Desk(there.workspace, there.engine, fixed_clock(there.moment(last, 23)))
    assert desk.today() == last
    obligation = "/bureaus/one/duties/W14.1?what=Woo-besluit%20over%20de%20haven"
    said = faces(desk, "/notices/1", obligation, "/bureaus/one", "/readings/1")
    said += printed(there, explain, "one/W14.1/Woo-besluit over de haven", "--as-of", str(last))
    said += printed(there, review, "show", "one/W14.1/Woo-besluit over de haven", "--as-of", str(last))
    shown = [one for one in CLOCK.findall(said) if one.startswith(("2024-11", "2024-12"))]
    assert len(shown) > 10
    assert {one[-5:] for one in shown} == {"09:00"}
    weekly = judge_week(there.workspace, there.engine, last)
    assert weekly.day == last
    assert weekly.now.as_of == there.moment(last + timedelta(days=1), 0) - timedelta(microseconds=1)


CLOCK = re.compile(r"2024-\d\d-\d\d \d\d:\d\d")


def faces(desk, *paths):
    """Return the pages at *paths*."""

    async def ask():
        there = httpx.ASGITransport(app=create_app(desk))
        async with httpx.AsyncClient(transport=there, base_url="http://desk.test") as client:
            return [await client.get(one) for one in paths]

    answers = asyncio.run(ask())
    assert {one.status_code for one in answers} == {200}
    return "\n".join(one.text for one in answers)


def printed(there, command, *words):
    done = CliRunner().invoke(command, words, obj=lambda: there.workspace, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


WINTER = (date(2022, 1, 1), date(2022, 1, 20))


@pytest.mark.parametrize(
    ("papers", "down", "found"),
    [
        pytest.param((), (), {"J04.1"}, id="blank columns"),
        pytest.param((("dtyw", None), ("tzgg", 0), ("bsfw", 0)), (), {"J05.1"}, id="a notice without a date"),
        pytest.param(
            (("dtyw", -9), ("tzgg", 0), ("bsfw", 0)), (), {"J05.2"}, id="a date before it was there"
        ),
        pytest.param((("dtyw", 0), ("tzgg", 0), ("bsfw", 0)), (18, 19), {"J01.1"}, id="out of reach"),
        pytest.param((("dtyw", 0), ("tzgg", 0), ("bsfw", 0)), (), set(), id="nothing"),
    ],
)
def test_what_an_inspection_shows_to_a_person(world, papers, down, found):
    there = world("cn-site-inspection-2019", "", SITE)
    day = date(2022, 1, 10)
    there.play(
        [
            Paper(
                column=column,
                title=f"{column}第1期",
                appears=day,
                claimed=None if back is None else day + timedelta(days=back),
            )
            for column, back in papers
        ],
        *WINTER,
        down={date(2022, 1, one) for one in down},
        every=1,
    )
    said = there.said(WINTER[1])
    looks = {key: one for key, one in said.items() if key in {"J01.1", "J04.1", "J05.1", "J05.2"}}
    assert {key for key, one in looks.items() if one[0] == "cannot_tell"} == found
    assert {one[0] for one in looks.values()} <= {"cannot_tell", "met"}
    assert len(looks) == 4


def test_a_page_that_only_memory_asks_for_is_never_missing(world, tmp_path):
    """The starter edition rests on an instrument that nobody has read; once it is read, the page is missing."""
    folder = tmp_path / "editions" / "harbour-2015"
    start_edition(folder)
    there = world("harbour-2015", "U_OFFICE", SITE)
    there.play([], date(2015, 6, 1), date(2015, 7, 1))
    assert there.said(date(2015, 7, 1)) == {"C01.1": ("cannot_tell",)}
    for name, old, new in (
        ("instruments.yaml", ",\n   recalled: true", ""),
        ("categories/C01-guide.yaml", "  timings:", "  cite: [law]\n  timings:"),
    ):
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    assert there.said(date(2015, 7, 1)) == {"C01.1": ("suspected_missing",)}
