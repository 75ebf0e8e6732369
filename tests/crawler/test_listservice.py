import pytest

from crawler.errors import InvalidFile
from crawler.listservice import ListService
from crawler.registry import load_site

SITE = """id = "a"
name = "a"
bureau = "b"
base = "http://h.example/"
[[column]]
id = "tzgg"
name = "通知公告"
url = "/view/list.html"
[column.service]
url = "/api/list?page={page}"
rows = "data.rows"
title = "docTitle"
link = "/show/{docId}.html"
"""


def service(**values):
    return ListService(**{"url": "/a?p={page}", "rows": "r", "title": "t", "link": "l", **values})


def test_a_sites_file_describes_it(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text(SITE, encoding="utf-8")
    (column,) = load_site(path).column
    assert (column.service.rows, column.service.link, column.service.first) == (
        "data.rows",
        "/show/{docId}.html",
        1,
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param({"url": ""}, "needs url", id="no address"),
        pytest.param({"title": "", "link": ""}, "needs title and link", id="no fields"),
        pytest.param({"url": "/a?id={docId}"}, "'{docId}' in a service's url", id="a field in the question"),
        pytest.param({"url": "/a?o={offset}"}, "size belong together", id="an offset of nothing"),
        pytest.param({"size": 20}, "size belong together", id="a size for nothing"),
        pytest.param({"body": '{"page": {page}'}, "is no JSON", id="a broken question"),
    ],
)
def test_what_cannot_be_asked_is_refused(values, said):
    with pytest.raises(ValueError, match=said):
        service(**values)


def test_a_file_that_says_so_names_its_place(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text(SITE.replace("{page}", "{side}"), encoding="utf-8")
    with pytest.raises(InvalidFile, match=r"'\{side\}' in a service's url"):
        load_site(path)


def test_a_question_in_json_has_places_for_numbers():
    assert service(body='{"page": {page}, "from": {offset}}', size=10).body
