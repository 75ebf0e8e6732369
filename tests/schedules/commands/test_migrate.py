"""The verb ``migrate`` brings every layer's tables, says so, and may be run again."""

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, inspect

from crawler.errors import DatabaseUnavailable
from crawler.workspace import Settings, Workspace
from schedules.commands.migrate import migrate
from schedules.store import LAYERS


def run(tmp_path, url):
    workspace = Workspace(root=tmp_path, settings=Settings(), database_url=url)
    return CliRunner().invoke(migrate, obj=lambda: workspace, catch_exceptions=False)


def test_all_layers_once_and_again(tmp_path, database_url):
    for _ in range(2):
        done = run(tmp_path, database_url)
        assert done.exit_code == 0
        assert done.output.endswith("is up to date\n")
    engine = create_engine(database_url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    assert {"run", "notice", "version", "segment", "verdict", "slot"} <= names
    assert {table for _, table in LAYERS} <= names


def test_an_unreachable_database_is_one_message(tmp_path):
    with pytest.raises(DatabaseUnavailable, match="does not answer"):
        run(tmp_path, "postgresql://u:s3cret@127.0.0.1:1/x")
