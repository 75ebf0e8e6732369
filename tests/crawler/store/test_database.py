"""A database opens durable, or says in one message why it does not, without the password."""

import sqlite3
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from crawler.errors import DatabaseUnavailable, DiskLow
from crawler.store.database import open_database, reading, translated, writing


def test_sqlite_is_durable(sqlite_url):
    with reading(open_database(sqlite_url)) as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [connection.execute(text(f"PRAGMA {one}")).scalar_one() for one in asked]
    assert found == ["persist", 2, 1, 30000]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        pytest.param("sqlite:////no/such/folder/x.db", "does not answer: unable to open", id="no folder"),
        pytest.param("postgresql://u:s3cret@127.0.0.1:1/x", r"u:\*\*\*@127.0.0.1:1/x", id="no server"),
        pytest.param("postgres://u@127.0.0.1:1/x?password=s3cret", "password=", id="password in the query"),
        pytest.param("mysql+nothing://u:s3cret@h/x", "not a database address: 'mysql", id="another kind"),
        pytest.param("u:s3cret@h", "not a database address", id="no address"),
    ],
)
def test_what_does_not_answer_is_one_message_without_the_password(url, message):
    with pytest.raises(DatabaseUnavailable, match=message) as raised:
        open_database(url)
    assert "s3cret" not in str(raised.value) + raised.value.hint
    assert "\n" not in str(raised.value)
    assert raised.value.exit_code == 5


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "x.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(DatabaseUnavailable, match="file is not a database"):
        open_database(f"sqlite:///{tmp_path / 'x.db'}")


def test_postgresql_addresses_use_psycopg(postgresql_url):
    plain = postgresql_url.replace("postgresql+psycopg", "postgres")
    engine = open_database(plain)
    assert engine.driver == "psycopg"
    engine.dispose()


def test_an_error_rolls_everything_back(empty_engine):
    with writing(empty_engine) as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER PRIMARY KEY)"))

    def fails():
        with writing(empty_engine) as connection:
            connection.execute(text("INSERT INTO t VALUES (1)"))
            raise RuntimeError("inside")

    with pytest.raises(RuntimeError, match="inside"):
        fails()
    with reading(empty_engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM t")).scalar_one() == 0


def test_a_wrong_statement_is_no_outage(empty_engine):
    with writing(empty_engine) as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER PRIMARY KEY)"))

    def doubles():
        with writing(empty_engine) as connection:
            connection.execute(text("INSERT INTO t VALUES (1), (1)"))

    with pytest.raises(IntegrityError):
        doubles()


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(
            OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full")),
            id="asked by us",
        ),
        pytest.param(sqlite3.OperationalError("database or disk is full"), id="the driver itself"),
    ],
)
def test_a_full_disk_is_named(sqlite_url, error):
    engine = open_database(sqlite_url)

    def fills():
        with translated(engine):
            raise error

    with pytest.raises(DiskLow, match="no room left for the database") as raised:
        fills()
    assert raised.value.exit_code == 3


def test_writers_wait_for_each_other(sqlite_url):
    engine = open_database(sqlite_url)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER)"))
        connection.execute(text("INSERT INTO t VALUES (0)"))

    def add():
        for _ in range(25):
            with writing(engine) as connection:
                seen = connection.execute(text("SELECT n FROM t")).scalar_one()
                connection.execute(text("UPDATE t SET n = :n"), {"n": seen + 1})

    threads = [threading.Thread(target=add) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    with reading(engine) as connection:
        assert connection.execute(text("SELECT n FROM t")).scalar_one() == 100
    engine.dispose()


def test_readers_do_not_keep_readers_out(sqlite_url):
    engine = open_database(sqlite_url)
    with reading(engine) as one, reading(engine) as other:
        assert one.execute(text("SELECT 1")).scalar_one() == other.execute(text("SELECT 1")).scalar_one()
    engine.dispose()


def cut_off(url):
    """End every other connection to the database, as a restart of the server does."""
    engine = open_database(url)
    with writing(engine) as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    engine.dispose()


def test_a_restarted_server_is_met_again_by_the_next_transaction(postgresql_url):
    engine = open_database(postgresql_url)
    cut_off(postgresql_url)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
    engine.dispose()


def test_a_server_that_goes_away_inside_a_transaction_is_named(postgresql_url):
    engine = open_database(postgresql_url)

    def interrupted():
        with writing(engine) as connection:
            connection.execute(text("CREATE TABLE t (n INTEGER)"))
            cut_off(postgresql_url)
            connection.execute(text("INSERT INTO t VALUES (1)"))

    with pytest.raises(DatabaseUnavailable, match="does not answer"):
        interrupted()
    with reading(engine) as connection:
        assert connection.execute(text("SELECT to_regclass('t')")).scalar_one() is None
    engine.dispose()
