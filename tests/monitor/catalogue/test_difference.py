from dataclasses import replace

import pytest

from monitor.catalogue.difference import How, Thing, differences
from monitor.catalogue.load import load_edition

CATEGORY = "categories/C01-budget.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        pytest.param(CATEGORY, "n: 7", "n: 9", [("timing", "C01.2/t2", "n", "7", "9")], id="a number"),
        pytest.param(
            CATEGORY, "name: 部门决算", "name: 决算", [("duty", "C01.2", "name", "部门决算", "决算")], id="a name"
        ),
        pytest.param(
            "units.yaml", "财政局}", "财政局, aliases: [财局]}", [("unit", "U_FINANCE", "aliases", "", "财局")],
            id="an alias",
        ),
        pytest.param(
            "instruments.yaml", "strength: law", "strength: rule",
            [("instrument", "law", "strength", "law", "rule")], id="strength of a source",
        ),
        pytest.param("edition.yaml", "year: 2015", "year: 2016", [("edition", "", "year", "2015", "2016")], id="year"),
    ],
)  # fmt: skip
def test_what_changed_is_named_with_both_values(folder, file, old, new, said):
    before = load_edition(folder.path)
    folder.replace(file, old, new)
    found = differences(before, load_edition(folder.path))
    changed = [(one.thing.value, one.id, one.key, one.old, one.new) for one in found]
    assert changed[: len(said)] == said
    assert all(one.how is How.CHANGED for one in found)


def test_a_rule_put_before_others_is_one_rule_more(folder):
    before = load_edition(folder.path)
    folder.replace(
        CATEGORY,
        "  - {use: TWENTY}",
        "  - {rule: within, n: 3, unit: wd, trigger: 批复之日, jurisdiction: CN, strength: law, cite: [law]}\n"
        "  - {use: TWENTY}",
    )
    found = [one for one in differences(before, load_edition(folder.path)) if one.id.startswith("C01.1")]
    assert [(one.thing, one.how, one.name) for one in found] == [
        (Thing.TIMING, How.ADDED, "批复之日起3个工作日内")
    ]


def test_what_came_one_way_went_the_other(folder):
    edition = load_edition(folder.path)
    fewer = replace(edition, categories=())
    assert [one.how for one in differences(edition, fewer)] == [How.REMOVED] * 3
    assert [one.how for one in differences(fewer, edition)] == [How.ADDED] * 3


def test_a_rule_that_stood_twice_and_stands_once_is_one_rule_less(folder):
    folder.replace(CATEGORY, "  - {use: TWENTY}", "  - {use: TWENTY}\n  - {use: TWENTY}")
    twice = load_edition(folder.path)
    folder.replace(CATEGORY, "  - {use: TWENTY}\n  - {use: TWENTY}", "  - {use: TWENTY}")
    found = [one for one in differences(twice, load_edition(folder.path)) if one.id.startswith("C01.1")]
    assert [(one.thing, one.how) for one in found] == [(Thing.TIMING, How.REMOVED)] * 2
