"""What ``gongkai source test`` prints of a list, beyond adapter and rows."""

import json

import pytest
from click.testing import CliRunner

from schedules.cli import gongkai

CALL = '<script>createPageHTML(3, 0, "index", "html")</script>'
SITE = """id = "harbour"
name = "港湾局"
bureau = "harbour"
base = "{base}"
gap = 0.0
allow_private = true
[[column]]
id = "tzgg"
name = "通知公告"
url = "{path}"
"""
SERVICE = """[column.service]
url = "/api/list?page={page}"
rows = "rows"
title = "t"
link = "/show/{id}"
total = "total"
"""


@pytest.fixture
def shown(serve, tmp_path):
    """Return a function that serves pages and returns what is printed of the one at *path*, and the site."""

    def show(path, answers, more=""):
        script = serve(answers)
        (tmp_path / "sites").mkdir()
        (tmp_path / "gongkai.toml").write_text("[archive]\nreserve_mb = 1\n", "utf-8")
        (tmp_path / "bureaus.toml").write_text('[[bureau]]\nid = "harbour"\nname = "港湾局"\n', "utf-8")
        text = SITE.format(base=script.base, path=path) + more
        (tmp_path / "sites" / "harbour.toml").write_text(text, "utf-8")
        words = ["-w", str(tmp_path), "source", "test", "harbour"]
        done = CliRunner().invoke(gongkai, words, standalone_mode=False, env={"COLUMNS": "200"})
        assert done.exception is None
        return done.stdout, script

    return show


def test_a_list_of_several_pages_says_where_the_next_would_be(shown, pages):
    text, script = shown("/x/", {"/x/": pages.listing(range(1, 6), extra=CALL)})
    base = script.base
    assert text.splitlines()[0] == f"通知公告 {base}x/"
    assert "page one read, more follow" in text
    assert "promises 3 pages" in text
    assert f"page 2 GET {base}x/index_1.html" in text
    assert f"else   GET {base}x/index_2.html" in text
    assert "too_many_pages" not in text


def test_every_row_has_its_reason(shown, pages):
    text, _ = shown("/x/", {"/x/": pages.listing(range(1, 6))})
    assert text.count("article address (trs), dated") == 5


def test_families_that_were_not_chosen_are_named_with_their_points(shown, pages):
    text, _ = shown("/x/list.shtml", {"/x/list.shtml": pages.listing(range(1, 6), extra=CALL)})
    assert "adapter trs, 7 points" in text
    assert "less: ucap 2" in text


def test_a_page_that_is_elsewhere_says_where(shown, pages):
    moved = '<script>location.href="/y/"</script>'
    text, script = shown("/x/", {"/x/": moved, "/y/": pages.listing(range(1, 6))})
    assert f"read from {script.base}y/" in text


def test_an_address_of_a_page_is_no_command_of_the_terminal(shown, pages):
    link = '<a href="/x/\x1b[31m2.html">下一页</a>'
    text, _ = shown("/x/", {"/x/": pages.listing(range(1, 6), extra=link)})
    assert "\x1b" not in text


def test_a_service_that_the_file_describes_is_tried_too(shown):
    rows = [{"t": f"关于第{at}号事项的公告", "id": at} for at in range(1, 4)]
    answer = (200, {"Content-Type": "application/json"}, json.dumps({"rows": rows, "total": 9}))
    text, script = shown("/view/", {"/api/list": answer}, SERVICE)
    assert "adapter declared" in text
    assert "the site's file says how to ask" in text
    assert f"page 2 GET {script.base}api/list?page=2" in text
    assert "3 rows" in text
    assert "/view/" not in script.targets(), "the column's page is for people"
