"""Brings a layer's tables to the schema of this program; each layer keeps its own migrations and version table."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from alembic import command, context
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, text

from crawler.errors import DatabaseUnavailable
from crawler.store.database import masked, reading, translated, writing

_ADVISORY = 0x676F6E676B6169  # "gongkai": one migration at a time on a PostgreSQL server


def prepare_facts(engine: Engine) -> None:
    """Bring the tables of facts to the schema of this program."""
    upgrade(engine, "crawler", "facts_version")


def upgrade(engine: Engine, package: str, version_table: str, *, to: str = "head") -> None:
    """Run the migrations of *package* that this database has not seen, in one transaction; all, or those *to* a revision.

    Raises DatabaseUnavailable when the database was written by a newer program.
    """
    with as_file(files(package) / "migrations") as folder, _migrating(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY})
        config = _config(folder)
        config.attributes.update(connection=connection, version_table=version_table)
        script = ScriptDirectory.from_config(config)
        if _standing(connection, version_table) == set(script.get_heads()):
            return
        _refuse_newer(engine, script, _standing(connection, version_table))
        command.upgrade(config, to)
        _check_references(connection)


def revisions(package: str) -> list[str]:
    """Return the revisions of a layer's tables, the oldest first: each is what some program wrote."""
    with as_file(files(package) / "migrations") as folder:
        script = ScriptDirectory.from_config(_config(folder))
        return [one.revision for one in script.walk_revisions()][::-1]


def behind(engine: Engine, package: str, version_table: str) -> bool:
    """Whether the tables of *package* are not yet of this program's schema."""
    with as_file(files(package) / "migrations") as folder, reading(engine) as connection:
        script = ScriptDirectory.from_config(_config(folder))
        return _standing(connection, version_table) != set(script.get_heads())


def _config(folder: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that may rebuild tables: SQLite would take a table that others refer to for emptied meanwhile."""
    if engine.dialect.name != "sqlite":
        with writing(engine) as connection:
            yield connection
        return
    with translated(engine), engine.connect() as connection:
        bare = connection.connection.driver_connection
        if bare is None:
            raise DatabaseUnavailable(f"database {masked(engine.url)} is closed")
        bare.execute("PRAGMA foreign_keys = OFF")  # heeded outside of a transaction only
        try:
            with connection.begin():
                yield connection
        finally:
            bare.execute("PRAGMA foreign_keys = ON")


def _check_references(connection: Connection) -> None:
    """Raise DatabaseUnavailable, so that nothing is committed, where a row refers to another that is not there."""
    if connection.dialect.name != "sqlite":
        return  # which has checked each as it was written
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise DatabaseUnavailable(f"the upgrade would leave {broken[0]!r} without what it refers to")


def run_migrations(metadata: MetaData) -> None:
    """Run the migrations that Alembic asks for; every layer's ``env.py`` is a call of this."""
    attributes = context.config.attributes
    context.configure(
        connection=attributes["connection"],
        version_table=attributes["version_table"],
        target_metadata=metadata,
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def _standing(connection: Connection, version_table: str) -> set[str]:
    standing = MigrationContext.configure(connection, opts={"version_table": version_table})
    return set(standing.get_current_heads())


def _refuse_newer(engine: Engine, script: ScriptDirectory, standing: set[str]) -> None:
    known = {one.revision for one in script.walk_revisions()}
    if unknown := standing - known:
        raise DatabaseUnavailable(
            f"database {masked(engine.url)} is newer than this program: revision {', '.join(sorted(unknown))!r}",
            hint="use the program that wrote it, or a newer one",
        )
