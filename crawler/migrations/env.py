"""Tells Alembic where the steps of the facts layer run."""

from crawler.store.schema import run_migrations
from crawler.store.tables import facts

run_migrations(facts)
