"""A bureau with a verdict of every sort, and a judgement of them."""

from datetime import date, timedelta

import pytest

from crawler.registry import Bureau
from monitor.catalogue.model import Edition
from monitor.evidence import ElementSeen
from monitor.judgement import Judgement
from monitor.scores.tree import find_tree
from monitor.verdict import reach

DUE, TODAY = date(2015, 7, 10), date(2015, 8, 10)
DAY = timedelta(days=1)
EDITION = Edition(
    id="e", name="e", jurisdiction="NB", year=2015, calendar="china", general_columns=(), news_terms=(), draft_terms=()
)  # fmt: skip


@pytest.fixture(scope="session")
def tree():
    return find_tree("five")


@pytest.fixture
def verdict(made):
    """Return a verdict of that sort, by name and bureau."""

    def of(sort, what, bureau="caizheng"):
        good = {"lower": None, "upper": DUE - DAY}
        stories = {
            "met": {"candidates": (made.candidate(**good),)},
            "misplaced": {"candidates": (made.candidate(**good, right_place=False),)},
            "whole": {"candidates": (made.candidate(**good, elements=seen(True, True)),)},
            "half": {"candidates": (made.candidate(**good, elements=seen(True, False, None)),)},
            "open": {"candidates": (made.candidate(**good, leaks=("身份证号",)),)},
            "late": {"candidates": (made.candidate(lower=DUE + 4 * DAY, upper=DUE + 5 * DAY),)},
            "missing": {"places": (made.place(*made.daily(DUE, TODAY)),)},
            "blind": {},
        }
        owed = made.obligation(DUE, what=what, bureau=bureau)
        return reach(made.evidence(TODAY, DUE, obligation=owed, **stories[sort]))

    return of


def seen(*present):
    return tuple(ElementSeen(key=str(at), name=str(at), present=one) for at, one in enumerate(present))


@pytest.fixture
def judged(made, verdict):
    """Return a judgement of bureau → sorts."""

    def of(reviews=None, **bureaus):
        verdicts = tuple(
            verdict(sort, f"{sort}{at}", bureau)
            for bureau, sorts in bureaus.items()
            for at, sort in enumerate(sorts)
        )
        return Judgement(
            edition=EDITION,
            as_of=made.at(TODAY),
            bureaus={one: Bureau(id=one, name=one, unit=f"U_{one}") for one in bureaus},
            verdicts=verdicts,
            places=dict.fromkeys(bureaus, ()),
            reviews=reviews or {},
        )

    return of
