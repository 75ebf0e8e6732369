"""Every trap is crawled on both days once for all of these tests; then each column is held to what must come of it."""

from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from crawler.files.names import best_name
from crawler.practice.families.trap import traps
from crawler.practice.hosts.build import DAY_ONE, DAY_TWO, build_hosts
from crawler.practice.hosts.measure import measure
from crawler.practice.http import Request
from crawler.practice.render import render
from crawler.practice.view import rows
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.store.tables import fetch

PAGED = {name: trap for name, trap in traps().items() if trap.notices > trap.size and not trap.by_year}


@pytest.fixture(scope="module")
def city():
    return build_hosts(("misc",))


@pytest.fixture(scope="module")
def crawled(city, tmp_path_factory):
    folder = tmp_path_factory.mktemp("misc")
    (measured,) = measure(city, folder)
    engine = open_database(f"sqlite:///{folder / 'gongkai.db'}")
    reader = FactReader(engine)
    with engine.connect() as connection:
        asked = connection.execute(select(fetch.c.url, fetch.c.at)).all()
    yield SimpleNamespace(
        measured=measured,
        asked=asked,
        readings=reader.readings("misc-web"),
        rows=reader.sightings("misc-web"),
    )
    engine.dispose()


def test_everything_is_collected_and_nothing_else(crawled):
    host = crawled.measured
    assert host.wrong == ()
    assert (host.recall, host.precision) == (1.0, 1.0)
    assert host.past_the_end <= 1


@pytest.mark.parametrize("name", list(traps()))
def test_a_trap_is_read_as_it_must_be(city, crawled, name):
    bureau = city.bureaus[0]
    listed = [one for one in bureau.notices if name in one.columns]
    assert sorted((one.title, one.claimed) for one in crawled.rows if one.column == name) == sorted(
        (one.title, one.claimed if one.row_date else None) for one in listed
    )
    endings = [one for one in crawled.readings if one.column == name]
    wanted = traps()[name].ending
    assert endings
    assert all(one.ending == wanted if wanted else one.complete for one in endings)


def test_every_sort_of_trap_has_its_column():
    kinds = [trap.kind for trap in traps().values()]
    assert list(dict.fromkeys(kinds)) == [
        "soft 404",
        "redirect shell",
        "frame",
        "link",
        "session",
        "duplicate",
        "empty column",
        "coding",
        "date",
        "external row",
        "order",
        "stale page",
        "deep page",
        "broken markup",
        "attachment",
    ]


@pytest.mark.parametrize("name", [name for name, trap in traps().items() if trap.notices])
def test_every_turn_of_a_trap_is_taken_on_the_first_day(city, name):
    bureau, trap = city.bureaus[0], traps()[name]
    listed = rows(bureau, bureau.column(name), DAY_ONE)
    assert {trap.taken(one.number).what for one in listed} == {one.what for one in trap.turn}
    assert len(rows(bureau, bureau.column(name), DAY_TWO)) == len(listed) + 1 + len(trap.late)


@pytest.mark.parametrize("name", PAGED)
def test_what_has_pages_is_read_over_all_of_them(crawled, name):
    first = next(one for one in crawled.readings if one.column == name)
    trap = PAGED[name]
    loose = trap.notices - (len(trap.pinned) if trap.everywhere else 0)
    assert first.pages >= -(-loose // trap.size) > 1


def test_the_front_page_is_asked_for_once_a_day(crawled):
    fronts = [one.at.date() for one in crawled.asked if urlsplit(one.url).path == "/"]
    assert fronts == [DAY_ONE, DAY_TWO]


def test_no_address_of_another_spelling_is_asked_for(crawled):
    outside = {urlsplit(one.url).netloc.rpartition(":")[0] for one in crawled.asked}
    assert {one for one in outside if one.endswith("127.0.0.1")} == {"127.0.0.1"}
    assert not [one.url for one in crawled.asked if one.url.startswith("https://127.")]


def test_names_come_from_the_link_or_from_the_server(city):
    bureau = city.bureaus[0]
    named = [one for one in bureau.notices if one.attachments and one.attachments[0].served]
    assert {one.attachments[0].served for one in named} == {"gbk", "extended", "mislabelled"}
    for one in (notice.attachments[0] for notice in named if notice.attachments[0].served != "mislabelled"):
        (said,) = _headers(bureau, one)
        assert best_name("附件1", said, one.path) == one.label


def _headers(bureau, file):
    reply = render(bureau, DAY_TWO, Request(target=file.path))
    return [value for name, value in reply.headers if name == "Content-Disposition"]
