"""Fixtures that several folders share: a database of each kind."""

from uuid import uuid4

import pytest

from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from schedules.backup.dump import installed
from schedules.crash.cluster import cluster


@pytest.fixture(scope="session")
def postgresql_cluster():
    """A PostgreSQL server that lives as long as the test session; one for each xdist worker."""
    if not installed("initdb"):
        pytest.skip("PostgreSQL is not installed")
    with cluster() as made:
        yield made


@pytest.fixture(scope="session")
def postgresql_server(postgresql_cluster):
    """Its address."""
    return postgresql_cluster.server


@pytest.fixture
def postgresql_url(postgresql_cluster):
    """The address of an empty database."""
    name = f"t{uuid4().hex[:12]}"
    yield postgresql_cluster.create(name)
    postgresql_cluster.drop(name)


@pytest.fixture
def sqlite_url(tmp_path):
    """The address of an empty database."""
    return f"sqlite:///{tmp_path / 'facts.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    """The address of an empty database of each kind."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def empty_engine(database_url):
    """A database of each kind without any table."""
    engine = open_database(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(empty_engine):
    """A database of each kind with the tables of facts."""
    prepare_facts(empty_engine)
    return empty_engine


@pytest.fixture
def sqlite_engine(sqlite_url):
    """A SQLite database with the tables of facts, where a second kind would show nothing."""
    opened = open_database(sqlite_url)
    prepare_facts(opened)
    yield opened
    opened.dispose()
