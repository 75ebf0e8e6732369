import pytest

from crawler.cms.page import Page, PageRequest, join


@pytest.mark.parametrize(
    ("href", "address"),
    [
        pytest.param("./201506/t1.html", "http://h.example/a/b/201506/t1.html", id="here"),
        pytest.param("../../c.html", "http://h.example/c.html", id="up"),
        pytest.param("/../x.html", "http://h.example/x.html", id="above the root"),
        pytest.param("//other.example/y", "http://other.example/y", id="another host"),
        pytest.param("d\\e.html", "http://h.example/a/b/d/e.html", id="backslashes"),
        pytest.param("f\n\t g.html", "http://h.example/a/b/fg.html", id="broken over lines"),
    ],
)
def test_reads_addresses_as_a_browser_does(href, address):
    assert join("http://h.example/a/b/", href) == address


def test_relative_addresses_start_from_the_base_element():
    request = PageRequest(url="http://h.example/a/")
    page = Page(url="http://h.example/a/", text='<base href="/b/"><p>', request=request)
    assert page.base == "http://h.example/b/"
    assert Page(url="http://h.example/a/", text="<p>", request=request).base == "http://h.example/a/"
