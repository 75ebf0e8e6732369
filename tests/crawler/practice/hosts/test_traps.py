"""Traps that no collector can read past: they have to be named, and never pass for a complete list."""

from dataclasses import replace

import pytest

from crawler.practice.families import hanweb, skins
from crawler.practice.hosts.build import DAY_ONE, DAY_TWO, START, build_hosts, kinds
from crawler.practice.hosts.measure import measure
from crawler.practice.hosts.misc import NAME as MISC
from crawler.practice.view import rows
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.words import Ending

SERVICES = sorted(
    name for name, skin in skins().items() if skin.service and skin.service.page and not skin.service.whole
)


@pytest.fixture
def endings(tmp_path, monkeypatch):
    """Crawl hosts whose skins were changed; return how the first reading of each column ended."""

    def crawled(changes):
        changed = {**skins(), **(changes if isinstance(changes, dict) else {})}
        monkeypatch.setattr("crawler.practice.families.skins", lambda: changed)
        measure(build_hosts(tuple(changes)), tmp_path)
        engine = open_database(f"sqlite:///{tmp_path / 'gongkai.db'}")
        reader = FactReader(engine)
        found = {}
        for name in changes:
            for one in reader.readings(f"{name}-web"):
                found.setdefault((name, one.column), one)
        engine.dispose()
        return found

    return crawled


def test_a_service_that_echoes_its_first_page_is_found_out(endings):
    found = endings(
        {name: replace(skins()[name], service=replace(skins()[name].service, echo=True)) for name in SERVICES}
    )
    assert {name: found[name, "tzgg"].ending for name in SERVICES} == dict.fromkeys(
        SERVICES, Ending.REPEATED_PAGE
    )


def test_a_list_that_promises_more_than_it_delivers_is_not_complete(endings):
    skin = skins()["ucapjson"]
    answer = skin.service.answer.replace('"total":$total', '"total":9999')
    found = endings({"ucapjson": replace(skin, service=replace(skin.service, answer=answer))})
    assert found["ucapjson", "tzgg"].ending is Ending.LOST_NEXT


@pytest.mark.parametrize("name", ["hanweb-get", "hanweb-post"])
def test_records_that_never_come_are_missed(endings, monkeypatch, name):
    stored = hanweb._store
    monkeypatch.setattr(
        hanweb, "_store", lambda bureau, column, rows, total, at: stored(bureau, column, rows, total + 40, at)
    )
    assert endings((name,))[name, "tzgg"].ending in {Ending.LOST_NEXT, Ending.REPEATED_PAGE}


@pytest.mark.parametrize("name", ["hanweb-get", "hanweb-post"])
def test_a_proxy_whose_ids_are_secret_leaves_page_one_alone(endings, monkeypatch, name):
    monkeypatch.setattr(hanweb, "_proxy", lambda *_: hanweb.NOTHING)
    found = endings((name,))[name, "tzgg"]
    assert found.ending is Ending.LOST_NEXT
    assert len(found.sightings) == 15


def test_pages_that_are_numbered_from_the_oldest_all_move_when_one_is_added(tmp_path):
    city = build_hosts(("vsb",))
    bureau = city.bureaus[0]
    column = replace(bureau.columns[0], page_size=4)
    kept = [replace(one, gone=None) for one in bureau.notices if one.number >= START + 3]
    grown = replace(bureau, columns=(column, *bureau.columns[1:]), notices=tuple(kept))
    assert [len(rows(grown, column, day)) for day in (DAY_ONE, DAY_TWO)] == [44, 45]
    (host,) = measure(replace(city, bureaus=(grown,)), tmp_path)
    assert host.wrong == ()
    assert host.clean


FEW = 4  # notices of the other column; they are not what this is about


def test_a_column_that_holds_nothing_is_told_from_one_that_cannot_be_read(tmp_path):
    ordinary = {name for name, kind in kinds().items() if name != MISC and not kind.render}
    city = build_hosts(tuple(sorted(ordinary)))
    emptied = tuple(map(_without_second, city.bureaus))
    measure(replace(city, bureaus=emptied), tmp_path)
    engine = open_database(f"sqlite:///{tmp_path / 'gongkai.db'}")
    reader = FactReader(engine)
    found = {
        one.id: next(read.ending for read in reader.readings(one.site) if read.column == "zcwj")
        for one in emptied
    }
    engine.dispose()
    assert found == dict.fromkeys(ordinary, Ending.EMPTY)


def _without_second(bureau):
    first = bureau.columns[0].id
    kept = [replace(one, columns=(first,)) for one in bureau.notices if first in one.columns]
    return replace(bureau, notices=tuple(kept[-FEW:]))
