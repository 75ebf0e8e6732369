import json

import pytest
from click.testing import CliRunner

from crawler.commands.extract import extract
from crawler.errors import UsageError

ARTICLE = "<title>关于泊位的通知</title><h1>关于泊位的通知</h1><p>发布日期：2024-10-14</p><div id=zoom>正文[red]不是标记[/red]若干字，足够二十个字符的长度。</div>"
LIST = "<ul>" + "".join(
    f"<li><a href='./t2024010{n}_{n}.html'>关于渡口的公告之{n}</a><i>2024-01-0{n} 09:3{n}</i></li>"
    for n in range(1, 5)
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "article.html").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "list.html").write_bytes(LIST.encode("gb18030"))
    return tmp_path


def run(*arguments, **more):
    return CliRunner().invoke(extract, [str(one) for one in arguments], **more)


def answers(asked):
    lines = "".join(one if isinstance(one, str) else json.dumps(one) + "\n" for one in asked)
    done = run("--jsonl", input=lines)
    assert done.exit_code == 0
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_line_is_answered_in_order(folder):
    asked = [
        {"path": str(folder / name), "url": "http://x.example/tzgg/"}
        for name in ("list.html", "article.html")
    ]
    listed, article = answers(asked)
    assert listed["kind"] == "list"
    assert listed["items"][0] == {
        "title": "关于渡口的公告之1",
        "url": "http://x.example/tzgg/t20240101_1.html",
        "date": "2024-01-01 09:31",
    }
    assert (article["path"], article["kind"], article["published"]) == (
        asked[1]["path"],
        "article",
        "2024-10-14",
    )
    assert article["provenance"]["body"] == "#zoom"


def test_what_cannot_be_read_is_answered_with_its_error(folder):
    asked = [
        {"path": str(folder / "none.html")},
        "no json\n",
        '"text"\n',
        "\n",
        {"path": 7.5},
        {"path": "\ud800"},
        {"path": str(folder / "article.html")},
    ]
    found = answers(asked)
    assert ["error" in one for one in found] == [True, True, True, True, True, False]
    assert found[0]["path"] == asked[0]["path"]


def test_people_get_a_table_and_no_markup_of_the_page(folder):
    done = run(folder / "article.html", folder / "list.html")
    assert done.exit_code == 0
    assert "label 发布日期" in done.stdout
    assert "[red]" in done.stdout
    assert "2024-01-04" in done.stdout


def test_a_file_that_is_not_there_is_named_and_the_others_are_shown(folder):
    done = run(folder / "none.html", folder / "article.html")
    assert done.exit_code == 1
    assert "none.html: cannot be read" in done.stderr
    assert "2024-10-14" in done.stdout


@pytest.mark.parametrize(
    "arguments", [pytest.param([], id="neither"), pytest.param(["--jsonl", "page.html"], id="both")]
)
def test_files_or_a_list_but_not_both(arguments):
    assert isinstance(run(*arguments).exception, UsageError)
