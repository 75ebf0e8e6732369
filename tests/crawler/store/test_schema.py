"""The migrations make what the tables say, once, and refuse a database from the future."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from crawler.errors import DatabaseUnavailable
from crawler.store import schema
from crawler.store.database import open_database, reading, writing
from crawler.store.reader import FactReader
from crawler.store.schema import prepare_facts
from crawler.store.shape_tables import acceptance
from crawler.words import Cause

facts = acceptance.metadata
AT = "'2015-06-24 02:00:00'"
BEFORE = (
    f"INSERT INTO run VALUES (1, 's', {AT}, NULL, 'running', 'd', 'gongkai 0')",
    f"INSERT INTO notice VALUES (1, 's', 'k', 'http://h.example/1', {AT})",
    f"INSERT INTO segment VALUES (1, 'a.warc.gz', {AT}, 9, 1, 1, 'd', '', {AT})",
    (
        'INSERT INTO "fetch" (id, run_id, purpose, notice_id, url, at, outcome, detail, segment_id) '
        f"VALUES (1, 1, 'notice', 1, 'http://h.example/1', {AT}, 'ok', '', 1)"
    ),
    f"INSERT INTO version VALUES (1, 1, 1, 1, {AT}, 'd', 't', NULL, '', '', '', '', 'b', '{{}}')",
)
"""A notice with its version and the place of its bytes, as the first schema held them."""


def test_migrated_schema_equals_the_tables(engine):
    with reading(engine) as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_name": lambda name, kind, _: kind != "table" or name != "facts_version",
            },
        )
        assert compare_metadata(context, facts) == []


def test_names_of_constraints_equal_those_of_the_tables(engine):
    looked = inspect(engine)
    for table in facts.sorted_tables:
        assert {one["name"] for one in looked.get_unique_constraints(table.name)} == {
            one.name for one in table.constraints if one.__visit_name__ == "unique_constraint"
        }
        assert {one["name"] for one in looked.get_foreign_keys(table.name)} == {
            one.name for one in table.foreign_key_constraints
        }


def test_a_second_time_changes_nothing(engine):
    standing = text("SELECT version_num FROM facts_version")
    with reading(engine) as connection:
        before = connection.execute(standing).scalars().all()
    prepare_facts(engine)
    with reading(engine) as connection:
        assert connection.execute(standing).scalars().all() == before
    assert len(before) == 1


def test_versions_of_before_the_cause_were_seen(empty_engine, monkeypatch):
    original = schema.command.upgrade
    monkeypatch.setattr(schema.command, "upgrade", lambda config, _: original(config, "facts_0001"))
    prepare_facts(empty_engine)
    with writing(empty_engine) as connection:
        for line in BEFORE:
            connection.execute(text(line))
    monkeypatch.undo()
    prepare_facts(empty_engine)
    reader = FactReader(empty_engine)
    assert [one.cause for one in reader.versions("s")] == [Cause.SEEN]
    assert reader.evidence(1).segment == "a.warc.gz"


def test_an_upgrade_that_loses_what_others_refer_to_is_undone(sqlite_url, monkeypatch):
    engine, original = open_database(sqlite_url), schema.command.upgrade
    monkeypatch.setattr(schema.command, "upgrade", lambda config, _: original(config, "facts_0001"))
    prepare_facts(engine)
    with writing(engine) as connection:
        for line in BEFORE:
            connection.execute(text(line))

    def losing(config, target):
        original(config, target)
        config.attributes["connection"].execute(text("DELETE FROM run"))

    monkeypatch.setattr(schema.command, "upgrade", losing)
    with pytest.raises(DatabaseUnavailable, match="without what it refers to"):
        prepare_facts(engine)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT version_num FROM facts_version")).scalar() == "facts_0001"
        assert connection.execute(text("SELECT count(*) FROM run")).scalar() == 1
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    engine.dispose()


def test_a_database_from_the_future_is_refused(engine):
    with writing(engine) as connection:
        connection.execute(text("UPDATE facts_version SET version_num = 'facts_9999'"))
    with pytest.raises(DatabaseUnavailable, match="newer than this program: revision 'facts_9999'"):
        prepare_facts(engine)


def test_a_failed_step_leaves_nothing_behind(empty_engine, monkeypatch):
    original = schema.command.upgrade

    def upgrade(config, target):
        original(config, target)
        raise RuntimeError("killed")

    monkeypatch.setattr(schema.command, "upgrade", upgrade)
    with pytest.raises(RuntimeError):
        prepare_facts(empty_engine)
    assert inspect(empty_engine).get_table_names() == []
