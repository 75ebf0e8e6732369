"""The tables of judgement on both databases, and verdicts kept in them."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select

from crawler.clock import fixed_clock
from crawler.store.database import reading
from monitor.judge import judge
from monitor.rules.registry import rule
from monitor.store import last_snapshot, prepare_judgement, store_verdicts, stored_verdicts
from monitor.tables import judgement, verdict
from monitor.words import Flag, Standing


@pytest.fixture
def judging(engine):
    """A database of each kind with the tables of facts and judgement."""
    prepare_judgement(engine)
    return engine


def test_migrated_schema_equals_the_tables(judging):
    mine = {one.name for one in judgement.sorted_tables}
    with reading(judging) as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_name": lambda name, kind, _: kind != "table" or name in mine,
            },
        )
        assert compare_metadata(context, judgement) == []


def test_names_of_constraints_equal_those_of_the_tables(judging):
    looked = inspect(judging)
    for table in judgement.sorted_tables:
        assert {one["name"] for one in looked.get_foreign_keys(table.name)} == {
            one.name for one in table.foreign_key_constraints
        }


def test_preparing_twice_changes_nothing(judging):
    prepare_judgement(judging)


def test_what_is_kept_comes_back(judging, story, watched):
    judged = judge(*watched, as_of=story.end_of(story.last))
    kept = store_verdicts(judging, judged, fixed_clock(story.end_of(story.last)))
    found = stored_verdicts(judging, kept)
    assert {one.key: one.digest for one in judged.verdicts} == {one.key: one.digest for one in found.values()}
    withdrawn = found[f"caizheng/C02.1/{story.number(5)}"]
    assert (withdrawn.standing, withdrawn.flags) == (Standing.MET, (Flag.EDITED, Flag.WITHDRAWN))


def test_a_row_carries_its_receipt(judging, story, watched):
    judged = judge(*watched, as_of=story.end_of(story.last))
    store_verdicts(judging, judged, fixed_clock(story.end_of(story.last)))
    with reading(judging) as connection:
        row = connection.execute(select(verdict).where(verdict.c.standing == "late")).one()
    assert (row.due.isoformat(), row.late_working_days, len(row.readings)) == ("2015-07-08", 8, 2)
    assert row.rules["published_by_due_date"] == rule("published_by_due_date").VERSION
    assert row.reason["key"] == "late"


def test_the_last_snapshot_before_a_moment(judging, story, watched):
    clock = fixed_clock(story.end_of(story.last))
    for day in (story.first, story.last):
        store_verdicts(judging, judge(*watched, as_of=story.end_of(day)), clock)
    assert last_snapshot(judging, before=story.end_of(story.last)) == 1
    assert last_snapshot(judging, before=story.end_of(story.first)) is None
