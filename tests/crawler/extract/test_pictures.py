"""Which pictures of a page may show words that its text lacks."""

import pytest

from crawler.extract.page import read_page
from crawler.records import PICTURES

PAGE = (
    "<html><head><meta name='ArticleTitle' content='征收公告'></head><body><h1>征收公告</h1><img src='banner.jpg'>"
    "<div id='zoom'><p>现将征收公告予以公布，具体范围见下图，欢迎监督，如有异议可以提出。</p>{}</div></body></html>"
)


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        pytest.param("", "", id="none in the text"),
        pytest.param("<img src='/upload/map.jpg'>", "1", id="a picture"),
        pytest.param("<img src='a.png'><p><img src='b.png'></p>", "2", id="two"),
        pytest.param("<img src='/images/icon_doc.gif'>", "", id="the sign of a file"),
        pytest.param("<img src='a.png' width='16' height='16'>", "", id="too small to be read"),
        pytest.param("<img src='a.png' width='100%'>", "1", id="as wide as the text"),
        pytest.param("<img alt='x'>", "", id="without an address"),
    ],
)
def test_pictures_of_a_text_are_counted(markup, count):
    assert (
        read_page(PAGE.format(markup).encode(), "http://h.test/1.html").provenance.get(PICTURES, "") == count
    )
