"""Comparing, starting and previewing editions, and finding units by name."""

import json
import shutil
from datetime import date

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from crawler.errors import InvalidFile, UsageError
from crawler.store.database import reading
from monitor.catalogue.load import SHIPPED, check_edition, load_edition
from monitor.store import last_snapshot
from monitor.tables import match
from schedules.cli import gongkai


@pytest.fixture
def run(tmp_path):
    def run(*words, workspace=tmp_path):
        result = CliRunner().invoke(gongkai, ["-w", str(workspace), "edition", *map(str, words)])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def draft(tmp_path):
    """A copy of the shipped edition, in which penalties have longer and one duty has another name."""
    folder = tmp_path / "drafts" / "ningbo-2015"
    shutil.copytree(SHIPPED / "ningbo-2015", folder)
    change(folder, "C02-penalty.yaml", "{rule: within, n: 20, unit: wd, trigger: 处罚决定作出（或变更）之日",
           "{rule: within, n: 60, unit: wd, trigger: 处罚决定作出（或变更）之日")  # fmt: skip
    change(folder, "C02-penalty.yaml", "name: 行政执法总体情况（年度数据）", "name: 行政执法年度数据")
    return folder


def change(folder, name, old, new):
    path = folder / "categories" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_difference_names_what_changed(run, draft):
    changes = json.loads(run("diff", "ningbo-2015", draft, "--json").output)
    assert [(one["thing"], one["id"], one["how"], one["key"]) for one in changes] == [
        ("duty", "C02.4", "changed", "name"),
        ("timing", "C02.1/t1", "changed", "n"),
        ("timing", "C16.5/t1a", "changed", "n"),
        ("timing", "C17.4/t1a", "changed", "n"),
    ]
    assert {(one["old"], one["new"]) for one in changes[1:]} == {("20", "60")}
    shown = run("diff", "ningbo-2015", draft).output
    assert "修改 n" in shown
    assert shown.endswith("4 changes\n")
    assert "changed n" in run("diff", "ningbo-2015", draft, "--lang", "en").output


def test_an_edition_differs_from_itself_in_nothing(run):
    assert run("diff", "ningbo-2015", "ningbo-2015").output == "0 changes\n"


@pytest.mark.parametrize("source", [(), ("--from", "ningbo-2015")], ids=["small", "copied"])
def test_a_new_edition_checks_clean(run, tmp_path, source):
    result = run("new", "harbour-2024", *source)
    folder = tmp_path / "editions" / "harbour-2024"
    assert str(folder) in result.output
    assert check_edition(folder) == []
    assert load_edition(folder).id == "harbour-2024"
    assert run("check", "harbour-2024").output == "harbour-2024: ok\n"
    with pytest.raises(UsageError, match="is there already"):
        run("new", "harbour-2024")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("new", "Harbour 2024"), "lower-case words", id="no id"),
        pytest.param(("new", "harbour", "--from", "atlantis"), "no such edition", id="from nowhere"),
        pytest.param(("new", "harbour", "--out", "elsewhere"), "bears its name", id="folder of another name"),
        pytest.param(("units", "ningbo-2015", "海洋局"), "no unit of ningbo-2015", id="nobody's name"),
    ],
)
def test_what_cannot_be_is_refused(run, words, said):
    with pytest.raises(UsageError, match=said):
        run(*words)


def test_a_broken_draft_is_refused_with_its_line(run, draft, story, tmp_path):
    workspace = story.write(made(tmp_path / "work"))
    change(draft, "C02-penalty.yaml", "kind: event_driven", "kind: someday")
    with pytest.raises(InvalidFile, match="someday"):
        run("preview", draft, workspace=workspace.root)


def made(folder):
    folder.mkdir()
    return folder


def test_a_preview_tells_both_verdicts_and_keeps_nothing(run, draft, own, story):
    workspace, engine = own
    (workspace.root / "gongkai.toml").write_text("", "utf-8")
    day, kept = ("--as-of", str(story.last)), matches(engine)
    found = json.loads(run("preview", draft, *day, "--json", workspace=workspace.root).output)
    said = {one["key"].rpartition("/")[2]: one for one in found}
    late = said[story.number(2)]
    assert (late["before"]["standing"], late["after"]["standing"]) == ("late", "met")
    assert late["before"]["due"] < late["after"]["due"]
    assert all(one["reasons"] for one in (late["before"], late["after"]))
    missing = said[story.number(3)]
    assert (missing["before"]["standing"], missing["after"]["standing"]) == ("suspected_missing", "not_due")
    assert matches(engine) == kept
    assert last_snapshot(engine, before=story.end_of(date(2100, 1, 1))) is None
    shown = run("preview", draft, *day, "--lang", "en", workspace=workspace.root).output
    assert "suspected missing" in shown
    assert f"{len(found)} verdicts of " in shown


def matches(engine):
    with reading(engine) as connection:
        return connection.execute(select(match.c.version_id, match.c.matcher)).all()


def test_a_preview_of_the_same_catalogue_changes_nothing(run, own, story):
    workspace, _ = own
    day = ("--as-of", str(story.last))
    shown = run("preview", SHIPPED / "ningbo-2015", *day, workspace=workspace.root).output
    assert shown.startswith("0 verdicts of 7")


def test_units_are_shown_with_what_became_of_them(run):
    shown = run("units", "ningbo-2015").output
    assert "市自然资源和规划局" in shown
    assert "国函〔2016〕158号" in shown
    assert run("units", "ningbo-2015", "宁波市卫生健康委员会").output == (
        "U_WJ\t市卫生计生委\tsuccessor: 市卫生健康委员会（凭记忆，待核）\n"
    )
    before, after = (
        run("units", "ningbo-2015", "江东区财政局", "--on", day).output
        for day in ("2016-09-13", "2016-09-14")
    )
    assert "撤江东区" not in before
    assert "撤江东区" in after
