"""A restarted server has what was committed and nothing else, and whoever was connected is told."""

import pytest
from sqlalchemy import text

from crawler.errors import DatabaseUnavailable
from crawler.store.database import open_database, reading, writing


def test_a_restart_breaks_off_what_is_open_and_keeps_what_was_committed(postgresql_cluster, postgresql_url):
    engine = open_database(postgresql_url)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER)"))

    def broken_off():
        with writing(engine) as connection:
            connection.execute(text("INSERT INTO t VALUES (1)"))
            postgresql_cluster.restart()
            connection.execute(text("INSERT INTO t VALUES (2)"))

    with pytest.raises(DatabaseUnavailable, match="does not answer"):
        broken_off()
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM t")).scalar_one() == 0
    engine.dispose()
