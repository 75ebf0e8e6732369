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


def settled(pages):
    """Let every page say what it is, then every page inherit; return what each came to be."""
    siblings = Siblings(ADAPTERS)
    found = {one.url: siblings.detect(one) for one in pages}
    for url, scored in found.items():
        siblings.say(url, scored)
    return {one.url: siblings.inherit(one, found[one.url]) for one in pages}


@pytest.fixture
def marked(shape):
    return shape.page(shape.trs(), url="http://czj.harbour.gov.cn/tzgg/")


def test_a_page_without_marks_is_what_its_sibling_is(shape, marked):
    page = plain(shape, "http://mzj.harbour.gov.cn/tzgg/")
    scored = settled([page, marked])[page.url]
    assert scored.adapter == "trs"
    assert scored.reasons[0].startswith("inherited from 'czj.harbour.gov.cn'")


def test_neighbours_inherit_nothing(shape, marked):
    pages = [plain(shape, "http://mzj.island.gov.cn/tzgg/"), plain(shape, "http://127.0.0.1:5/tzgg/")]
    found = settled([*pages, marked])
    assert [found[one.url].adapter for one in pages] == ["static", "static"]


def test_a_pages_own_marks_go_before_its_siblings(shape, marked):
    page = shape.page(shape.vsb(), url="http://mzj.harbour.gov.cn/tzgg.htm")
    assert settled([marked, page])[page.url].adapter == "vsb"


def test_what_no_sibling_can_read_stays_generic(shape):
    hanweb = shape.page(shape.hanweb(), url="http://czj.harbour.gov.cn/col/col1/index.html")
    page = plain(shape, "http://mzj.harbour.gov.cn/tzgg/")
    assert settled([hanweb, page])[page.url].adapter == "static"


def test_what_one_cannot_read_another_may(shape, marked):
    hanweb = [
        shape.page(shape.hanweb(), url=f"http://{one}.harbour.gov.cn/col/col1/index.html")
        for one in ("a", "b")
    ]
    page = plain(shape, "http://mzj.harbour.gov.cn/tzgg/")
    assert settled([*hanweb, marked, page])[page.url].adapter == "trs"


def test_what_most_are_goes_before_what_scores_best(shape):
    vsb = [shape.page(shape.vsb(), url=f"http://v{at}.harbour.gov.cn/tzgg.htm") for at in range(2)]
    trs = shape.page(shape.trs(count=20), url="http://t.harbour.gov.cn/tzgg/")
    page = plain(shape, "http://mzj.harbour.gov.cn/tzgg/")
    assert settled([trs, *vsb, page])[page.url].adapter == "vsb"


def test_only_the_first_word_of_a_host_counts(shape, marked):
    siblings = Siblings(ADAPTERS)
    siblings.say(marked.url, siblings.detect(marked))
    siblings.say(marked.url, siblings.detect(shape.page(shape.vsb(), url="http://czj.harbour.gov.cn/b.htm")))
    page = plain(shape, "http://mzj.harbour.gov.cn/tzgg/")
    assert siblings.inherit(page, siblings.detect(page)).adapter == "trs"
