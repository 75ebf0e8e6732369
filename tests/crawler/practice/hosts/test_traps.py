"""Traps that no collector can read past: they have to be named, and never pass for a complete list."""

from dataclasses import replace

import pytest

from crawler.practice.families import skins
from crawler.practice.hosts.build import build_hosts
from crawler.practice.hosts.measure import measure
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
        changed = {**skins(), **changes}
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
