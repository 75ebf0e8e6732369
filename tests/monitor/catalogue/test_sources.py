from dataclasses import replace
from datetime import date

import pytest

from monitor.catalogue.load import load_edition
from monitor.catalogue.model import Instrument, RecalledArticle
from monitor.catalogue.sources import articles_of, from_memory, instrument_of
from monitor.words import Strength

LAST = date(2020, 12, 31)
READ = Instrument(
    id="law", name="公开法", doc_no="", strength=Strength.LAW, jurisdiction="CN", valid_from=date(2010, 1, 1),
    recalled_articles=(RecalledArticle(article="3"), RecalledArticle(article="14", until=LAST)),
)  # fmt: skip
KNOWN = {"law": READ, "memory": replace(READ, id="memory", recalled=True, recalled_articles=())}


def test_a_citation_starts_with_its_instrument():
    assert instrument_of("law#3,4") == "law"
    assert instrument_of("law") == "law"


def test_a_citation_names_its_articles():
    assert articles_of("law#3, 4") == ("3", "4")
    assert articles_of("law") == ()


@pytest.mark.parametrize(
    ("cite", "last", "memory"),
    [
        pytest.param(["law#4"], None, False, id="an article that was read"),
        pytest.param(["law"], None, False, id="the whole of it"),
        pytest.param(["law#3"], None, True, id="an article that was not"),
        pytest.param(["law#3,4"], None, False, id="one of two"),
        pytest.param(["law#14"], LAST, True, id="in the wording that was not"),
        pytest.param(["law#14"], date(2021, 1, 1), False, id="until a day after it"),
        pytest.param(["law#14"], None, False, id="in the wording of today"),
        pytest.param(["memory#4"], None, True, id="an instrument from memory"),
        pytest.param(["memory", "law#4"], None, False, id="and another that was read"),
        pytest.param(["memory", "law#3"], None, True, id="two from memory"),
        pytest.param([], None, False, id="nothing is cited"),
        pytest.param(["elsewhere#1"], None, False, id="nothing that is known"),
    ],
)
def test_what_is_known_from_memory(cite, last, memory):
    assert from_memory(cite, KNOWN, last) is memory


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param("", [(None, None, True)], id="no mark"),
        pytest.param("{article: '1'}", [(None, None, False)], id="never read"),
        pytest.param(
            "{article: '1', until: 2014-06-30}",
            [(None, date(2014, 6, 30), False), (date(2014, 7, 1), None, True)],
            id="in two wordings",
        ),
        pytest.param(
            "{article: '1', until: 2014-06-30}, {article: '1', until: 2012-06-30}",
            [
                (None, date(2012, 6, 30), False),
                (date(2012, 7, 1), date(2014, 6, 30), False),
                (date(2014, 7, 1), None, True),
            ],
            id="in three",
        ),
        pytest.param("{article: '1', until: 2009-12-31}", [(None, None, True)], id="before it held"),
        pytest.param("{article: '9', until: 2014-06-30}", [(None, None, True)], id="another article"),
    ],
)
def test_a_rule_is_cut_where_the_wording_that_was_read_begins(folder, marks, expected):
    """The rule of ten days stands on article 2 from 2019, that of twenty on article 1 from 2010 to 2018."""
    folder.replace(
        "instruments.yaml",
        "valid_from: 2010-01-01}",
        f"valid_from: 2010-01-01,\n   recalled_articles: [{marks}]}}",
    )
    twenty = [one for one in load_edition(folder.path).duty("C01.1").timings if one.n == 20]
    assert [(one.valid_from, one.valid_to, one.convicts) for one in twenty] == [
        (first or date(2010, 1, 1), last or date(2018, 12, 31), convicts)
        for first, last, convicts in expected
    ]
