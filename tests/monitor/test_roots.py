"""One fault is one finding, however much hangs on it."""

from dataclasses import replace
from datetime import date

import pytest

from crawler.words import Ending
from monitor.catalogue.model import Edition
from monitor.judgement import Judgement, Unreadable
from monitor.roots import Root, roots
from monitor.say_root import say_root
from monitor.verdict import reach

DUE, TODAY = date(2015, 7, 10), date(2015, 8, 10)
EDITION = Edition(
    id="e", name="e", jurisdiction="NB", year=2015, calendar="china", general_columns=(), news_terms=(), draft_terms=()
)  # fmt: skip


@pytest.fixture
def judged(made):
    """Return a judgement of obligations that were looked for in places, so many a story."""

    def of(*stories, unreadable=()):
        verdicts = []
        for at, (count, places) in enumerate(stories):
            for n in range(count):
                owed = made.obligation(DUE, what=f"{at}-{n}", bureau=f"b{at}")
                verdicts.append(reach(made.evidence(TODAY, DUE, obligation=owed, places=places)))
        return Judgement(
            edition=EDITION, as_of=made.at(TODAY), bureaus={}, verdicts=tuple(verdicts), unreadable=unreadable, places={}
        )  # fmt: skip

    return of


def down(made, ending, site="web", column="tzgg"):
    place = made.place(*made.daily(DUE, TODAY, ending), column=column)
    return replace(place, site=site)


@pytest.mark.parametrize(
    "ending", [Ending.BLOCKED, Ending.UNREACHABLE, Ending.PARSE_ZERO, Ending.DRIFT, Ending.NOT_FOUND], ids=str
)
def test_a_site_that_cannot_be_read_is_one_finding_and_not_23(made, judged, ending):
    held = judged((23, (down(made, ending),)), (4, (down(made, ending),)))
    (found,) = roots(held)
    assert (found.root, found.site, found.ending) == (Root.SITE, "web", ending.value)
    assert len(found.obligations) == 27
    assert found.bureaus == ("b0", "b1")
    assert "27 项" in say_root(found)
    assert "27 cannot be told" in say_root(found, "en")


def test_our_own_outage_is_one_finding_over_all_sites(made, judged):
    held = judged(
        (5, (down(made, Ending.SELF_OUTAGE),)), (5, (down(made, Ending.SELF_OUTAGE, site="other"),))
    )
    (found,) = roots(held)
    assert (found.root, found.site, len(found.obligations)) == (Root.OURS, "", 10)


def test_two_sites_are_two_findings_the_larger_first(made, judged):
    held = judged((2, (down(made, Ending.BLOCKED),)), (3, (down(made, Ending.BLOCKED, site="other"),)))
    assert [(one.site, len(one.obligations)) for one in roots(held)] == [("other", 3), ("web", 2)]


def test_what_nobody_looked_at_and_nobody_vouches_for_is_ours_to_mend(made, judged):
    open_ = replace(made.place(*made.daily(DUE, TODAY)), whole=False)
    held = judged((2, (replace(made.place(), site="new"),)), (2, (open_,)), (1, ()))
    assert {(one.root, one.site) for one in roots(held)} == {
        (Root.LOOKING, "new"),
        (Root.REGISTER, "web"),
        (Root.REGISTER, "b2"),
    }


def test_a_column_on_which_nothing_hangs_yet_is_told_too(judged):
    blind = Unreadable(bureau="b", site="web", column="c", name="公告", ending="blocked", last_complete=None)
    (found,) = roots(judged(unreadable=(blind,)))
    assert (found.site, found.columns, found.obligations) == ("web", ("公告",), ())


def test_what_is_for_people_has_no_root(made, judged):
    there = made.candidate(lower=date(2015, 7, 9), upper=date(2015, 7, 12))
    verdict = reach(made.evidence(TODAY, DUE, candidates=(there,)))
    assert roots(replace(judged(), verdicts=(verdict,))) == ()
