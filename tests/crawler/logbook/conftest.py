"""What the tests of logs share: facts made again from an archive, in a database of their own."""

from dataclasses import replace

import pytest

from crawler.logbook.find import read_logbook
from crawler.logbook.rebuild import rebuild
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.store.schema import prepare_facts


@pytest.fixture
def empty(tmp_path):
    """Return a function that opens an empty database."""
    opened = []

    def make():
        engine = open_database(f"sqlite:///{tmp_path / f'again{len(opened)}.db'}")
        opened.append(engine)
        prepare_facts(engine)
        return engine

    yield make
    for one in opened:
        one.dispose()


@pytest.fixture
def again(empty):
    """Return a function that makes the facts of sites anew from an archive; it gives their reader and what differs."""

    def make(archive, sites, clock):
        engine = empty()
        different = rebuild(archive, read_logbook(archive).logs, engine, sites, clock)
        return FactReader(engine), different

    return make


@pytest.fixture(scope="session")
def told():
    """Return a function that says everything that a reader knows of a site, whatever the rows are called inside."""

    def tell(reader, site):
        rows = {
            one.id: (one.notice, one.column, one.title, one.url, one.claimed)
            for one in reader.sightings(site)
        }
        readings = [
            (replace(one, sightings=()), [rows[row] for row in one.sightings])
            for one in reader.readings(site)
        ]
        versions = [
            (one.notice, one.number, one.fetch, one.seen_at, one.text_sha256, one.cause, one.partial)
            for one in reader.versions(site)
        ]
        files = [(one.fetch, one.notice, one.name, one.outcome, one.text) for one in reader.file_texts(site)]
        return {
            "runs": reader.runs(site),
            "readings": readings,
            "rows": sorted(map(str, rows.values())),
            "notices": reader.notices(site),
            "versions": sorted(versions),
            "looks": reader.looks(site),
            "files": files,
        }

    return tell
