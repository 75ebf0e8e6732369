"""Every duty of the edition to a verdict with its passage and its reason, or to the stated reason why a site cannot tell.

Each duty has one office that owes it; its site is read whole and holds nothing. What starts later than 2015 is judged
at the end of 2020.
"""

from datetime import date, datetime, time
from io import StringIO

import pytest
from rich.console import Console

from crawler.clock import SHANGHAI, fixed_clock
from crawler.registry import Bureau
from crawler.store.database import open_database
from crawler.store.facts import FetchFacts
from crawler.store.schema import prepare_facts
from crawler.store.writer import FactWriter
from crawler.words import Ending, Outcome, Purpose, RunState
from crawler.workspace import open_workspace
from monitor.catalogue.load import find_edition
from monitor.judge import judge
from monitor.register import owes
from monitor.say import say_reason
from monitor.show_verdict import Sources, draw
from monitor.store import prepare_judgement
from monitor.words import Checkability, Kind, Standing

NINGBO = find_edition("ningbo-2015")
DUTIES = {duty.id: (category, duty) for category in NINGBO.categories for duty in category.duties}
INTERNAL = {one for one, (_, duty) in DUTIES.items() if duty.kind is Kind.INTERNAL_CONTROL}
UNSEEN = {one for one, (_, duty) in DUTIES.items() if duty.checkability is Checkability.NONE}
NOBODY = {"C12.1"}  # statistics of epidemics are for the province and the country to publish, art. 38
LATER = {"B02.3", "B05.2", "B05.3", "C02.4"}
JUDGED = sorted(DUTIES.keys() - INTERNAL - UNSEEN - NOBODY)
TIMES = {
    2015: (date(2015, 6, 9), (date(2015, 6, 8), date(2015, 9, 10), date(2016, 1, 20)), date(2016, 1, 25)),
    2020: (date(2020, 3, 9), (date(2020, 3, 2), date(2020, 6, 10), date(2020, 12, 1)), date(2020, 12, 10)),
}
NO_TABLE = Sources()


def office(duty):
    """Return a unit that owes *duty* by the edition; empty where none does."""
    category, one = DUTIES[duty]
    units = (Bureau(id="one", name="某局", unit=unit) for unit in NINGBO.units)
    return next((each.unit for each in units if owes(NINGBO, category, one, each)), "")


def named(duty):
    return duty.replace(".", "-").lower()


def play(root, duties, event, readings, end):
    """Judge *duties* at *end*, each owed by an office whose whole site was read on *readings* and is empty."""
    (root / "sites").mkdir()
    bureaus, events = [], []
    for duty in duties:
        name = named(duty)
        bureaus.append(f'[[bureau]]\nid = "{name}"\nname = "{name}"\nunit = "{office(duty)}"\n')
        (root / "sites" / f"{name}.toml").write_text(
            f'id = "{name}"\nname = "{name}"\nbureau = "{name}"\nbase = "http://{name}.test/"\nwhole = true\n'
            f'[[column]]\nid = "col"\nname = "{NINGBO.general_columns[0]}"\nurl = "col/"\n',
            "utf-8",
        )
        if DUTIES[duty][1].kind in (Kind.EVENT_DRIVEN, Kind.PERIODIC, Kind.ONE_OFF_DUE):
            events.append(
                f'[[event]]\nduty = "{duty}"\nbureau = "{name}"\nwhat = "柳塘二期"\nday = {event}\n'
                f'find = ["柳塘二期"]\nbasis = "登记簿"\n'
            )
    (root / "gongkai.toml").write_text(f"[judge]\nduties = {list(duties)}\n", "utf-8")
    (root / "bureaus.toml").write_text("".join(bureaus), "utf-8")
    (root / "events.toml").write_text("".join(events), "utf-8")
    workspace = open_workspace(root)
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    for day in readings:
        at = datetime.combine(day, time(9), SHANGHAI)
        with FactWriter(engine, fixed_clock(at)).transaction() as facts:
            for site in workspace.sites().values():
                run = facts.start_run(site, "test")
                reading = facts.start_reading(run, site.id, "col")
                fetched = FetchFacts(purpose=Purpose.LIST, url=f"{site.base}col/", at=at, outcome=Outcome.OK)
                facts.record_list_page(reading, fetched, [])
                facts.end_reading(reading, Ending.EMPTY)
                facts.finish_run(run, RunState.FINISHED)
    said = judge(workspace, engine, as_of=datetime.combine(end, time(23, 59), SHANGHAI))
    engine.dispose()
    return said


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """Every verdict by duty."""
    said = {}
    for year, duties in ((2015, [one for one in JUDGED if one not in LATER]), (2020, sorted(LATER))):
        for one in play(tmp_path_factory.mktemp(str(year)), duties, *TIMES[year]).verdicts:
            said.setdefault(one.obligation.duty, []).append(one)
    return said


def told(verdict):
    out = StringIO()
    Console(file=out, width=10_000, highlight=False).print(draw(verdict, NINGBO, "某局", NO_TABLE, "zh"))
    return "".join(out.getvalue().split())


@pytest.mark.parametrize("duty", JUDGED)
def test_a_duty_ends_in_a_verdict_with_its_passage_and_its_reason(verdicts, duty):
    category, _ = DUTIES[duty]
    assert verdicts[duty]
    for one in verdicts[duty]:
        shown = told(one)
        assert "".join(category.passage.split()) in shown
        assert NINGBO.doc_no in shown
        assert "".join(say_reason(one.reason, "zh", SHANGHAI).split()) in shown
        if one.standing.accuses:
            assert one.clear
            assert one.obligation.counted


def test_every_row_of_the_annex_has_a_duty_that_is_judged():
    rows = {DUTIES[one][0].number for one in JUDGED}
    assert rows >= set(range(1, 24))


def test_what_is_not_judged_is_inside_an_office_or_on_no_site():
    """Whoever adds a duty that nobody is ever judged by has to say here why."""
    assert sorted(INTERNAL) == [
        "B08.2", "B09.1", "B10.2", "B11.2", "B15.3", "B16.2", "B19.1", "C19.3", "C21.3",
    ]  # fmt: skip
    assert sorted(UNSEEN - INTERNAL) == ["B08.3", "B08.5"]
    assert [one for one in DUTIES if not office(one)] == sorted(NOBODY)


@pytest.mark.parametrize(
    ("duty", "due"),
    [
        pytest.param("C02.1", "2015-07-08", id="penalties within twenty working days"),
        pytest.param("C21.2", "2015-08-31", id="missing reports by the end of August"),
        pytest.param("C20.2", "2015-12-31", id="guides looked over within the year"),
    ],
)
def test_a_day_that_the_notice_sets_is_the_day_of_the_verdict(verdicts, duty, due):
    assert due in {str(one.due) for one in verdicts[duty]}


@pytest.mark.parametrize("duty", ["C09.4", "C14.1", "C22.1", "C23.1"])
def test_where_no_law_that_was_read_sets_a_day_silence_cannot_be_told(verdicts, duty):
    standings = {one.standing for one in verdicts[duty]}
    assert Standing.CANNOT_TELL in standings
    assert standings <= {Standing.CANNOT_TELL, Standing.NOT_DUE}  # the year of the last reading is not over
    assert not any(one.due for one in verdicts[duty])
