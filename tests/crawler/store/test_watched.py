import time
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.store.watched import WatchedDatabase


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request):
    found = request.getfixturevalue(f"{request.param}_url")
    engine = open_database(found)
    prepare_facts(engine)
    engine.dispose()
    return found


@contextmanager
def held(url):
    """Hold the whole database, so that nobody else reads of what was taken down."""
    engine = open_database(url)
    lock = "LOCK TABLE takedown IN ACCESS EXCLUSIVE MODE"
    with engine.connect() as other:
        if engine.dialect.name == "sqlite":
            other.connection.driver_connection.execute("BEGIN EXCLUSIVE")
        else:
            other.execute(text(lock))
        yield
        other.connection.driver_connection.rollback()
    engine.dispose()


def test_a_database_that_somebody_holds_keeps_one_line_waiting_and_not_each(url):
    watched = WatchedDatabase()
    watched.watch(url)
    with held(url):
        began = time.monotonic()
        for _ in range(10):
            assert not watched().seal
        took = time.monotonic() - began
    assert took < 15, "each of ten lines waited"
    watched.close()
