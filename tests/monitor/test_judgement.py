"""Numbers of a judgement are counted in one place."""

from datetime import date

import pytest

from crawler.errors import UsageError
from crawler.registry import Bureau
from monitor.catalogue.model import Edition
from monitor.judgement import WORST, Judgement
from monitor.verdict import reach
from monitor.words import Standing

DUE, TODAY = date(2015, 7, 10), date(2015, 8, 10)
EDITION = Edition(
    id="e", name="e", jurisdiction="NB", year=2015, calendar="china", general_columns=(), news_terms=(), draft_terms=()
)  # fmt: skip


@pytest.fixture
def judged(made):
    met = made.candidate(lower=None, upper=date(2015, 7, 1), right_place=False)
    late = made.candidate(lower=date(2015, 7, 20), upper=date(2015, 7, 21))
    stories = {"1": ((met,), TODAY), "2": ((late,), TODAY), "3": ((), TODAY), "4": ((), date(2015, 7, 1))}
    verdicts = tuple(
        reach(
            made.evidence(
                day, DUE, candidates=candidates, obligation=made.obligation(DUE, what=what, bureau="caizheng")
            )
        )
        for what, (candidates, day) in stories.items()
    )
    return Judgement(
        edition=EDITION,
        as_of=made.at(TODAY),
        bureaus={"caizheng": Bureau(id="caizheng", name="财政局")},
        verdicts=verdicts,
        places={"caizheng": ()},
    )


def test_every_standing_is_counted(judged):
    counts = judged.counts()
    assert (
        counts[Standing.MET],
        counts[Standing.LATE],
        counts[Standing.CANNOT_TELL],
        counts[Standing.NOT_DUE],
    ) == (1, 1, 1, 1)
    assert set(counts) == set(WORST)


def test_what_is_not_due_is_in_no_denominator(judged):
    assert (judged.coverage().judged, judged.coverage().due) == (2, 3)
    assert judged.coverage("minzheng").share is None


def test_findings_come_worst_first(judged):
    assert [one.obligation.what for one in judged.findings()] == ["2", "1"]


def test_a_cell_shows_the_worst(judged):
    cell = judged.matrix()["caizheng", "C02"]
    assert (cell.standing, cell.count, cell.total, cell.flagged) == (Standing.LATE, 1, 4, 1)


def test_one_verdict_by_its_key(judged):
    assert judged.verdict("caizheng/C02.1/3").obligation.what == "3"
    with pytest.raises(UsageError) as caught:
        judged.verdict("caizheng/C02.1/")
    assert "caizheng/C02.1/1" in caught.value.hint


def test_the_only_one_that_begins_so(judged):
    assert judged.only("caizheng/C02.1/4").obligation.what == "4"
    with pytest.raises(UsageError, match="4 obligations begin with"):
        judged.only("caizheng/")
