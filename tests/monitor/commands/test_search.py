"""``gongkai search`` as people and programs call it."""

import json

import pytest
from click.testing import CliRunner

from crawler.errors import UsageError
from monitor.commands.search import search


def run(own, *words):
    return CliRunner().invoke(search, list(words), obj=lambda: own[0])


@pytest.mark.parametrize("query", ["罚", "处罚", "处罚决", "行政处罚", "行政處罰"])
def test_finds_words_of_any_length(own, query):
    done = run(own, query)
    assert done.exit_code == 0, done.output
    assert "5 条" in done.stdout


def test_json_is_one_object_with_exact_total_and_passage(own):
    said = json.loads(run(own, "机电有限公司", "--json", "--limit", "2").stdout)
    assert said["total"] == 5
    assert [len(said["hits"]), said["sites"], said["years"]] == [2, {"web": 5}, {"2015": 5}]
    assert said["hits"][0]["word"] == "机电有限公司"


def test_narrows_by_site_and_year(own):
    assert "0 条" in run(own, "处罚", "--year", "2014").stdout
    assert "5 条" in run(own, "处罚", "--year", "2015", "--site", "web").stdout


def test_says_in_words_when_nothing_is_found(own):
    assert "没有找到" in run(own, "航天飞机").stdout


def test_nothing_asked_shows_all_and_says_so(own):
    assert run(own, "").stdout.startswith("全部：")


def test_names_of_people_are_not_shown(own):
    assert "陶文澜" not in run(own, "法定代表人").stdout


def test_a_site_that_there_is_not_is_named(own):
    done = run(own, "处罚", "--site", "other")
    assert isinstance(done.exception, UsageError)
    assert "no such site: other" in done.exception.message
    assert "web" in done.exception.hint


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("处罚", "--site", "web"), "5 notices", id="found"),
        pytest.param(("航天飞机",), "Nothing found", id="nothing"),
        pytest.param(("",), "everything: ", id="all"),
    ],
)
def test_speaks_english(own, words, said):
    assert said in run(own, *words, "--lang", "en").stdout
