"""Tells Alembic where the steps of the judgement layer run."""

from crawler.store.schema import run_migrations
from monitor.tables import judgement

run_migrations(judgement)
