"""A wrong clock of ours accuses nobody: an hour ahead, an hour behind, set back between two crawls, and no server is blamed.

Every bureau owes a decision by the 22nd. Where it was seen by a wrong clock, or not seen by one, nobody can tell; the
first day by a clock that is set right brings everything back.
"""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from crawler.clock import SHANGHAI, fixed_clock
from crawler.crawl import crawl_sites
from crawler.practice.hosts.build import build_hosts
from crawler.practice.model import Event, Notice
from crawler.practice.server import serve_city
from crawler.practice.workspace import write_workspace
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.store.schema import prepare_facts
from crawler.workspace import open_workspace
from monitor.judge import judge
from monitor.store import prepare_judgement
from monitor.words import Standing

DECIDED, DUE, NEVER = date(2015, 6, 24), date(2015, 7, 22), date(2016, 1, 1)
AFTER = [date(2015, 7, one) for one in (28, 29, 30, 31)]  # the days of grace end on the 27th
HOUR, NONE = timedelta(hours=1), timedelta(0)
CLOCK = (Standing.CANNOT_TELL, "clock_wrong")
NUMBER = "望财罚字〔2015〕2号"
BODY = f"""处罚决定书文号：{NUMBER}
当事人：望潮恒岳机电有限公司
主要违法事实：出借会计从业资格。
处罚种类和内容：罚款人民币五千元。
处罚依据：《中华人民共和国会计法》第四十三条
作出处罚的机关名称：望潮市财政局
作出处罚决定日期：2015年6月24日"""


def bureau(name, appears):
    """Return a bureau that publishes its decision on the day that *appears*, without a date on it."""
    plain = build_hosts(("channel",)).bureaus[0]
    rest = [one for one in plain.notices if not one.external and not one.attachments and one.number < 1012]
    decision = Notice(
        number=2002,
        columns=("tzgg",),
        title=f"行政处罚决定书 {NUMBER}",
        claimed=appears,
        appears=appears,
        body=tuple(BODY.splitlines()),
    )
    columns = (replace(plain.columns[0], name="行政处罚"),)
    return replace(plain, id=name, unit="U_CZ", columns=columns, notices=(*rest, decision))


def city(*bureaus):
    events = tuple(
        Event(duty="C02.1", bureau=one.id, what=NUMBER, day=DECIDED, find=(NUMBER,), basis="案件登记簿")
        for one in bureaus
    )
    return replace(
        build_hosts(("channel",)), last=AFTER[-1], bureaus=bureaus, duties=("C02.1",), events=events
    )


def at(day, hour=9):
    return datetime.combine(day, time(hour), SHANGHAI).astimezone(UTC)


class Watched:
    """A city whose servers know the time, and a workspace that is crawled by a clock of its own."""

    def __init__(self, running, folder):
        self.running = running
        write_workspace(folder, running)
        self.workspace = open_workspace(folder)
        self.engine = open_database(self.workspace.database_url)
        prepare_facts(self.engine)
        prepare_judgement(self.engine)
        self.reader = FactReader(self.engine)

    def crawl(self, moment, off=NONE, servers=None):
        """Look once at *moment*, by a clock that is *off*; *servers* of the sites, all of them, say what time it is."""
        self.running.set_day(moment.astimezone(SHANGHAI).date())
        told = list(self.running.sites)[:servers]
        self.running.clocks = dict.fromkeys(told, moment)
        clock = fixed_clock(moment + off)
        return asyncio.run(crawl_sites(self.workspace, self.workspace.sites(), self.engine, clock))

    def said(self, day, hour=23):
        """Return standing and reason of every bureau's decision, as of *day*."""
        judged = judge(self.workspace, self.engine, as_of=at(day, hour))
        return {one.obligation.bureau: (one.standing, one.reason.key) for one in judged.verdicts}

    def wrong(self):
        runs = [one for site in self.workspace.sites() for one in self.reader.runs(site)]
        return [one.clock_wrong for one in sorted(runs, key=lambda one: one.id)]


@pytest.fixture
def watch(tmp_path):
    names = {"early": date(2015, 7, 10), "last": DUE, "late": date(2015, 7, 24), "never": NEVER}
    with serve_city(city(*(bureau(name, day) for name, day in names.items())), date(2015, 6, 20)) as running:
        watched = Watched(running, tmp_path / "workspace")
        yield watched
        watched.engine.dispose()


@pytest.mark.parametrize("off", [HOUR, -HOUR, timedelta(minutes=2)], ids=["ahead", "behind", "two minutes"])
def test_what_a_wrong_clock_saw_decides_nothing_until_it_is_set_right(watch, off):
    watch.crawl(at(date(2015, 6, 20)))
    for day in (DUE, date(2015, 7, 23), *AFTER):
        summary = watch.crawl(at(day), off)
        assert abs(summary.clock.offset - off) < timedelta(seconds=1.5)
        assert summary.clock.wrong
    assert watch.wrong() == [False] * 4 + [True] * 4 * 6
    said = watch.said(AFTER[-1])
    assert said == dict.fromkeys(said, CLOCK)
    for day in (3, 4, 5):
        watch.crawl(at(date(2015, 8, day)))
    said = watch.said(date(2015, 8, 5))
    assert said["never"] == (Standing.SUSPECTED_MISSING, "missing"), "sound readings suffice"
    assert not {one for name, (one, _) in said.items() if name != "never" and one.accuses}


def test_a_clock_that_is_right_judges_as_ever(watch):
    for day in (date(2015, 6, 20), date(2015, 7, 21), DUE, date(2015, 7, 23), *AFTER):
        summary = watch.crawl(at(day), timedelta(seconds=3))
        assert not summary.clock.notable
    said = watch.said(AFTER[-1])
    assert {name: standing for name, (standing, _) in said.items()} == {
        "early": Standing.MET,
        "last": Standing.MET,
        "late": Standing.LATE,
        "never": Standing.SUSPECTED_MISSING,
    }


@pytest.mark.parametrize("servers", [1, 2], ids=["one server", "two servers"])
def test_few_servers_with_another_clock_tell_nothing(watch, servers):
    for day in (date(2015, 6, 20), date(2015, 7, 21), DUE, date(2015, 7, 23), *AFTER):
        summary = watch.crawl(at(day), HOUR, servers=servers)
        assert summary.clock.offset is None
    assert not any(watch.wrong())
    assert watch.said(AFTER[-1])["never"][0] is Standing.SUSPECTED_MISSING


@pytest.mark.parametrize(
    ("servers", "wrong"),
    [
        pytest.param(0, [True] * 8, id="nobody can tell which of both was wrong"),
        pytest.param(None, [True] * 4 + [False] * 4, id="the servers say that the one before was"),
    ],
)
def test_a_clock_that_was_set_back_between_two_crawls(watch, servers, wrong):
    day = date(2015, 7, 10)
    watch.crawl(at(day), HOUR, servers=0)
    summary = watch.crawl(at(day) + timedelta(minutes=20), servers=servers)
    assert summary.clock.behind == timedelta(minutes=40)
    assert watch.wrong() == wrong


def test_what_a_clock_years_ahead_saw_is_known_once_a_sound_reading_has_met_it(watch):
    watch.crawl(at(date(2015, 6, 20)))
    watch.crawl(at(DUE), timedelta(days=366))
    for day in AFTER:
        watch.crawl(at(day))
    said = watch.said(AFTER[-1])
    assert said["never"] == (Standing.SUSPECTED_MISSING, "missing")
    assert not {name for name, (one, _) in said.items() if one.accuses} - {"never", "late"}
    assert said["early"][0] is Standing.MET
