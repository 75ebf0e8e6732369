import json
import re

import pytest
from click.testing import CliRunner

from crawler.errors import UsageError
from monitor.catalogue.load import find_edition
from monitor.commands.match import answers
from monitor.matching.match import Matcher
from schedules.cli import gongkai


@pytest.fixture
def run(tmp_path):
    def run(*words, lines=()):
        given = "".join(
            one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) + "\n" for one in lines
        )
        return CliRunner().invoke(gongkai, ["-w", str(tmp_path), "match", *words], input=given)

    return run


def read(result):
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_answers_line_by_line_in_the_order_of_the_input(run):
    given = [
        {"id": f"n{number}", "title": title} for number, title in enumerate(("年度报告", "部门预算公开"))
    ]
    assert [one["id"] for one in read(run("--jsonl", lines=given))] == ["n0", "n1"]


def test_an_answer_has_categories_scores_and_reasons(run):
    notice = {
        "id": "n1",
        "title": "海城市规划局2015年部门预算",
        "body": "",
        "issuer": "",
        "site": "",
        "column": "财政信息",
        "published": None,
    }
    (answer,) = read(run("--jsonl", lines=[notice]))
    (row,) = answer["categories"]
    assert (row["category"], answer["abstain"]) == ("C03", False)
    assert 0.6 < row["score"] <= 1
    assert any("部门预算" in reason for reason in row["reasons"])
    assert "C03.5" in [one["category"] for one in answer["duties"]]


def test_what_the_annex_does_not_count_stands_apart(run):
    (answer,) = read(run("--jsonl", lines=[{"id": "n", "title": "办公家具采购项目成交结果公告"}]))
    assert [one["category"] for one in answer["categories"]] == ["C03"]
    assert [one["category"] for one in answer["obligations"]] == ["B01"]


def test_an_empty_line_is_passed_over_and_no_notice_is_no_answer(run):
    assert read(run("--jsonl", lines=["\n"])) == []


def test_answers_before_it_reads_on(matcher_for_lines):
    read_so_far = []

    def lines():
        for number in range(3):
            read_so_far.append(number)
            yield json.dumps({"id": str(number), "title": "年度报告"})

    next(answers(matcher_for_lines, lines()))
    assert read_so_far == [0]


@pytest.fixture
def matcher_for_lines():
    return Matcher(find_edition("ningbo-2015"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("{\n", "line 1 is no JSON", id="cut off"),
        pytest.param("[1]\n", "wants an object, not list", id="a list"),
        pytest.param('{"id": "n", "title": 5}\n', "want text", id="a number for a title"),
        pytest.param('{"id": "n", "attachments": "a.pdf"}\n', "want text", id="a text for a list"),
        pytest.param("[" * 100_000 + "\n", "line 1 is no JSON", id="too deep"),
    ],
)
def test_a_line_it_cannot_read_is_named(run, line, said):
    result = run("--jsonl", lines=[line])
    assert isinstance(result.exception, UsageError)
    assert said in result.exception.message


@pytest.mark.parametrize("published", ["2015-06-24", "2015-06-24 14:40:24", "yesterday", "", None, 20150624])
def test_any_date_of_publication_is_taken(run, published):
    assert read(run("--jsonl", lines=[{"id": "n", "title": "公告", "published": published}]))


def test_a_title_gets_a_table_with_reasons(run):
    output = run("--title", "行政处罚决定书", "--issuer", "海城市环境保护局").output
    assert re.search(r"C02 +行政处罚信息公开 +[01]\.\d\d +标题含", output)
    assert "标题含“行政处罚决定书”" in output
    assert re.search(r"C02\.1 +适用一般", output)
    assert "发布机构含“环境保护”" in output


def test_a_body_is_read_from_a_file(run, tmp_path):
    file = tmp_path / "body.txt"
    file.write_text("附：一般公共预算财政拨款支出表", encoding="utf-8")
    assert "正文含“一般公共预算”" in run("--title", "海城市2015年预算", "--body", str(file)).output


def test_what_belongs_nowhere_is_said_to(run):
    assert run("--title", "我市召开座谈会").output == "不属于任何类别\n"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param((), id="neither"),
        pytest.param(("--jsonl", "--title", "公告"), id="both"),
        pytest.param(("--title", "公告", "--edition", "harbour"), id="no such edition"),
    ],
)
def test_words_that_make_no_sense_are_refused(run, words):
    assert isinstance(run(*words).exception, UsageError)


def test_a_repost_names_the_line_that_it_repeats(run):
    body = "经查明，当事人未按规定处置废水，现依法作出行政处罚决定并向社会公布全文。" * 3
    title = "行政处罚决定书"
    lines = [
        {"id": "n0", "title": title, "body": body},
        {"id": "n1", "title": f"转载：{title}", "body": f"来源：市环保局。{body}"},
        {"id": "n2", "title": title, "body": body.replace("废水", "废气")},
    ]
    assert [one.get("repost_of") for one in read(run("--jsonl", lines=lines))] == [None, "n0", None]
