"""The migrations make what the tables say, once, and refuse a database from the future."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from crawler.errors import DatabaseUnavailable
from crawler.store import schema
from crawler.store.database import reading, writing
from crawler.store.schema import prepare_facts
from crawler.store.tables import facts


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
    prepare_facts(engine)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT version_num FROM facts_version")).scalars().all() == [
            "facts_0001"
        ]


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
