import pytest

from crawler.challenges import SIGNATURES
from crawler.health.advice import advise, sentences
from crawler.words import Ending, Outcome

FINE = {Outcome.OK, Outcome.NOT_MODIFIED}


@pytest.mark.parametrize("ending", list(Ending))
def test_every_ending_has_advice(ending):
    assert advise(ending).zh
    assert advise(ending).en


@pytest.mark.parametrize("outcome", [one for one in Outcome if one not in FINE])
def test_every_way_of_not_getting_a_page_has_advice(outcome):
    assert advise(Ending.UNREACHABLE, f"page 1: {outcome} whatever") == sentences()["outcome"][outcome]


@pytest.mark.parametrize("name", [one.name for one in SIGNATURES])
def test_every_protection_has_advice_that_does_not_solve_it(name):
    said = advise(Ending.BLOCKED, f"page 1: challenge {name}")
    assert said == sentences()["challenge"][name]
    assert "do not" in said.en


def test_nothing_is_advised_on_that_does_not_exist():
    known = sentences()
    assert set(known["ending"]) == set(Ending)
    assert set(known["outcome"]) == set(Outcome) - FINE
    assert set(known["challenge"]) == {one.name for one in SIGNATURES}
    assert set(known["state"]) == {"vantage_conflict"}


@pytest.mark.parametrize("start", sorted(sentences()["blocked"]))
def test_every_manner_of_refusing_has_advice_of_its_own(start):
    """The details are those that the judge of answers gives; the host ``waf`` meets each of them."""
    said = advise(Ending.BLOCKED, f"page 2: blocked {start}: and more")
    assert said == sentences()["blocked"][start]
    assert said != sentences()["outcome"]["blocked"]


def test_an_outage_of_ours_is_not_the_sites():
    assert advise(Ending.SELF_OUTAGE, "page 1: dns whatever") == sentences()["ending"][Ending.SELF_OUTAGE]


def test_a_strange_detail_falls_back_to_the_ending():
    assert advise(Ending.DRIFT, "page 9999999: <script>") == sentences()["ending"][Ending.DRIFT]
