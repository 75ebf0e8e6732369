"""The campaign in short: six bureaus and a year, sound and with three faults; the truth is found and nobody is accused."""

from datetime import UTC, datetime

import pytest

from crawler.errors import UsageError
from crawler.practice.faults.registry import city_faults
from crawler.practice.grown.grow import grow_city
from monitor.words import Standing
from schedules.city.held import Held, held
from schedules.city.rounds import deal
from schedules.city.run import again, campaign
from schedules.city.show import confusion, fault_table, flag_table, summary, wrong

FAULTS = ("a closed port", "a page of welcome", "404 for everything")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("city")


@pytest.fixture(scope="module")
def played(folder):
    """The sound city, and the same with a closed port, a redesign and a site that says of everything that it is gone."""
    grown = grow_city(6, 1)
    chosen = [one for one in city_faults() if one.name in FAULTS]
    with campaign(grown, folder, lambda: datetime.now(UTC), lambda *_: None) as running:
        (dealt,) = deal(grown, chosen, 1)
        running.prelude()
        return running.sound(), running.round(1, dealt)


def every(played):
    return [one for compared in played.compared.values() for one in compared]


def test_every_standing_and_flag_of_the_truth_is_found(played):
    sound, _ = played
    assert list(wrong(sound)) == []
    assert len(every(sound)) > 60
    assert {one.truth.standing for one in every(sound)} >= {"met", "late", "suspected_missing", "not_due"}
    assert sum(len(one.truth.flags) for one in every(sound)) > 15


def test_faults_weaken_and_never_accuse(played):
    _, faulty = played
    assert list(wrong(faulty)) == []
    assert {fault.name for fault in faulty.round.faults.values()} == set(FAULTS)
    counts = [held(one) for one in every(faulty)]
    assert counts.count(Held.WEAKENED) > 0
    assert counts.count(Held.FOUND) > counts.count(Held.WEAKENED)


def test_what_is_known_before_a_fault_stays_known(played):
    _, faulty = played
    late = [one for one in every(faulty) if one.truth and one.truth.standing == Standing.LATE]
    assert any(held(one) is Held.FOUND for one in late)


def test_says_what_came_of_it(played):
    sound, faulty = played
    assert confusion("sound", every(sound)).row_count >= 5
    assert flag_table(every(sound)).row_count == 7
    assert fault_table([faulty]).row_count == len(FAULTS)
    assert summary([sound]).endswith("0 weakened, 0 other, 0 wrong")


def test_what_was_kept_is_judged_again_without_a_crawl(played, folder):
    sound, _ = played
    found = again(grow_city(6, 1), folder)
    assert summary([found]) == summary([sound])
    with pytest.raises(UsageError, match="another city"):
        again(grow_city(7, 1), folder)
    with pytest.raises(UsageError, match="no city was played"):
        again(grow_city(6, 1), folder / "elsewhere")
