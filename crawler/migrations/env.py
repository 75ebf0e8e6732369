"""Tells Alembic where the steps of the facts layer run."""

from crawler.store.schema import run_migrations
from crawler.store.shape_tables import acceptance

run_migrations(acceptance.metadata)  # the last module of tables to be read, so that all of them are there
