import shutil

import click
import pytest
from click.testing import CliRunner

from crawler.errors import UsageError
from monitor.catalogue.load import SHIPPED
from schedules.cli import gongkai


@pytest.fixture
def run(tmp_path):
    def run(*words):
        return CliRunner().invoke(gongkai, ["-w", str(tmp_path), "edition", *words])

    return run


@pytest.fixture
def own(tmp_path):
    """A copy of the shipped edition in the workspace, under another id."""
    home = tmp_path / "editions" / "harbour-2015"
    shutil.copytree(SHIPPED / "ningbo-2015", home)
    file = home / "edition.yaml"
    file.write_text(file.read_text("utf-8").replace("id: ningbo-2015", "id: harbour-2015"), "utf-8")
    return home


def rows(output):
    return {
        words[1]: words
        for line in output.splitlines()
        if len(words := line.split()) > 4 and words[0].isdigit()
    }


def test_shows_the_23_categories_with_who_is_responsible(run):
    result = run("show", "ningbo-2015")
    assert result.exit_code == 0
    found = rows(result.output)
    assert list(found) == [f"C{n:02}" for n in range(1, 24)]
    assert found["C01"][2:] == [
        "行政权力清单公开",
        "市行政审批管理办公室",
        "市级各相关部门",
        "牵头，其他单位落实",
        "5",
    ]
    assert found["C09"][3:] == ["市人力社保局、市卫生计生委", "分别落实", "5"]
    assert "B19" in result.output
    assert "甬政办发〔2015〕105号" in result.output


def test_shows_a_categorys_duties_with_time_rules_and_citations(run):
    output = run("show", "ningbo-2015", "c02").output
    assert "C02.1 适用一般（普通）程序作出的行政处罚决定网上公开" in output
    assert "C02.1/t1  处罚决定作出（或变更）之日起20个工作日内  ZJ 规章  2015-01-01…" in output
    assert "《浙江省行政处罚结果信息网上公开暂行办法》（浙江省人民政府令第332号）" in output
    assert "→ 市安监局" in output
    assert "要素：处罚决定书文号、" in output
    assert "凡适用一般程序作出或变更的行政处罚决定" in output


def test_says_what_only_prompts(run):
    output = run("show", "ningbo-2015", "C03").output
    assert "C03.5/t2  人大批准预算之日起40日内  CN 法律, 只提示" in output


def test_speaks_english_when_asked(run):
    assert "Public finance" in run("show", "ningbo-2015", "--lang", "en").output
    output = run("show", "ningbo-2015", "C02", "--lang", "en").output
    assert "within 20 working days of" in output
    assert "elements: " in output


@pytest.mark.parametrize("category", [f"C{n:02}" for n in range(1, 24)] + [f"B{n:02}" for n in range(1, 20)])
def test_every_category_can_be_shown_in_both_languages(run, category):
    for lang in ("zh", "en"):
        result = run("show", "ningbo-2015", category, "--lang", lang)
        assert result.exit_code == 0, result.output
        assert result.output.startswith(category)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("show", "atlantis-1"), "no such edition: 'atlantis-1'", id="unknown edition"),
        pytest.param(("show", "ningbo-2015", "C77"), "no category 'C77'", id="unknown category"),
        pytest.param(("check", "atlantis-1"), "no such edition", id="nothing to check"),
    ],
)
def test_what_is_not_there_is_a_usage_error(run, words, said):
    result = run(*words)
    assert isinstance(result.exception, UsageError)
    assert said in result.exception.message


def test_lists_own_and_shipped_editions(run, own):
    lines = run("list").output.splitlines()
    listed = {line.split("\t")[0]: line.split("\t") for line in lines}
    assert listed.keys() == {own.name} | {one.name for one in SHIPPED.iterdir()}
    assert listed["ningbo-2015"][2] == "42类 171项 319条时限规则"
    assert "171 duties" in run("list", "--lang", "en").output


def test_checks_all_editions(run, own):
    result = run("check")
    assert result.exit_code == 0
    assert set(result.output.splitlines()) == {
        f"{one}: ok" for one in [own.name, *(each.name for each in SHIPPED.iterdir())]
    }


def test_a_check_reads_the_rules_that_tell_notices_apart(run, own):
    file = own / "matching.yaml"
    file.write_text(file.read_text("utf-8").replace("asserted: 0.6", "asserted: often", 1), "utf-8")
    result = run("check", own.name)
    assert result.exit_code == 4
    line = file.read_text("utf-8").partition("often")[0].count("\n") + 1
    assert f"{file}:{line}: wants a number, not 'often'" in result.output


def test_a_check_tells_every_problem_and_ends_with_4(run, own):
    file = own / "categories" / "C02-penalty.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("[zj332,", "[zj999,").replace("'罚(决)?字'", "'(罚+)+字'"), "utf-8")
    for words in (("check", own.name), ("check", str(own)), ("check",)):
        result = run(*words)
        assert result.exit_code == 4
        assert f"{file}:17: pattern '(罚+)+字' repeats a group that itself varies" in result.output
        assert "no instrument for citation 'zj999'" in result.output
        assert "2 problems" in result.output
    assert "C02-penalty.yaml:17: pattern" in run("list").output


def test_the_help_names_every_command(run):
    group = gongkai.get_command(click.Context(gongkai), "edition")
    assert isinstance(group, click.Group)
    assert group.list_commands(click.Context(group)) == [
        *("check", "list", "show", "units", "diff", "new", "elements", "preview", "import")
    ]
