import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.errors import InvalidFile, UsageError
from schedules.cli import gongkai

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data"
SOURCE = """
categories:
- items:
  - {id: C01.2, elements: [{k: a}, {k: b}]}
  - {id: C01.4, elements_ref: C01.2}
  - {id: C02.2}
  - {id: C02.4, elements: [{k: a}]}
body_obligations: []
"""


def run(*words):
    return CliRunner().invoke(gongkai, ["edition", "elements", "ningbo-2015", *map(str, words)])


def row(output, duty):
    return next(line.split() for line in output.splitlines() if line.strip().startswith(f"{duty} "))


def test_shows_what_each_duty_wants_and_whether_it_is_found():
    output = run().output
    assert row(output, "C03.8")[2:] == ["7", "7", "6", "6"]
    said = re.search(
        r"171 duties, (\d+) with elements; (\d+) of (\d+) elements found in made-up texts", output
    )
    assert int(said[1]) == 157
    assert said[2] == said[3]


def test_counts_beside_what_the_source_lists_and_names_what_it_lacks(tmp_path):
    file = tmp_path / "catalogue.yaml"
    file.write_text(SOURCE, "utf-8")
    output = run("--against", file).output
    assert [row(output, one)[2] for one in ("C01.2", "C01.4", "C02.2")] == ["2", "2", "0"]
    assert "3 of 4 items list elements; carried by no duty: C02.4" in output


@pytest.mark.parametrize("text", ["a: [", "a: 1", "categories: [1]\nbody_obligations: []"])
def test_a_source_that_is_none_is_refused(tmp_path, text):
    file = tmp_path / "catalogue.yaml"
    file.write_text(text, "utf-8")
    result = run("--against", file)
    assert isinstance(result.exception, InvalidFile)
    assert str(file) in result.exception.message


def test_counts_and_samples_what_notices_hold(tmp_path):
    file = tmp_path / "notices.jsonl"
    given = {
        "id": "n1", "title": "行政处罚决定书 望罚字〔2015〕7号", "column": "行政处罚",
        "body": "当事人：陶文澜，身份证号码：11010519491231002X。处罚依据：渔业条例第三条。" + "本决定依法公开。" * 30,
    }  # fmt: skip
    file.write_text(json.dumps(given, ensure_ascii=False) + "\n\n", "utf-8")
    assert re.search(r"1 notice, \d+ elements: \d+ present, 0 unknown, \d+ absent", run("--on", file).output)
    sample = run("--on", file, "--sample", 60).output
    assert sample == run("--on", file, "--sample", 60).output
    assert "文澜" not in sample
    assert "19491231" not in sample
    assert "+\tn1\tC02.1\tbasis\t处罚依据\t" in sample
    assert len(run("--on", file, "--sample", 2).output.splitlines()) == 2


@pytest.mark.skipif(not SHARED.exists(), reason="the source catalogue is not at hand")
def test_no_element_of_the_source_is_lost():
    assert (
        "157 of 171 items list elements; carried by no duty: none"
        in run("--against", SHARED / "catalogue.yaml").output
    )


def test_without_the_judged_notices_it_says_that_it_skips(tmp_path):
    assert run("--judged").output == "skipped: the judged notices are not here (name them with --on)\n"
    gone = tmp_path / "notices.jsonl"
    assert f"skipped: the judged notices are not here ({gone})" in run("--judged", "--on", gone).output
    refused = run("--on", gone)
    assert isinstance(refused.exception, UsageError)
    assert str(gone) in refused.exception.message


@pytest.mark.skipif(not SHARED.exists(), reason="the judged notices are not at hand")
def test_holds_the_finds_against_a_reader_and_says_how_the_samples_came_about():
    output = run("--judged", "--on", SHARED / "notices.jsonl").output
    assert "whoever mended had read its notices" in output
    for sample, judged, held in (("first", 91, 56), ("second", 107, 74)):
        assert re.search(
            rf"{sample}: {judged} elements; \d+ of {held} held were found, \d+ of \d+ finds", output
        )
    assert "left out" not in output


def test_says_which_judgements_have_no_notice_here(tmp_path):
    file = tmp_path / "notices.jsonl"
    file.write_text('{"id": "n1", "title": "通知", "body": ""}\n', "utf-8")
    assert (
        "198 judgements left out: their notices are not in notices.jsonl"
        in run("--judged", "--on", file).output
    )
