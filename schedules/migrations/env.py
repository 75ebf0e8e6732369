"""Runs the migrations of time."""

from alembic import context

from crawler.store.schema import run_migrations
from schedules.tables import time

run_migrations(context, time)  # type: ignore[arg-type]  # Alembic's proxy stands for the environment
