import pytest

from crawler.cms.arrays import array_records
from crawler.cms.island import HANWEB
from crawler.errors import PageChanged


def entry(at, **values):
    fields = {
        "urls": f"/art/2015/6/{at}/art_9_{at}.html",
        "headers": f"第{at}号公告",
        "year": "2015",
        "month": "6",
        "day": f"{at}",
    }
    return "".join(f"{name}[i]='{value}';" for name, value in (fields | values).items())


def test_an_entry_is_a_row(shape):
    text = shape.html(f"<script>{entry(1)}i++;{entry(2)}i++;{entry(3)}</script>")
    read = HANWEB.read(shape.page(text, url="http://h.example/col/9/index.html"))
    assert [(one.title, str(one.claimed)) for one in read.rows] == [
        (f"第{at}号公告", f"2015-06-0{at}") for at in (1, 2, 3)
    ]
    assert read.rows[0].url == "http://h.example/art/2015/6/1/art_9_1.html"
    assert (read.following, read.total_pages) == ((), None)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(entry(1, headers=""), 0, id="no title"),
        pytest.param(entry(1, urls=""), 0, id="no address"),
        pytest.param("headers[i]='甲';", 0, id="no entry was begun"),
        pytest.param("urls[i]='/a", 0, id="left open"),
        pytest.param(entry(1, day=""), 1, id="half a date is none"),
        pytest.param('urls[0]="/a";headers[0]="甲";', 1, id="by number"),
    ],
)
def test_what_counts_as_an_entry(text, count):
    assert len(array_records(text)) == count


def test_markup_in_a_title_stays_text():
    assert "&lt;b&gt;" in array_records(entry(1, headers="<b>"))[0]


def test_a_page_without_either_has_changed(shape):
    with pytest.raises(PageChanged, match="no datastore"):
        HANWEB.read(shape.page(shape.html("新版")))
