"""Whatever revision a database has, the upgrade keeps every row and ends with the schema of a new one."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from crawler.store.database import writing
from crawler.store.schema import revisions
from crawler.workspace import Settings, Workspace
from schedules.commands.migrate import migrate
from schedules.crash.held import held_in
from schedules.crash.older import leave_old, releases
from schedules.store import LAYERS

ROWS = 4
GONE = {"segment": {"previous_sha256"}}
"""Columns that an upgrade takes away: the chain of segments moved into the archive (facts_0012)."""
EMPTIED = {"segment": {"link"}}
"""Columns that it empties: the next crawl gives each segment its number in the chain of its folder (facts_0012)."""
RELEASES = releases()
VERSIONS = {version_table for _, version_table in LAYERS}


def migrated(tmp_path, url):
    """Run the command on a workspace with that database, as whoever upgrades the program does."""
    workspace = Workspace(root=tmp_path, settings=Settings(), database_url=url)
    done = CliRunner().invoke(migrate, obj=lambda: workspace, catch_exceptions=False)
    assert done.exit_code == 0, done.output


def emptied(engine):
    """Drop everything in the database, so that the next release may be left in it."""
    if engine.dialect.name == "sqlite":
        engine.dispose()
        Path(engine.url.database).write_bytes(b"")
        return
    with writing(engine) as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))


@pytest.fixture(scope="module")
def new_shapes():
    """Kind of database → the shape of one that was never older."""
    return {}


def lost(before, after):
    """Yield every value that was there and is no longer."""
    for table in before.keys() - VERSIONS:
        for key, row in before[table].items():
            now = after[table].get(key)
            if now is None:
                yield table, key
                continue
            for column in row.keys() - GONE.get(table, set()):
                kept = None if column in EMPTIED.get(table, set()) else row[column]
                if now[column] not in (row[column], kept):
                    yield table, key, column


def test_every_revision_of_every_layer_is_tried():
    for package, _ in LAYERS:
        assert {one[package] for one in RELEASES} == set(revisions(package))


def test_every_table_has_rows(empty_engine):
    leave_old(empty_engine, RELEASES[-1], ROWS)
    held = held_in(empty_engine).rows
    assert {len(held[one]) for one in held.keys() - VERSIONS} == {ROWS}
    assert len(held) > 20


@pytest.mark.parametrize("release", RELEASES, ids=lambda one: "-".join(one.values()))
def test_an_upgrade_loses_nothing(database_url, empty_engine, tmp_path, new_shapes, release):
    kind = empty_engine.dialect.name
    if kind not in new_shapes:
        migrated(tmp_path, database_url)
        new_shapes[kind] = held_in(empty_engine).shape
        emptied(empty_engine)
    leave_old(empty_engine, release, ROWS)
    before = held_in(empty_engine).rows
    migrated(tmp_path, database_url)
    after = held_in(empty_engine)
    assert sorted(lost(before, after.rows)) == []
    assert {one: len(after.rows[one]) for one in before} == {one: len(before[one]) for one in before}
    assert after.shape == new_shapes[kind]
