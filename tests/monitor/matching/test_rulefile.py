import pytest

from crawler.errors import InvalidFile
from monitor.catalogue.load import SHIPPED
from monitor.matching.knowledge import PLAIN
from monitor.matching.rulefile import FILE, find_knowledge, load_knowledge

GOOD = """\
thresholds: {asserted: 0.6, near: 0.4, unsure: 0.3}
catalogue: {column: 0.3, title: 0.2, body: 0.2, body_terms: 3, negative: 0.5}
names: [建设局]
words:
  shown: [公示, 公告]
dampers:
- {id: news, say: 新闻, factor: 0.1, spare: [C02], title: 召开}
categories:
  C01:
  - {title: "停水 @shown", weight: 0.9}
duties:
  C01.2:
  - {title: 停水, weight: 0.8}
"""


@pytest.fixture
def load(tmp_path, small):
    def load(text):
        path = tmp_path / FILE
        path.write_text(text, encoding="utf-8")
        return load_knowledge(path, small)

    return load


def test_reads_rules_dampers_and_thresholds(load):
    known = load(GOOD)
    assert (known.asserted, known.near, known.unsure, known.catalogue.body_terms) == (0.6, 0.4, 0.3, 3)
    assert [(one.target, one.weight, one.when.line) for one in known.rules] == [("C01", 0.9, 10)]
    assert [one.target for one in known.duties] == ["C01.2"]
    assert [one.touches(category) for one in known.dampers for category in ("C01", "C02")] == [True, False]


def test_only_limits_a_damper_to_its_categories(load):
    known = load(GOOD.replace("spare: [C02]", "only: [C02]"))
    assert [one.touches(category) for one in known.dampers for category in ("C01", "C02")] == [False, True]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        pytest.param("weight: 0.9", "wieght: 0.9", 10, "unknown key 'wieght'", id="a slip in a key"),
        pytest.param(", weight: 0.9", "", 10, "key 'weight' is missing", id="no weight"),
        pytest.param("weight: 0.9", "weight: 90", 10, "from 0 to 1", id="a weight in per cent"),
        pytest.param("weight: 0.9", "weight: nan", 10, "from 0 to 1", id="a weight that is no number"),
        pytest.param("weight: 0.9", "weight: much", 10, "wants a number", id="a weight in words"),
        pytest.param('title: "停水 @shown", ', "", 10, "names none of", id="no field"),
        pytest.param(
            '"停水 @shown"', '"停水 @shwon"', 10, "no word list is named 'shwon'", id="an unknown list"
        ),
        pytest.param('"停水 @shown"', '"-停水"', 10, "must occur", id="a rule of absence only"),
        pytest.param('"停水 @shown"', '"停水||公示"', 10, "empty word", id="an empty alternative"),
        pytest.param('"停水 @shown"', "[停水]", 10, "wants a text", id="a list for a text"),
        pytest.param("  C01:\n", "  C09:\n", 10, "the edition has no 'C09'", id="an unknown category"),
        pytest.param("  C01.2:\n", "  C01.7:\n", 13, "the edition has no 'C01.7'", id="an unknown duty"),
        pytest.param(
            "spare: [C02]", "spare: [C07]", 7, "the edition has no 'C07'", id="an unknown spared one"
        ),
        pytest.param("body_terms: 3", "body_terms: few", 2, "wants a whole number", id="a number in words"),
        pytest.param("dampers:\n", "dumpers:\n", 7, "unknown key 'dumpers'", id="an unknown section"),
        pytest.param("  shown: [公示, 公告]", "  - 公示", 5, "wants a table", id="a list for a table"),
        pytest.param("[公示, 公告]", "公示", 5, "wants a list", id="a text for a list"),
        pytest.param("near: 0.4, ", "", 1, "key 'near' is missing", id="no second threshold"),
    ],
)
def test_names_the_line_of_a_mistake(load, old, new, line, said):
    assert old in GOOD
    with pytest.raises(InvalidFile, match=said) as failed:
        load(GOOD.replace(old, new))
    assert failed.value.line == line


def test_a_rule_twice_is_a_mistake(load):
    with pytest.raises(InvalidFile, match="twice"):
        load(GOOD.replace("duties:", "  C01: []\nduties:"))


def test_what_is_no_yaml_is_an_invalid_file(load):
    with pytest.raises(InvalidFile):
        load("thresholds: {")


def test_the_workspace_goes_before_the_shipped(tmp_path, small):
    home = tmp_path / "editions" / small.id
    home.mkdir(parents=True)
    (home / FILE).write_text(GOOD.replace("near: 0.4", "near: 0.55"), encoding="utf-8")
    assert find_knowledge(small, tmp_path).near == 0.55


def test_an_edition_without_rules_has_the_plain_ones(tmp_path, small):
    assert find_knowledge(small, tmp_path) is PLAIN
    assert find_knowledge(small) is PLAIN


def test_every_shipped_file_loads_and_speaks_of_every_annex_row(shipped):
    known = load_knowledge(SHIPPED / shipped.id / FILE, shipped)
    spoken = {one.target for one in known.rules}
    assert {one.id for one in shipped.categories if one.number is not None} <= spoken


def test_the_thresholds_leave_room_to_abstain(shipped):
    known = find_knowledge(shipped)
    assert 0 < known.near < known.asserted < 1


def test_the_rules_say_the_same_of_themselves_in_every_process(shipped):
    said = repr(find_knowledge(shipped))
    assert "frozenset" not in said
    assert "set()" not in said
