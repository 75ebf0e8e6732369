"""The migrations of judgement make what its tables say, on both databases; only the text engines know search_gram."""

import importlib

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from crawler.store.database import reading
from monitor.store import prepare_judgement
from monitor.tables import judgement

MODULES = ("monitor.tables", "monitor.mail.tables", "monitor.search.tables")


@pytest.fixture
def prepared(empty_engine):
    for one in MODULES:
        importlib.import_module(one)
    prepare_judgement(empty_engine)
    return empty_engine


def ours(name, kind, _):
    return kind != "table" or not name.startswith(("search_gram", "judgement_version"))


def test_migrated_schema_equals_the_tables(prepared):
    with reading(prepared) as connection:
        options = {"compare_type": True, "compare_server_default": True, "include_name": ours}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), judgement) == []


def test_names_of_constraints_equal_those_of_the_tables(prepared):
    looked = inspect(prepared)
    for table in judgement.sorted_tables:
        assert {one["name"] for one in looked.get_unique_constraints(table.name)} == {
            one.name for one in table.constraints if one.__visit_name__ == "unique_constraint"
        }
        assert {one["name"] for one in looked.get_foreign_keys(table.name)} == {
            one.name for one in table.foreign_key_constraints
        }


def test_every_module_of_tables_is_known_to_the_migrations(prepared):
    assert set(judgement.tables) == {
        "calm", "match", "outbox", "review_entry", "search_entry", "search_piece", "snapshot", "verdict", "verdict_end",
    }  # fmt: skip


def test_a_second_time_changes_nothing(prepared):
    prepare_judgement(prepared)
