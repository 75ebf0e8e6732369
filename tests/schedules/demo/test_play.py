"""Days are played one after the other, each as if its evening were now."""

import asyncio
from datetime import date, timedelta

import pytest

from crawler.clock import SHANGHAI
from crawler.practice.city import build_city
from crawler.practice.server import serve_city
from crawler.practice.workspace import write_workspace
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.workspace import open_workspace
from schedules.demo.play import play
from schedules.store import prepare

FIRST = date(2015, 6, 1)


@pytest.fixture
def city(tmp_path):
    with serve_city(build_city(notices=24)) as running:
        write_workspace(tmp_path, running)
        workspace = open_workspace(tmp_path)
        engine = open_database(workspace.database_url)
        prepare(engine)
        yield running, workspace, engine
        engine.dispose()


def test_each_day_is_moved_to_crawled_and_told(city):
    running, workspace, engine = city
    days, told = [FIRST, FIRST + timedelta(days=3)], []

    def tell(day, played):
        told.append((day, running.day, played.days))

    played = asyncio.run(play(workspace, engine, running.set_day, days, tell))
    assert told == [(days[0], days[0], 1), (days[1], days[1], 2)]
    assert (played.versions, played.requests) == (24, running.requests)
    runs = [one for site in workspace.sites() for one in FactReader(engine).runs(site, None)]
    moments = {one.started_at.astimezone(SHANGHAI) for one in runs}
    assert {(one.date(), one.hour) for one in moments} == {(day, 20) for day in days}
