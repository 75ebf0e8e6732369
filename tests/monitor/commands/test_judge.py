"""``gongkai judge`` keeps what it says."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from crawler.errors import GongkaiError
from crawler.store.database import reading, writing
from monitor.commands.judge import judge
from monitor.store import stored_verdicts
from monitor.tables import snapshot, verdict
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
    with reading(engine) as connection:  # what is said again is not written again
        assert connection.scalar(select(func.count()).select_from(verdict)) == 7


def test_json_counts_what_is_kept(run, engine):
    said = json.loads(run("--as-of", "2015-08-10", "--json").output)
    kept = stored_verdicts(engine, said["snapshot"]).values()
    assert said["counts"] == {one.value: sum(k.standing is one for k in kept) for one in Standing}
    assert said["flags"] == {one.value: sum(one in k.flags for k in kept) for one in Flag}
    assert said["as_of"].startswith("2015-08-10")


def test_without_a_day_it_is_judged_as_of_now(run):
    assert run().output.startswith("snapshot 1: ningbo-2015 as of 20")


def test_says_how_much_was_looked_at_and_written(run):
    lines = [run("--as-of", "2015-08-10", *more).output.splitlines()[-1] for more in ((), (), ("--full",))]
    assert lines == [
        "! looked at 1 of 1 bureau: 7 written, 0 ended",
        "! looked at 0 of 1 bureau: 0 written, 0 ended",
        "! looked at 1 of 1 bureau: 0 written, 0 ended",
    ]


def test_judging_everything_ends_badly_where_something_would_have_been_left_out(run, engine):
    assert run("--as-of", "2015-08-10").exit_code == 0
    with writing(engine) as connection:
        connection.execute(verdict.update().where(verdict.c.standing == "late").values(digest="forged"))
    with pytest.raises(GongkaiError, match=r"1 verdict would have been left as they were: caizheng/C02\.1/"):
        run("--as-of", "2015-08-10", "--full")
    assert run("--as-of", "2015-08-10", "--full").output.endswith("0 written, 0 ended\n")
