"""What the commands say of a column that needs the browser."""

import pytest
from click.testing import CliRunner

from crawler.commands.source import source
from crawler.workspace import open_workspace

SITE = """id = "harbour"
name = "港湾局"
bureau = "harbour"
base = "{base}"
gap = 0.0
allow_private = true
whole = true
[[column]]
id = "tzgg"
name = "通知公告"
url = "/tzgg/"
"""


@pytest.fixture
def say(tmp_path, drawn):
    """Run a command of ``source`` in a workspace with one site; return what it prints."""

    def run(*words, site="", config=""):
        (tmp_path / "sites").mkdir(exist_ok=True)
        (tmp_path / "gongkai.toml").write_text(f"[crawl]\n{config}\n", "utf-8")
        (tmp_path / "bureaus.toml").write_text('[[bureau]]\nid = "harbour"\nname = "港湾局"\n', "utf-8")
        (tmp_path / "sites/harbour.toml").write_text(SITE.format(base=drawn.base) + site, "utf-8")
        done = CliRunner(env={"COLUMNS": "200"}).invoke(
            source, words, obj=lambda: open_workspace(tmp_path), catch_exceptions=False
        )
        return " ".join(done.output.split())

    return run


def test_source_test_says_it_and_shows_the_rows(say):
    output = say("test", "harbour")
    assert "this column needs the browser: hardly any text without its scripts; write render = true" in output
    assert "6 rows" in output


def test_source_test_of_an_address(say, drawn):
    output = say("test", f"{drawn.base}tzgg/", "--private")
    assert "this column needs the browser" in output
    assert "关于第12号事项的公告" in output


def test_source_test_without_a_browser(say, drawn):
    output = say("test", "harbour", config='browser = "no-such-browser"')
    assert "this column seems to need the browser" in output
    assert "pip install 'gongkai[browser]'" in output
    assert "0 rows" not in output


def test_source_test_of_a_column_that_says_it(say):
    output = say("test", "harbour", site="render = true\n")
    assert "needs the browser" not in output
    assert "6 rows" in output


def test_source_check_tells_which_sites_need_it_and_whether_it_is_here(say):
    assert "need the browser" not in say("check")
    assert "with columns that need the browser, which is here: harbour" in say(
        "check", site="render = true\n"
    )
    gone = say("check", site="render = true\n", config='browser = "no-such-browser"')
    assert "with columns that need the browser, no browser here: 'no-such-browser' is not found" in gone
