import pytest

from crawler.cms.registry import ADAPTERS
from crawler.cms.siblings import Siblings, parent


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        pytest.param("http://czj.harbour.gov.cn/a/", "harbour.gov.cn", id="a bureau"),
        pytest.param("http://www.harbour.gov.cn/", "harbour.gov.cn", id="the city"),
        pytest.param("http://harbour.gov.cn/", "", id="a country's domain is nobody's"),
        pytest.param("http://127.0.0.1:80/", "", id="an address has no siblings"),
        pytest.param("http://localhost/", "", id="one word"),
    ],
)
def test_the_domain_that_siblings_share(url, domain):
    assert parent(url) == domain


def plain(shape, url):
    rows = shape.rows(["/a/gg1", "/a/gg2", "/a/gg3"])
    return shape.page(shape.html(f"<ul>{rows}</ul>共4页"), url=url)


@pytest.fixture
def siblings(shape):
    found = Siblings(ADAPTERS)
    found.detect(shape.page(shape.trs(), url="http://czj.harbour.gov.cn/tzgg/"))
    return found


def test_a_page_without_marks_is_what_its_sibling_is(shape, siblings):
    scored = siblings.detect(plain(shape, "http://mzj.harbour.gov.cn/tzgg/"))
    assert scored.adapter == "trs"
    assert scored.reasons[0].startswith("inherited from 'czj.harbour.gov.cn'")


def test_neighbours_inherit_nothing(shape, siblings):
    assert siblings.detect(plain(shape, "http://mzj.island.gov.cn/tzgg/")).adapter == "static"
    assert siblings.detect(plain(shape, "http://127.0.0.1:5/tzgg/")).adapter == "static"


def test_a_pages_own_marks_go_before_its_siblings(shape, siblings):
    page = shape.page(shape.vsb(), url="http://mzj.harbour.gov.cn/tzgg.htm")
    assert siblings.detect(page).adapter == "vsb"


def test_what_the_inherited_adapter_cannot_read_stays_generic(shape):
    siblings = Siblings(ADAPTERS)
    siblings.detect(shape.page(shape.hanweb(), url="http://czj.harbour.gov.cn/col/col1/index.html"))
    assert siblings.detect(plain(shape, "http://mzj.harbour.gov.cn/tzgg/")).adapter == "static"
