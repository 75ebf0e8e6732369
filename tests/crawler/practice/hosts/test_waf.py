"""Every protection page is faced once for all of these tests; each site is then held to everything that must be so."""

from dataclasses import replace

import pytest

from crawler.challenges import SIGNATURES
from crawler.practice.hosts import measure_waf as module
from crawler.practice.hosts.build import DAY_ONE, DAY_TWO
from crawler.practice.hosts.measure_waf import MOST, measure_waf
from crawler.practice.hosts.waf import build_waf, cases, turned
from crawler.practice.walls import walls

SITES = [f"{name}-{order}" for name, case in (cases() | turned()).items() for order in case.orders]


@pytest.fixture(scope="module")
def faced(tmp_path_factory):
    found = measure_waf(*build_waf(), tmp_path_factory.mktemp("waf"))
    return {one.name: one for one in found}


@pytest.mark.parametrize("name", SITES)
def test_a_wall_is_called_by_its_name_and_nothing_of_it_is_kept(faced, name):
    site = faced[name]
    assert site.wrong == ()
    assert site.labelled
    assert site.found == site.expected
    assert site.busiest <= MOST


def test_every_known_protection_stands_somewhere():
    stood = {walls()[one.wall].label.partition(" ")[2] for one in cases().values()}
    assert {one.name for one in SIGNATURES} <= stood
    assert {one.wall for one in cases().values()} == set(walls())


def test_a_site_is_shut_on_one_day_and_open_on_the_other():
    city, played = build_waf()
    for bureau in city.bureaus:
        shut = {day for day in (DAY_ONE, DAY_TWO) if bureau.trouble_on(day)}
        assert shut == {played[bureau.id].blocked}


def lying(monkeypatch, name, **changes):
    """Serve one case only, and hold it against a truth that differs."""
    city, played = build_waf()
    site = played[name]
    held = replace(site, **{key: change(site) for key, change in changes.items()})
    return replace(city, bureaus=(site.bureau,)), {name: held}


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        pytest.param(
            "jsl-shut-open",
            {"case": lambda one: replace(one.case, label="challenge rs")},
            "",
            id="another name",
        ),
        pytest.param(
            "jsl-shut-open",
            {"case": lambda one: replace(one.case, ending="unreachable")},
            "ended as blocked",
            id="another ending",
        ),
        pytest.param(
            "gate-shut-open",
            {"case": lambda one: replace(one.case, ending="blocked")},
            "no reading was kept from its end",
            id="it was let through",
        ),
        pytest.param(
            "asked-over-tls-shut-open",
            {"blocked": lambda _: DAY_TWO},
            "turned to",
            id="the day of the scheme",
        ),
        pytest.param(
            "jsl-open-shut", {"blocked": lambda _: DAY_ONE}, "not read when it was open", id="another day"
        ),
        pytest.param(
            "jsl-shut-open",
            {"bureau": lambda one: replace(one.bureau, notices=one.bureau.notices[1:])},
            "never served",
            id="a row that was not there",
        ),
    ],
)
def test_what_differs_is_told(tmp_path, monkeypatch, name, changes, said):
    """The measure itself must be able to fail."""
    (site,) = measure_waf(*lying(monkeypatch, name, **changes), tmp_path)
    assert not site.clean
    assert said in "\n".join(site.wrong)


def test_a_host_that_is_hammered_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST", 1)
    city, played = build_waf()
    site = played["jsl-shut-open"]
    (one,) = measure_waf(replace(city, bureaus=(site.bureau,)), {site.bureau.id: site}, tmp_path)
    assert any("in an hour while it refused" in what for what in one.wrong)
