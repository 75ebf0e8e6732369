"""Judgements that build upon each other, on both databases: what is said from when to when, and all of it or nothing."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from crawler.errors import LockHeld
from crawler.store.database import reading
from crawler.store.since import Mark
from monitor.calm import Calm, Listed
from monitor.keeping import (
    Counts,
    Increment,
    calm_row,
    held_verdicts,
    keep_increment,
    known_calms,
    last_base,
)
from monitor.spill import Spill
from monitor.store import prepare_judgement, stored_verdicts
from monitor.tables import calm

NOW = datetime(2015, 8, 10, tzinfo=UTC)
ABOUT = {
    "as_of": NOW,
    "made_at": NOW,
    "edition": "e",
    "software": "s",
    "edition_digest": "",
    "calendar_digest": "",
}
MARK = Mark(run=7, ended=(5, 7), wrong=(3,))
CALM = Calm(as_of=NOW, still=NOW, fed=NOW, lists={"web/c": Listed(shape="x", started_at=NOW, ended_at=NOW)})


@pytest.fixture
def judging(engine):
    prepare_judgement(engine)
    return engine


def row(what, standing, digest, **more):
    values = {
        "bureau": "b", "category": "C02", "duty": "C02.1", "what": what, "due": None, "standing": standing,
        "flags": ["edited"], "reason": {"key": "late", "values": {}}, "late_working_days": None, "notice": None,
        "readings": [], "fetches": [], "rules": {"r": 1}, "digest": digest,
    }  # fmt: skip
    return values | more


def keep(engine, rows, *, base=None, ends=(), mark=MARK, bureaus=(), head=None):
    counts = base.counts if base else Counts()
    for one in rows:
        counts.add(one["standing"], one["flags"])
    with Spill() as verdicts, Spill() as calms:
        verdicts.add(rows)
        calms.add(list(bureaus))
        made = Increment(base=base, head=head, verdicts=verdicts, ends=list(ends), calms=calms, counts=counts)
        return keep_increment(engine, made, ABOUT, "law", mark)


def test_a_base_comes_back_as_it_was_kept(judging):
    assert last_base(judging) is None
    first = keep(judging, [row("1", "late", "x")])
    base = last_base(judging)
    assert (base.id, base.root, base.as_of, base.law, base.mark) == (first, first, NOW, "law", MARK)
    assert (base.counts.obligations, dict(base.counts.flags)) == (1, {"edited": 1})


def test_a_verdict_holds_until_the_snapshot_that_ends_it(judging):
    first = keep(judging, [row("1", "late", "x"), row("2", "met", "y")])
    base = last_base(judging)
    held = held_verdicts(judging, base, ["b", "c"])["b"]
    assert held["b/C02.1/1"].said == ("x", "late", None)
    second = keep(judging, [row("1", "met", "z")], base=base, ends=[held["b/C02.1/1"].id], head=first)
    third = keep(judging, [], base=last_base(judging), ends=[held["b/C02.1/2"].id], head=second)
    said = {
        one: {key: kept.digest for key, kept in stored_verdicts(judging, one).items()}
        for one in (first, second, third)
    }
    assert said == {
        first: {"b/C02.1/1": "x", "b/C02.1/2": "y"},
        second: {"b/C02.1/1": "z", "b/C02.1/2": "y"},
        third: {"b/C02.1/1": "z"},
    }
    assert last_base(judging).root == first
    assert list(held_verdicts(judging, last_base(judging), ["b"])["b"]) == ["b/C02.1/1"]


def test_another_root_is_another_family(judging):
    first = keep(judging, [row("1", "late", "x")], mark=None)
    second = keep(judging, [row("2", "met", "y")])
    assert list(stored_verdicts(judging, first)) == ["b/C02.1/1"]
    assert list(stored_verdicts(judging, second)) == ["b/C02.1/2"]
    assert last_base(judging).id == second


def test_calms_are_replaced_and_taken_away(judging):
    first = keep(judging, [], bureaus=[calm_row("b", "t", CALM), calm_row("c", "t", CALM)])
    assert known_calms(judging) == {"b": ("t", CALM), "c": ("t", CALM)}
    keep(
        judging, [], base=last_base(judging), bureaus=[calm_row("b", "u", CALM), {"bureau": "c"}], head=first
    )
    assert known_calms(judging) == {"b": ("u", CALM)}


def test_without_a_mark_nothing_is_told_of_calm(judging):
    keep(judging, [], bureaus=[calm_row("b", "t", CALM)], mark=None)
    assert last_base(judging) is None
    assert known_calms(judging) == {}


def test_whoever_comes_too_late_keeps_nothing(judging):
    first = keep(judging, [row("1", "late", "x")])
    keep(judging, [], base=last_base(judging), head=first)
    with pytest.raises(LockHeld):
        keep(judging, [], base=last_base(judging), bureaus=[calm_row("b", "t", CALM)], head=first)
    with reading(judging) as connection:
        assert connection.scalar(select(func.count()).select_from(calm)) == 0


def test_rows_on_disk_come_back_in_their_lists():
    with Spill() as spill:
        for one in ([{"a": 1}, {"a": NOW}], [], [{"b": None}]):
            spill.add(one)
        assert spill.rows == 3
        assert list(spill) == [[{"a": 1}, {"a": NOW}], [{"b": None}]]
