"""Tells Alembic where the steps of the judgement layer run."""

import monitor.mail.tables  # noqa: F401 - puts the outbox into the layer's metadata
import monitor.search.tables  # noqa: F401 - puts the tables of search into the layer's metadata
from crawler.store.schema import run_migrations
from monitor.tables import judgement

run_migrations(judgement)
