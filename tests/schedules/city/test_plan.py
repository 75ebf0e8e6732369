"""The plan of the grown city says the same of the law as the catalogue: its truth is worth no more than that."""

from datetime import date

import pytest

from crawler.practice.grown.plan import load_plan
from crawler.registry import Bureau
from monitor.catalogue.load import find_edition
from monitor.deadlines import timings_in_force
from monitor.obligations import obligations
from monitor.owed import Comes
from monitor.words import TimeRule

UNITS = {"within_working_days": "wd", "within_days": "cd"}
COUNTED = {TimeRule.WITHIN, TimeRule.PROMPT, TimeRule.CONCURRENT}
PERIODS = {TimeRule.EVERY, TimeRule.MIN_COUNT, TimeRule.EXPECT_WINDOW}
DAYS = (date(2016, 8, 1), date(2018, 3, 1), date(2019, 6, 1))


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    return find_edition("ningbo-2015", tmp_path_factory.mktemp("workspace"))


def office(owing):
    """Return a bureau that owes it."""
    return Bureau(
        id="one", name="一", unit=owing.units[0] if owing.units[0].startswith("U_") else "U_CZ", level="city"
    )


@pytest.mark.parametrize("owing", load_plan().duty, ids=lambda one: one.id)
def test_the_plan_is_the_catalogues(edition, owing):
    duty = edition.duty(owing.id)
    bound = [one for day in DAYS for one in timings_in_force(duty, day, owing.units[0], "")]
    if owing.form == "standing":
        bureaus = {"one": office(owing)}
        (owed,) = obligations(
            edition, bureaus, events=(), found=(), first=DAYS[0], day=DAYS[-1], duties=(owing.id,)
        )
        assert (owed.comes, owing.counted) == (Comes.STANDING, owed.counted)
    elif owing.rule:
        within = [one for one in bound if one.rule is TimeRule.WITHIN and one.convicts]
        strongest = min(within, key=lambda one: (one.strength.rank, one.n))
        assert (strongest.n, strongest.unit) == (owing.n, UNITS[owing.rule])
    elif owing.form in {"yearly", "once"}:
        dated = [one for one in duty.timings if one.due.endswith(owing.due)]
        assert any(one.convicts for one in dated) == owing.binds
    elif owing.form == "shown":
        assert owing.n in {one.n for one in bound if one.rule is TimeRule.MIN_DURATION}
    else:
        forms = COUNTED if owing.form == "event" else PERIODS
        assert not owing.binds
        assert not any(one.convicts for one in bound if one.rule in forms)


OTHERWISE = {"C07.3"}
"""Duties whose text is the small city's own, with keys of its own."""


@pytest.mark.parametrize(
    "owing",
    [one for one in load_plan().duty if one.omit and one.id not in OTHERWISE],
    ids=lambda one: one.id,
)
def test_what_may_be_left_out_is_required(edition, owing):
    duty = edition.duty(owing.id)
    wanted = {one.key: one for day in DAYS for one in duty.elements_on(day)}
    assert set(owing.omit) <= set(wanted)
    assert {wanted[one].soft for one in owing.omit} == {not owing.elements}
