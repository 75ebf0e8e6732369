"""Every host is crawled on both days once for all of these tests; each is then held to everything that must be so."""

from dataclasses import replace

import pytest

from crawler.browser.program import absence
from crawler.practice.hosts.build import build_hosts, kinds
from crawler.practice.hosts.measure import measure
from crawler.practice.hosts.misc import NAME as MISC
from crawler.practice.server import serve_city


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    possible = tuple(name for name, one in kinds().items() if not (one.render and absence("")))
    found = measure(build_hosts(possible), tmp_path_factory.mktemp("hosts"))
    return {one.name: one for one in found}


@pytest.mark.parametrize("name", sorted(kinds()))
def test_everything_of_a_host_is_collected_and_nothing_else(measured, name):
    if name not in measured:
        pytest.skip(absence(""))
    host = measured[name]
    assert host.wrong == ()
    assert (host.recall, host.precision) == (1.0, 1.0)
    assert host.adapter == kinds()[name].adapter
    assert host.past_the_end <= 1


@pytest.mark.parametrize("name", sorted(kinds().keys() - {MISC}))
def test_the_second_day_costs_lists_and_what_moved(measured, name):
    if name not in measured:
        pytest.skip(absence(""))
    host = measured[name]
    assert host.first_day >= 60
    assert host.second_day <= 20


def test_what_differs_is_told(tmp_path, monkeypatch):
    """The measure itself must be able to fail: hosts are held against a truth that differs in each respect."""
    city = build_hosts(("ivs",))
    bureau = city.bureaus[0]
    told = list(bureau.notices)
    retitled, redated, refiled = (next(at for at, one in enumerate(told) if test(one)) for test in _CHOSEN)
    told[retitled] = replace(told[retitled], title="另一标题")
    told[redated] = replace(told[redated], claimed=city.first)
    files = tuple(replace(one, text="另一内容") for one in told[refiled].attachments)
    told[refiled] = replace(told[refiled], attachments=files)
    lying = replace(bureau, notices=tuple(told))
    monkeypatch.setattr("crawler.practice.hosts.measure.serve_city", lambda _, day: serve_city(city, day))
    (host,) = measure(replace(city, bureaus=(lying,)), tmp_path)
    said = "\n".join(host.wrong)
    assert not host.clean
    assert host.recall < 1
    assert host.precision < 1
    for what in ("not found: ", "not served: ", "read as ", "file differs or is missing: "):
        assert what in said


_CHOSEN = (
    lambda one: not one.external and not one.attachments and one.number == 1006,
    lambda one: not one.external and one.number == 1004,
    lambda one: one.attachments and not one.external,
)
