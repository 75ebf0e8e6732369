"""Brings the database to the schema of all three layers."""

from sqlalchemy import Engine

from crawler.store.schema import upgrade

LAYERS = (("crawler", "facts_version"), ("monitor", "judgement_version"), ("schedules", "time_version"))
"""Package with a ``migrations`` folder → the table that remembers its revision."""


def prepare(engine: Engine) -> None:
    """Upgrade every layer's tables; what is current already stays untouched."""
    for package, version_table in LAYERS:
        upgrade(engine, package, version_table)
