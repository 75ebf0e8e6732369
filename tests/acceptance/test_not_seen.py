"""What we could not see accuses nobody: sites behind walls, closed ports, our own outages, networks that are answered differently.

Every bureau owes two decisions. One stood there from the first day and is still there; the other was published on its
last day, when something kept us from seeing it. Nothing of this is missing, late or withdrawn, on no day.
"""

import asyncio
import socket
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from aiohttp.abc import AbstractResolver

from crawler.clock import SHANGHAI, fixed_clock
from crawler.crawl import crawl_sites
from crawler.practice.hosts.build import build_hosts
from crawler.practice.hosts.waf import Case, cases
from crawler.practice.model import Event, Notice, Trouble
from crawler.practice.server import serve_city
from crawler.practice.workspace import write_workspace
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.store.schema import prepare_facts
from crawler.transport import guard
from crawler.words import Ending
from crawler.workspace import open_workspace
from monitor.judge import judge
from monitor.store import prepare_judgement
from monitor.words import Flag, Standing

DECIDED, DUE = date(2015, 6, 24), date(2015, 7, 22)
BEFORE = [date(2015, 6, 20), date(2015, 7, 21)]
AFTER = [date(2015, 7, one) for one in (24, 28, 29, 30, 31)]  # the days of grace end on the 27th
DAY, NEVER = timedelta(days=1), date(2016, 1, 1)
SEEN, UNSEEN = "望财罚字〔2015〕1号", "望财罚字〔2015〕2号"
BODY = """处罚决定书文号：{number}
当事人：望潮恒岳机电有限公司
主要违法事实：出借会计从业资格。
处罚种类和内容：罚款人民币五千元。
处罚依据：《中华人民共和国会计法》第四十三条
作出处罚的机关名称：望潮市财政局
作出处罚决定日期：2015年6月24日"""


def decision(at, number, appears, gone=None):
    return Notice(
        number=at,
        columns=("tzgg",),
        title=f"行政处罚决定书 {number}",
        claimed=appears,
        appears=appears,
        gone=gone,
        body=tuple(BODY.format(number=number).splitlines()),
    )


def bureau(name, *troubles, published=DUE, gone=None):
    """Return a bureau that published what it owed, the second decision as if in secret."""
    plain = build_hosts(("channel",)).bureaus[0]
    rest = [one for one in plain.notices if not one.external and not one.attachments and one.number < 1012]
    notices = (
        *rest,
        decision(2001, SEEN, BEFORE[0] - timedelta(days=1), gone),
        decision(2002, UNSEEN, published),
    )
    columns = (replace(plain.columns[0], name="行政处罚"),)
    return replace(plain, id=name, unit="U_CZ", columns=columns, notices=notices, troubles=troubles)


def shut(case: Case, since=DUE, until=NEVER, **more):
    return Trouble(
        kind="challenge",
        since=since,
        until=until,
        wall=case.wall,
        before=case.before,
        passes=case.passes,
        **more,
    )


def city_of(*bureaus):
    events = tuple(
        Event(duty="C02.1", bureau=one.id, what=number, day=DECIDED, find=(number,), basis="案件登记簿")
        for one in bureaus
        for number in (SEEN, UNSEEN)
    )
    plain = build_hosts(("channel",))
    return replace(plain, last=AFTER[-1], bureaus=bureaus, duties=("C02.1",), events=events)


def moment(day, hour=9):
    return datetime.combine(day, time(hour), SHANGHAI).astimezone(UTC)


class Watched:
    """A city, and a workspace from which it is looked at day by day."""

    def __init__(self, running, folder):
        self.running = running
        write_workspace(folder, running)
        self.workspace = open_workspace(folder)
        self.engine = open_database(self.workspace.database_url)
        prepare_facts(self.engine)
        prepare_judgement(self.engine)
        self.reader = FactReader(self.engine)

    def crawl(self, day, hour=9, **crawl):
        """Look once; *crawl* are settings that differ."""
        self.running.set_day(day)
        behaviour = replace(self.workspace.settings.crawl, **crawl)
        workspace = replace(self.workspace, settings=replace(self.workspace.settings, crawl=behaviour))
        return asyncio.run(
            crawl_sites(workspace, self.workspace.sites(), self.engine, fixed_clock(moment(day, hour)))
        )

    def accused(self, day):
        """Return what is said against anybody on *day*, by bureau."""
        judged = judge(self.workspace, self.engine, as_of=moment(day, 23))
        return {
            (one.obligation.bureau, one.obligation.what, *one.flags, one.standing)
            for one in judged.verdicts
            if one.standing.accuses or Flag.WITHDRAWN in one.flags
        }

    def reasons(self, day, name):
        judged = judge(self.workspace, self.engine, as_of=moment(day, 23))
        return {
            one.obligation.what: (one.standing, one.reason.key)
            for one in judged.verdicts
            if one.obligation.bureau == name
        }


@pytest.fixture
def watch(tmp_path):
    opened = []

    def begin(*bureaus):
        context = serve_city(city_of(*bureaus), BEFORE[0])
        watched = Watched(context.__enter__(), tmp_path / "workspace")
        opened.append((context, watched))
        return watched

    yield begin
    for context, watched in opened:
        watched.engine.dispose()
        context.__exit__(None, None, None)


def test_a_wall_accuses_nobody_and_what_is_truly_missing_or_gone_is_found(watch):
    walls = [bureau(name, shut(one)) for name, one in cases().items() if name != "gate"]
    guilty = (bureau("missing", published=NEVER), bureau("gone", gone=DUE))
    watched = watch(*walls, *guilty)
    for day in [*BEFORE, *AFTER]:
        watched.crawl(day)
        accused = watched.accused(day) if day in AFTER[1::3] else set()
        assert {one[0] for one in accused} <= {"missing", "gone"}, day
    assert ("missing", UNSEEN, Standing.SUSPECTED_MISSING) in accused
    assert any(one[:2] == ("gone", SEEN) and Flag.WITHDRAWN in one for one in accused)


@pytest.mark.parametrize("days", [1, 3, 10])
def test_a_closed_port_accuses_nobody(watch, days):
    last = DUE + timedelta(days=days - 1)
    watched = watch(bureau("closed", Trouble(kind="down", since=DUE, until=last)), bureau("open"))
    shut = [DUE + timedelta(days=one) for one in range(days)]
    for day in sorted({*BEFORE, *shut, *AFTER, AFTER[-1] + DAY}):
        summary = watched.crawl(day)
        down = DUE <= day <= last
        endings = {one.ending for one in summary.sites["closed-web"].readings.values()}
        assert (endings == {Ending.UNREACHABLE}) is down
        assert not summary.self_outage, "the other site was there"
        assert day not in AFTER or watched.accused(day) == set()
    held = [one.ending for one in watched.reader.readings("closed-web") if one.ending is Ending.UNREACHABLE]
    assert len(held) >= days


class Names(AbstractResolver):
    """Names that lead to this machine, as long as they are known."""

    unknown: frozenset[str] = frozenset()

    async def resolve(self, host, port=0, family=socket.AF_INET):
        if host in self.unknown or "all" in self.unknown:
            raise OSError(socket.EAI_AGAIN, "temporary failure in name resolution")
        return [
            {"hostname": host, "host": "127.0.0.1", "port": port, "family": family, "proto": 0, "flags": 0}
        ]

    async def close(self):
        pass


@pytest.fixture
def named(watch, monkeypatch):
    """Three bureaus that are reached by name, one of which publishes nothing, and the names that are not known."""
    monkeypatch.setattr(guard, "ThreadedResolver", Names)
    watched = watch(bureau("harbour"), bureau("bridge"), bureau("missing", published=NEVER))
    for site in (watched.workspace.root / "sites").glob("*.toml"):
        text = site.read_text("utf-8")
        site.write_text(text.replace("//127.0.0.1:", f"//{site.stem}.test:"), "utf-8")

    def forget(*names):
        monkeypatch.setattr(Names, "unknown", frozenset(names))

    watched.forget = forget
    return watched


def test_an_outage_of_ours_is_told_and_counts_against_nobody(named):
    for day in BEFORE:
        assert not named.crawl(day).self_outage
    named.forget("all")
    for day in AFTER:
        summary = named.crawl(day)
        assert summary.self_outage
        assert summary.nothing_read
        assert named.accused(day) == set()
    for site in named.workspace.sites():
        readings = [one for one in named.reader.readings(site) if one.started_at > moment(DUE)]
        assert {one.ending for one in readings} == {Ending.SELF_OUTAGE}
        assert [one.self_outage for one in named.reader.runs(site)] == [False] * 2 + [True] * len(AFTER)
    assert named.reasons(AFTER[-1], "harbour")[UNSEEN] == (Standing.CANNOT_TELL, "self_outage")


def test_days_of_our_own_outage_do_not_make_a_site_unsteady(named):
    for day in BEFORE:
        named.crawl(day)
    for day in AFTER:
        for hour in (3, 5, 7):
            named.forget("all")
            assert named.crawl(day, hour).self_outage
        named.forget()
        named.crawl(day, 9)
    found = {one[:2] for one in named.accused(AFTER[-1])}
    assert found == {("missing", UNSEEN)}, "the readings between the outages are steady enough to tell"


def test_one_name_that_is_not_known_is_the_sites_own_affair(named):
    for day in BEFORE:
        named.crawl(day)
    named.forget("harbour-web.test", "www.harbour-web.test")
    for day in AFTER:
        assert not named.crawl(day).self_outage
        assert {one[0] for one in named.accused(day)} <= {"missing"}
    endings = [one.ending for one in named.reader.readings("harbour-web")]
    assert set(endings[len(BEFORE) :]) == {Ending.UNREACHABLE}
    assert named.reasons(AFTER[-1], "harbour")[UNSEEN] == (Standing.CANNOT_TELL, "not_readable")


FAR = "127.0.0.2"


@pytest.mark.parametrize("name", ["agent-404-notice", "refused-plain", "reset"])
def test_networks_that_are_answered_differently_accuse_nobody(watch, name):
    watched = watch(bureau("harbour", shut(cases()[name], seen_from=FAR)), bureau("missing", published=NEVER))
    for day in BEFORE:
        watched.crawl(day, vantage="near")
    for day in AFTER:
        watched.crawl(day, 8, vantage="near")
        watched.crawl(day, 12, vantage="far", source_address=FAR)
        accused = watched.accused(day)
        assert {one[0] for one in accused} <= {"missing"}
    runs = watched.reader.runs("harbour-web")
    assert {one.vantage for one in runs} == {"near", "far"}
    assert ("missing", UNSEEN, Standing.SUSPECTED_MISSING) in accused


@pytest.mark.parametrize("name", ["agent-404", "rs-412"])
def test_a_column_that_one_network_cannot_read_is_missing_nothing(watch, name):
    """Here the second decision is truly not there, but the networks disagree; nothing is said until they agree."""
    site = bureau("harbour", shut(cases()[name], seen_from=FAR, until=AFTER[-2]), published=NEVER)
    watched = watch(site)
    for day in [*BEFORE, *AFTER]:
        watched.crawl(day, 8, vantage="near")
        watched.crawl(day, 12, vantage="far", source_address=FAR)
        if day in AFTER[:-1]:
            assert watched.reasons(day, "harbour")[UNSEEN][0] is Standing.CANNOT_TELL
    assert watched.reasons(AFTER[-2], "harbour")[UNSEEN] == (Standing.CANNOT_TELL, "vantage_conflict")
    watched.crawl(AFTER[-1], 20, vantage="far", source_address=FAR)
    assert watched.reasons(AFTER[-1], "harbour")[UNSEEN] == (Standing.CANNOT_TELL, "unsteady")
