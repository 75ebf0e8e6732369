"""Faults are dealt out so that each lies over as many sites as asked for, and nothing slow holds up what is not."""

from collections import Counter

import pytest

from crawler.practice.faults.registry import city_faults
from crawler.practice.grown.grow import grow_city
from crawler.words import Outcome
from schedules.city.ours import OURS
from schedules.city.rounds import PASSES, begins, deal, ours, telling


@pytest.fixture(scope="module")
def grown():
    return grow_city(24, 1)


def test_every_row_of_collection_is_there():
    rows = {one.row for one in city_faults()} | {one.row for one in OURS}
    assert rows == set(range(1, 28))


def test_every_fault_lies_over_as_many_sites_as_asked_for(grown):
    counts = Counter(fault.label for one in deal(grown, city_faults(), 3) for fault in one.faults.values())
    assert counts == {one.label: 3 for one in city_faults()}


def test_no_site_has_two_faults_at_once_and_the_slow_are_by_themselves(grown):
    for one in deal(grown, city_faults(), 3):
        assert len(set(one.sites)) == len(one.sites) == len(one.faults)
        assert len({(fault.heavy, fault.outcome is Outcome.TIMEOUT) for fault in one.faults.values()}) == 1


def test_every_other_site_is_sound_again_before_the_end(grown, tmp_path):
    rounds = deal(grown, [one for one in city_faults() if one.row == 1], 2)
    (one,) = rounds
    laid = one.laid(grown, tmp_path, lambda: None)
    assert len(one.passing) == 1
    for site, each in laid.items():
        assert each.since == begins(grown)
        assert each.lies(grown.last) == (site not in one.passing)
        assert each.lies(grown.last - PASSES)


def test_faults_lie_over_sites_that_can_be_read(grown):
    for site in telling(grown):
        assert not any(one.until >= begins(grown) for one in grown.sites[site].troubles)


def test_what_is_wrong_with_us_lies_over_several_sites_at_once(grown):
    assert [len(one.sites) for one in ours(grown, [], 1)] == [4] * len(OURS)
    assert [one.label for one in ours(grown, [25], 9)] == [one.label for one in OURS if one.row == 25]


def test_a_second_network_looks_where_the_fault_takes_two(grown):
    every = [one for one in deal(grown, city_faults(), 1) if one.seen_twice]
    twice = [one.faults[site].row for one in every for site in one.seen_twice]
    assert twice == [15, 15]
