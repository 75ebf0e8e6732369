"""``gongkai judge`` keeps what it says."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from crawler.store.database import reading
from monitor.commands.judge import judge
from monitor.store import stored_verdicts
from monitor.tables import snapshot
from monitor.words import Flag, Standing


@pytest.fixture
def run(own):
    workspace, _ = own

    def go(*words):
        return CliRunner().invoke(judge, [*words], obj=lambda: workspace, catch_exceptions=False)

    return go


@pytest.fixture
def engine(own):
    return own[1]


def test_prints_a_line_for_every_standing_and_flag_there_is(run):
    lines = run("--as-of", "2015-08-10").output.splitlines()
    assert lines[0] == "snapshot 1: ningbo-2015 as of 2015-08-10, 7 obligations"
    assert "？ suspected_missing 疑似未公开 1" in lines
    counted = [int(line.split()[-1]) for line in lines[1:] if not line.startswith("!")]
    assert sum(counted) == 7
    assert not any(line.endswith(" 0") for line in lines)


def test_every_judgement_is_a_snapshot_of_its_own(run, engine):
    assert run("--as-of", "2015-08-10").exit_code == 0
    assert run("--as-of", "2015-08-10").exit_code == 0
    with reading(engine) as connection:
        assert connection.scalar(select(func.count()).select_from(snapshot)) == 2
    first, second = stored_verdicts(engine, 1), stored_verdicts(engine, 2)
    assert len(first) == 7
    assert first == second


def test_json_counts_what_is_kept(run, engine):
    said = json.loads(run("--as-of", "2015-08-10", "--json").output)
    kept = stored_verdicts(engine, said["snapshot"]).values()
    assert said["counts"] == {one.value: sum(k.standing is one for k in kept) for one in Standing}
    assert said["flags"] == {one.value: sum(one in k.flags for k in kept) for one in Flag}
    assert said["as_of"].startswith("2015-08-10")


def test_without_a_day_it_is_judged_as_of_now(run):
    assert run().output.startswith("snapshot 1: ningbo-2015 as of 20")
