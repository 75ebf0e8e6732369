"""A fault that changes the bureau, or answers by the asker's address, changes that and nothing else."""

from datetime import date, timedelta

import pytest

from crawler.practice.door import HOST
from crawler.practice.faults.doors import SECOND
from crawler.practice.faults.laid import Laid
from crawler.practice.faults.registry import city_faults
from crawler.practice.http import Request
from crawler.practice.render import list_path

SINCE, DAY = date(2015, 9, 1), date(2015, 9, 20)


def lay(city, name, until=date.max):
    (fault,) = (one for one in city_faults() if one.name == name)
    return Laid(fault=fault, bureau=city.by_id["caizheng"], since=SINCE, until=until)


def asked(laid, peer=HOST):
    target = list_path(laid.bureau, laid.bureau.columns[0])
    return laid.answer(DAY, Request(target=target, peer=peer))


@pytest.mark.parametrize(
    ("name", "back"),
    [
        pytest.param("everything new dated 45 days back", 45, id="dated back"),
        pytest.param("days of another time zone, one too early", 1, id="another time zone"),
    ],
)
def test_only_what_is_new_is_dated_back(city, name, back):
    laid = lay(city, name)
    pairs = list(zip(laid.bureau.notices, laid.altered.notices, strict=True))
    new = [pair for pair in pairs if pair[0].appears >= SINCE]
    assert {old.claimed - now.claimed for old, now in new} == {timedelta(days=back)}
    assert all(old == now for old, now in pairs if old.appears < SINCE)
    assert {old.appears - now.appears for old, now in new} == {timedelta(0)}


def test_the_lists_show_the_other_day(city):
    laid, usual = lay(city, "everything new dated 45 days back"), lay(city, "a closed port")
    assert asked(laid).status == asked(usual).status == 200
    assert asked(laid).body != asked(usual).body


@pytest.mark.parametrize(
    ("name", "status", "reset"),
    [
        pytest.param("404 for one of two networks", 404, False, id="not there"),
        pytest.param("one of two networks cut off", 200, True, id="cut off"),
    ],
)
def test_one_of_two_networks_is_shown_nothing(city, name, status, reset):
    laid = lay(city, name)
    assert (asked(laid).status, asked(laid).reset) == (status, reset)
    assert asked(laid, SECOND).body == asked(lay(city, "a closed port")).body
