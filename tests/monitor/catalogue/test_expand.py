from datetime import date

from monitor.catalogue.expand import members
from monitor.catalogue.load import load_edition

CATEGORY = "categories/C01-budget.yaml"


def test_a_template_gives_each_of_its_versions_with_a_letter(folder):
    timings = load_edition(folder.path).duty("C01.1").timings
    assert [(one.id, one.n) for one in timings] == [("C01.1/t1", None), ("C01.1/t2a", 20), ("C01.1/t2b", 10)]


def test_a_reference_takes_over_the_other_dutys_rules_under_its_own_ids(folder):
    timings = load_edition(folder.path).duty("C01.2").timings
    assert [one.id for one in timings] == ["C01.2/t1a", "C01.2/t1b", "C01.2/t1c", "C01.2/t2"]
    assert timings[0].due == "03-31"


def test_elements_are_taken_over(folder):
    assert [one.key for one in load_edition(folder.path).duty("C01.2").elements] == ["total"]


def test_a_scope_names_everybody_in_the_set(folder):
    by_date = load_edition(folder.path).duty("C01.1").timings[0]
    assert by_date.scope == ("U_ALL", "U_FINANCE", "U_SCHOOLS")
    assert by_date.in_force(date(2015, 3, 31), "U_SCHOOLS")
    assert not by_date.in_force(date(2015, 3, 31), "U_OTHER")
    assert not by_date.in_force(date(2014, 3, 31), "U_SCHOOLS")


def test_sets_may_hold_each_other(folder):
    folder.replace("units.yaml", "members: [U_FINANCE, U_SCHOOLS]", "members: [U_FINANCE, U_ALL]")
    units = load_edition(folder.path).units
    assert list(members("U_ALL", units)) == ["U_ALL", "U_FINANCE"]
    assert list(members("U_NOWHERE", units)) == ["U_NOWHERE"]


def test_a_rule_that_rests_on_memory_alone_never_convicts(folder):
    edition = load_edition(folder.path)
    remembered = edition.duty("C01.2").timings[-1]
    assert remembered.recalled_only
    assert not remembered.convicts
    assert edition.duty("C01.1").timings[1].convicts


def test_one_source_that_was_read_is_enough(folder):
    folder.replace(CATEGORY, "[memory]", "[memory, 'law#3']")
    assert load_edition(folder.path).duty("C01.2").timings[-1].convicts
