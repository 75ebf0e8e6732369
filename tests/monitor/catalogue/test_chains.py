"""Chains and totals of an edition: read, written out, and refused with file and line where something is wrong."""

import pytest

from monitor.catalogue.load import check_edition, load_edition
from monitor.words import Strength, TimeRule

CHAINS = """\
chains:
- id: works
  name: 工程
  subject: '(?P<subject>.{2,20})(招标|中标)'
  links:
  - {id: tender, name: 招标, duty: C01.1, titles: ['招标公告'], watch: 20,
     before: {rule: before, n: 5, unit: wd, trigger: 中标, jurisdiction: CN, strength: normative, cite: [memory]}}
  - {id: award, name: 中标, duty: C01.2, titles: ['中标']}
totals:
- {id: budgets, name: 预算, duty: C01.1, report: C01.2, patterns: ['预算(?P<count>\\d{1,4})']}
"""


@pytest.fixture
def chained(folder):
    (folder.path / "chains.yaml").write_text(CHAINS, "utf-8")
    return folder


def test_reads_steps_with_their_rules_and_totals(chained):
    edition = load_edition(chained.path)
    [chain], [total] = edition.chains, edition.totals
    assert [one.id for one in chain.links] == ["tender", "award"]
    before = chain.links[0].before
    assert before is not None
    assert (before.id, before.rule, before.n) == ("C01.1/works-tender", TimeRule.BEFORE, 5)
    assert before.strength is Strength.NORMATIVE
    assert not before.convicts  # its only source is known from memory
    assert chain.links[1].before is None
    assert (total.duty, total.report) == ("C01.1", "C01.2")


def test_an_edition_needs_no_chains(folder):
    assert load_edition(folder.path).chains == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("duty: C01.2, titles", "duty: C09.9, titles", "no duty 'C09.9'", id="no such duty"),
        pytest.param("?P<subject>", "", "wants a group", id="no subject"),
        pytest.param("['中标']", "[]", "never recognised", id="no titles"),
        pytest.param("['中标']", "['(中']", "pattern '(中'", id="no pattern"),
        pytest.param("rule: before,", "rule: within,", "is a rule 'before'", id="another form of rule"),
        pytest.param(", watch: 20", "", "wants 'watch'", id="no days to watch"),
        pytest.param("cite: [memory]", "cite: [nowhere]", "nowhere", id="no such source"),
        pytest.param("?P<count>", "", "wants a group", id="no count"),
        pytest.param("report: C01.2", "report: C09.9", "no duty 'C09.9'", id="no such report"),
        pytest.param("'预算(?P<count>", "'(预算(?P<count>", "pattern", id="no pattern of a total"),
        pytest.param(
            "  name: 工程\n", "  name: 工程\n  code: '(1'\n", "pattern '(1'", id="no pattern of a code"
        ),
        pytest.param("totals:", "colours:", "unknown key 'colours'", id="unknown key"),
    ],
)
def test_what_is_wrong_has_its_line(chained, old, new, message):
    chained.replace("chains.yaml", old, new)
    problems = check_edition(chained.path)
    assert any(message in one.message and "chains.yaml:" in one.message for one in problems), problems


def test_a_chain_stands_once(chained):
    path = chained.path / "chains.yaml"
    again = CHAINS.partition("totals:")[0].removeprefix("chains:\n")
    path.write_text(CHAINS.replace("totals:", f"{again}totals:"), "utf-8")
    assert any("stands twice" in one.message for one in check_edition(chained.path))


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        pytest.param(
            "edition.yaml", "year: 2015", "year: 2015\nnothing_terms: ['(无']", "pattern '(无'", id="no pattern"
        ),
        pytest.param(
            "categories/C01-budget.yaml", "rule: within, n: 7", "rule: within, titles: [公示], n: 7",
            "belongs to min_duration", id="titles of another rule",
        ),
        pytest.param(
            "categories/C01-budget.yaml", "rule: within, n: 7", "rule: min_duration, titles: ['(公'], n: 7",
            "pattern '(公'", id="titles that are no pattern",
        ),
    ],
)  # fmt: skip
def test_other_patterns_are_checked(folder, file, old, new, message):
    folder.replace(file, old, new)
    assert any(message in one.message for one in check_edition(folder.path))
