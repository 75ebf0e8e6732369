"""Tells Alembic where the steps of the judgement layer run; the modules loaded here put their tables into its metadata."""

import monitor.mail.tables
import monitor.review.tables
import monitor.search.tables  # noqa: F401 - loaded for its tables
from crawler.store.schema import run_migrations
from monitor.tables import judgement

run_migrations(judgement)
