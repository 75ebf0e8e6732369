"""Tells Alembic where the steps of the facts layer run."""

from crawler.store import edit_tables, seal_tables, shape_tables
from crawler.store.schema import run_migrations

TABLES = (shape_tables.acceptance, edit_tables.edit, seal_tables.takedown)
"""One table of every module of tables, so that all of them are there."""

run_migrations(TABLES[0].metadata)
