"""Runs the migrations of time."""

from crawler.store.schema import run_migrations
from schedules.tables import time

run_migrations(time)
