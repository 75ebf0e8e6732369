import json
from pathlib import Path

import pytest

from crawler.cms.cover import Route, by_family, cover, read_routes
from crawler.errors import InvalidFile

REGISTRY = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "sites-registry.jsonl"


@pytest.mark.parametrize(
    ("address", "shape", "adapter"),
    [
        pytest.param("http://h.example/col/col{id}/index.html", "", "hanweb", id="a blank where digits go"),
        pytest.param("http://h.example/gk/ → /jpaas-publish-server/unit", "li", "jpaas", id="a remark"),
        pytest.param("http://h.example/a/", "json:datasource[]", "xinhua", id="the shape of its rows"),
        pytest.param(
            "POST https://h.example/zwgk-search-front/api/data/affair", "json:x", "affairs", id="a service"
        ),
        pytest.param("http://h.example/tzgg/index{_n}.html", "ul li", "static", id="a page"),
        pytest.param("http://h.example/{category}", "ul li", "static", id="a page without an ending"),
        pytest.param(
            "http://h.example/api/list.json", "json:a.rows[]", "declared", id="a service to describe"
        ),
        pytest.param("http://h.example/api/list.json", "json rows", "", id="an unknown service"),
        pytest.param(
            "http://h.example/api/list.json", "json:rows (after a token)", "", id="more than a path"
        ),
        pytest.param(
            "http://h.example/a/index.html", "js arrays of its own", "", id="rows in a script of its own"
        ),
        pytest.param("http://h.example/web/dirlist.jsp", "tr", "static", id="a dynamic page"),
        pytest.param("http://h.example/web/dirlist.jsp", "", "", id="a dynamic page of unknown rows"),
        pytest.param("somewhere", "", "", id="no address"),
    ],
)
def test_an_address_and_a_shape_tell_the_adapter(address, shape, adapter):
    found = cover(Route(family="x", address=address, shape=shape))
    assert found.adapter == adapter
    assert found.why
    assert found.named is (adapter not in {"", "static", "declared"})
    assert found.described is (adapter == "declared")


def test_reads_lists_only(tmp_path):
    entries = [
        {"kind": "list", "family": "a", "list_url": "http://h.example/a/", "item_selector": "li"},
        {"kind": "app", "family": "a", "list_url": "http://h.example/b/"},
        {"kind": "catalogue", "family": "b", "list_url": None},
        {"kind": "catalogue", "family": "b", "list_url": "http://h.example/c/", "item_selector": None},
    ]
    path = tmp_path / "registry.jsonl"
    path.write_text("\n".join(map(json.dumps, entries)) + "\n\n", encoding="utf-8")
    assert [(one.family, one.shape) for one in read_routes(path)] == [("a", "li"), ("b", "")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{", id="no JSON"),
        pytest.param('{"kind": "list"}', id="no address"),
        pytest.param("[]", id="no object"),
        pytest.param(b"\xff", id="no text"),
    ],
)
def test_a_line_that_is_none_is_named(tmp_path, text):
    path = tmp_path / "registry.jsonl"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InvalidFile):
        list(read_routes(path))


def test_nine_lists_of_ten_are_covered():
    if not REGISTRY.exists():
        pytest.skip("the registry of routes is not here")
    found = by_family(read_routes(REGISTRY))
    covered = [one for routes in found.values() for one in routes]
    assert len(covered) >= 230
    assert sum(bool(one.adapter) for one in covered) / len(covered) >= 0.9
    sizes = [len(routes) for routes in found.values()]
    assert sizes == sorted(sizes, reverse=True)
