from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.errors import InvalidFile, UsageError
from monitor.catalogue.load import (
    check_edition,
    edition_folders,
    find_edition,
    load_edition,
)
from monitor.words import Mode

CATEGORY = "categories/C01-budget.yaml"
RULE = (
    "rule: within, n: 7, unit: wd, trigger: 批复之日, jurisdiction: CN, strength: normative, cite: [memory]"
)


def test_reads_the_whole_folder(folder):
    edition = load_edition(folder.path)
    assert (edition.id, edition.year, edition.calendar) == ("harbour-2015", 2015, "china")
    category = edition.category("C01")
    assert (category.mode, category.lead, category.others) == (Mode.LEAD_PLUS_ALL, ("U_FINANCE",), ("U_ALL",))
    assert category.passage == "每年公布预算，逾期说明理由。"
    assert edition.duty("C01.2").name == "部门决算"
    assert edition.instruments["law"].valid_from == date(2010, 1, 1)


def test_an_edition_without_fault_has_no_problem(folder):
    assert check_edition(folder.path) == []


BROKEN = [
    pytest.param("edition.yaml", "year:", "jahr:", "jahr:", "unknown key 'jahr'", id="unknown key"),
    pytest.param("edition.yaml", "year: 2015\n", "", "id:", "key 'year' is missing", id="missing key"),
    pytest.param(
        "edition.yaml", "2015\ncal", "soon\ncal", "year:", "wants a whole number, not 'soon'", id="no number"
    ),
    pytest.param("edition.yaml", "[通知公告]", "通知公告", "general", "wants a list", id="text for a list"),
    pytest.param(
        "edition.yaml", "harbour-2015", "harbour", "id:", "differs from the folder's name", id="other id"
    ),
    pytest.param(
        "edition.yaml", ": china", ": atlantis", "calendar:", "no calendar 'atlantis'", id="calendar"
    ),
    pytest.param(
        "edition.yaml",
        ": china",
        ": china\ntimezone: Europe/Atlantis",
        "timezone",
        "no time zone 'Europe/Atlantis'",
        id="time zone",
    ),
    pytest.param(
        "edition.yaml", ": china", ": china\nlanguage: Dutch", "language", "two small letters", id="language"
    ),
    pytest.param(
        "units.yaml",
        "name: 财政局}",
        "name: 财政局, unsure: [district]}",
        "unsure",
        "U_FINANCE says nothing of 'district'",
        id="unsure of nothing",
    ),
    pytest.param(
        "units.yaml",
        "units:",
        "successions:\n- {old: [物价局], new: [发改委], unit: U_MOON}\nunits:",
        "U_MOON",
        "no unit 'U_MOON'",
        id="succeeded by nobody",
    ),
    pytest.param(
        "units.yaml",
        "units:",
        "successions:\n- {old: [物价局], new: [发改委], sure: quite}\nunits:",
        "quite",
        "'sure' cannot be 'quite'",
        id="how sure",
    ),
    pytest.param(
        "units.yaml",
        "units:",
        "successions:\n- {old: [物价局], new: []}\nunits:",
        "物价局",
        "names who came after",
        id="gone without trace",
    ),
    pytest.param(
        "timings.yaml",
        "n: 20, unit: wd,",
        "n: 20, unit: wd, years_back: 1,",
        "n: 20",
        "belongs to by_date",
        id="years back of no year",
    ),
    pytest.param(
        CATEGORY, "'预算(公开)?'", "'年度 预算'", "年度 预算", "has a blank", id="blank in a pattern"
    ),
    pytest.param(
        "edition.yaml", "id: h", "id: h\nid: h", "id: harb", "key 'id' stands twice", id="key twice"
    ),
    pytest.param(
        "instruments.yaml", "2010-01-01}", "2015-02-31}", "- {id: law", "a day such as", id="31 February"
    ),
    pytest.param(
        "instruments.yaml", "2010-01-01}", "'2010'}", "- {id: law", "not '2010'", id="text for a day"
    ),
    pytest.param(
        "instruments.yaml", "strength: law", "strength: decree", "- {id: law", "'decree'", id="enum word"
    ),
    pytest.param(
        "instruments.yaml", "memory", "law", "- {id: law, name: 旧", "stands twice", id="instrument twice"
    ),
    pytest.param(
        "instruments.yaml",
        "2010-01-01}",
        "2010-01-01, valid_to: 2009-01-01}",
        "- {id: law",
        "before it begins",
        id="instrument ends early",
    ),
    pytest.param("units.yaml", "kind: set", "kind: herd", "kind: herd", "'herd'", id="kind of unit"),
    pytest.param("units.yaml", "U_SCHOOLS]", "U_MOON]", "U_MOON", "no unit 'U_MOON'", id="member"),
    pytest.param("timings.yaml", "law#1", "lex#1", "lex#1", "citation 'lex#1'", id="template's citation"),
    pytest.param(
        "timings.yaml",
        "2018-12-31",
        "2009-12-31",
        "2009-12-31",
        "before it begins",
        id="validity out of order",
    ),
    pytest.param(CATEGORY, "id: C01\n", "id: D1\n", "id: D1", "a capital and two digits", id="category id"),
    pytest.param(CATEGORY, "id: C01\n", "id: C07\n", "id: C07", "must start with 'C07-'", id="file's name"),
    pytest.param(
        CATEGORY, "lead: [U_FINANCE]", "lead: [U_X]", "lead: [U_X]", "no unit 'U_X'", id="unknown unit"
    ),
    pytest.param(
        CATEGORY, "others: [U_ALL]", "others: [U_X]", "others: [U_X]", "no unit 'U_X'", id="other unit"
    ),
    pytest.param(
        CATEGORY, "mode: lead_plus_all", "mode: alone", "mode: alone", "cannot be 'alone'", id="mode"
    ),
    pytest.param(CATEGORY, "kind: periodic", "kind: daily", "kind: daily", "cannot be 'daily'", id="kind"),
    pytest.param(CATEGORY, "id: C01.2", "id: C01.1", None, "id 'C01.1' stands twice", id="duty twice"),
    pytest.param(CATEGORY, "id: C01.2", "id: C02.2", "id: C02.2", "does not belong", id="another's duty"),
    pytest.param(CATEGORY, "[memory]", "[dream]", "dream", "citation 'dream'", id="unknown citation"),
    pytest.param(CATEGORY, "scope: [U_ALL]", "scope: [U_X]", "scope: [U_X]", "no unit 'U_X'", id="scope"),
    pytest.param(
        CATEGORY, "use: TWENTY", "use: FIFTY", "use: FIFTY", "no shared rule 'FIFTY'", id="template"
    ),
    pytest.param(CATEGORY, "like: C01.1", "like: C09.9", "like: C09.9", "no duty 'C09.9'", id="like nobody"),
    pytest.param(
        CATEGORY, "like: C01.1", "like: C01.2", "like: C01.2", "back to themselves", id="like itself"
    ),
    pytest.param(
        CATEGORY, "as: C01.1", "as: C09.9", "C09.9", "to take elements from", id="elements of nobody"
    ),
    pytest.param(
        CATEGORY, "use: TWENTY", "like: C01.2", "like: C01.2", "back to themselves", id="like in a ring"
    ),
    pytest.param(
        CATEGORY, "as: C01.1", "as: C01.2", "as: C01.2", "elsewhere itself", id="elements in a ring"
    ),
    pytest.param(CATEGORY, "'03-31'", "'02-29'", "'02-29'", "day of the year", id="29 February each year"),
    pytest.param(
        CATEGORY, "strength: normative, ", "", "n: 7", "key 'strength' is missing", id="no strength"
    ),
    pytest.param(CATEGORY, ", cite: [memory]", "", "n: 7", "needs a citation", id="no citation"),
    pytest.param(
        CATEGORY, "n: 7, unit: wd, ", "", "批复之日", "wants 'n' and 'unit'", id="no number of days"
    ),
    pytest.param(CATEGORY, "n: 7,", "n: -7,", "n: -7", "'n' cannot be -7", id="days before the event"),
    pytest.param(CATEGORY, "'预算(公开)?'", "'预算(公开'", "预算(公开", "does not compile", id="bad pattern"),
    pytest.param(CATEGORY, "'预算(公开)?'", "'(预+算?)+公'", "(预+", "itself varies", id="dangerous pattern"),
    pytest.param(
        CATEGORY, "'预算(公开)?'", "'" + "预" * 500 + "'", "预预", "longer than", id="endless pattern"
    ),
    pytest.param(
        CATEGORY,
        "name: 部门预算",
        "name: !!python/object/apply:os.system [ls]",
        "!!python",
        "tag",
        id="python object",
    ),
    pytest.param(CATEGORY, "name: 部门预算", "name: &a 部门预算", "&a", "anchors and aliases", id="anchor"),
    pytest.param(
        CATEGORY, "name: 部门预算", "name: 部门: 预算", "部门: 预算", "not valid YAML", id="no YAML"
    ),
    pytest.param(CATEGORY, "key: total", "key: [total]", "key: [total]", "wants text", id="list for a text"),
    pytest.param(
        CATEGORY,
        "synonyms: [总表]}",
        "synonyms: [总表]}\n  - {key: total, name: 表}",
        "total, name: 表",
        "key 'total' stands twice",
        id="element twice",
    ),
    pytest.param(CATEGORY, "{" + RULE + "}", "{}", "{}", "exactly one of", id="rule without form"),
    pytest.param(CATEGORY, "use: TWENTY", "use: TWENTY, n: 5", "n: 5", "stand alone", id="template and more"),
    pytest.param(
        CATEGORY,
        "checkability: full",
        "checkability: full\n  privacy: none",
        "privacy",
        "'none'",
        id="privacy",
    ),
    pytest.param(
        CATEGORY, "checkability: full", "checkability: full\n  same_as: B77", "same_as", "'B77'", id="same as"
    ),
    pytest.param(
        CATEGORY, "mode:", "merged_into: B77\nmode:", "merged_into", "'B77'", id="merged into nothing"
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "marker", "message"), BROKEN)
def test_what_is_wrong_is_said_with_file_and_line(folder, file, old, new, marker, message):
    folder.replace(file, old, new)
    with pytest.raises(InvalidFile) as raised:
        load_edition(folder.path)
    assert message in raised.value.message
    assert raised.value.path == str(folder.path / file)
    if marker:
        assert raised.value.line == folder.line_of(file, marker)


def test_a_duty_without_a_time_rule_is_refused(folder):
    folder.replace(CATEGORY, f"\n  - {{like: C01.1}}\n  - {{{RULE}}}", " []")
    with pytest.raises(InvalidFile, match=r"C01\.2 has no time rule"):
        load_edition(folder.path)


@pytest.mark.parametrize(
    "name", ["edition.yaml", "instruments.yaml", "units.yaml", "timings.yaml"], ids=lambda name: name
)
def test_a_file_that_is_not_there_is_named(folder, name):
    (folder.path / name).unlink()
    with pytest.raises(InvalidFile, match=f"{name}: no such file"):
        load_edition(folder.path)


def test_an_edition_without_categories_is_refused(folder):
    (folder.path / CATEGORY).unlink()
    with pytest.raises(InvalidFile, match="there is no category"):
        load_edition(folder.path)


def test_all_problems_are_listed_at_once(folder):
    folder.replace("edition.yaml", "year: 2015", "year: then")
    folder.replace("instruments.yaml", "strength: law", "strength: decree")
    folder.replace(CATEGORY, "kind: periodic", "kind: daily")
    folder.replace(CATEGORY, "checkability: partial", "checkability: half")
    assert [problem.path.rpartition("/")[2] for problem in check_edition(folder.path)] == [
        "edition.yaml",
        "instruments.yaml",
        "C01-budget.yaml",
        "C01-budget.yaml",
    ]


def test_problems_between_files_are_listed_at_once(folder):
    folder.replace(CATEGORY, "[memory]", "[dream]")
    folder.replace(CATEGORY, "lead: [U_FINANCE]", "lead: [U_X]")
    assert len(check_edition(folder.path)) == 2


def test_a_workspaces_edition_is_found_and_hides_a_shipped_one(folder, tmp_path):
    home = tmp_path / "work" / "editions"
    home.mkdir(parents=True)
    folder.path.rename(home / "harbour-2015")
    assert find_edition("harbour-2015", tmp_path / "work").name == "港城目录"
    assert edition_folders(tmp_path / "work")["harbour-2015"] == home / "harbour-2015"
    assert "ningbo-2015" in edition_folders(tmp_path / "work")


def test_a_workspaces_edition_may_count_by_a_calendar_of_its_own(folder, tmp_path):
    """Another country is data: its holidays lie beside its edition, and are said in English as the calendar says them."""
    root = tmp_path / "work"
    for name in ("editions", "calendars"):
        (root / name).mkdir(parents=True)
    folder.replace("edition.yaml", ": china", ": atlantis")
    folder.path.rename(root / "editions" / "harbour-2015")
    assert "no calendar 'atlantis'" in check_edition(root / "editions" / "harbour-2015")[0].message
    (root / "calendars" / "atlantis.toml").write_text(
        'id = "atlantis"\nname = "A"\n[english]\n"潮节" = "Feast of the Tide"\n'
        '[[year]]\nyear = 2015\nwork = []\noff."潮节" = [2015-06-01]\n',
        "utf-8",
    )
    edition = find_edition("harbour-2015", root)
    assert (edition.calendar, edition.say("潮节", "en")) == ("atlantis", "Feast of the Tide")


def test_an_unknown_edition_is_an_error_that_names_those_there_are():
    with pytest.raises(UsageError) as raised:
        find_edition("atlantis-1")
    assert "atlantis-1" in raised.value.message
    assert "ningbo-2015" in raised.value.hint


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["edition.yaml", "instruments.yaml", "units.yaml", "timings.yaml", CATEGORY]),
    st.integers(0, 400),
    st.text(alphabet="[]{}:,-&*!|>'\"#?%@ \n\t0a年\x00", max_size=8),
)
def test_whatever_is_typed_into_a_file_is_told_as_a_problem_or_read(folder, name, place, typed):
    path = folder.path / name
    before = path.read_text("utf-8")
    path.write_text(before[:place] + typed + before[place:], "utf-8")
    try:
        assert all(problem.path for problem in check_edition(folder.path))
    finally:
        path.write_text(before, "utf-8")
