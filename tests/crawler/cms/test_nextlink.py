import pytest

from crawler.cms.nextlink import STATIC, VSB

COLUMN = "http://h.example/tzgg.htm"


def test_follows_the_link_down_the_numbers(shape):
    read = VSB.read(shape.page(shape.vsb(), url=COLUMN))
    assert [one.url for one in read.following] == ["http://h.example/tzgg/10.htm"]
    assert (len(read.rows), read.total_pages, read.total_rows) == (5, 11, 52)
    assert read.rows[0].url == "http://h.example/info/1039/3000.htm"


def test_links_of_deeper_pages_start_from_their_folder(shape):
    request = VSB.read(shape.page(shape.vsb(), url=COLUMN)).following[0]
    read = VSB.read(
        shape.page(shape.vsb(following="9.htm", promised="2/11"), url=request.url, request=request)
    )
    assert [(one.url, one.number) for one in read.following] == [("http://h.example/tzgg/9.htm", 3)]


def test_ends_where_the_link_is_dead(shape):
    assert VSB.read(shape.page(shape.vsb(following="", promised="11/11"), url=COLUMN)).following == ()


def test_the_generic_adapter_reads_any_list(shape):
    text = shape.html(f"<ul>{shape.rows(['/x/1.html', '/x/2.html', '/x/3.html'])}</ul>")
    read = STATIC.read(shape.page(text))
    assert (len(read.rows), read.following) == (3, ())


def listed(shape, pager):
    return shape.page(shape.html(f"<ul>{shape.rows(['/x/1.html', '/x/2.html', '/x/3.html'])}</ul>{pager}"))


def test_the_link_with_the_next_number_will_do(shape):
    pager = '<div class="fenye"><b>1</b><a href="list_b.html">2</a><a href="list_c.html">3</a></div>'
    assert [one.url for one in STATIC.read(listed(shape, pager)).following] == [
        "http://h.example/tzgg/list_b.html"
    ]


def test_a_link_may_keep_its_address_beside_its_href(shape):
    pager = '<a href="javascript:;" tagname="/tzgg/index_9_2.html">下一页</a>'
    assert [one.url for one in STATIC.read(listed(shape, pager)).following] == [
        "http://h.example/tzgg/index_9_2.html"
    ]


def test_where_only_the_number_of_pages_is_known_the_usual_names_are_tried(shape):
    read = STATIC.read(listed(shape, "<div>共3页</div>"))
    assert [one.url for one in read.following] == [
        "http://h.example/tzgg/index_2.html",
        "http://h.example/tzgg/index_1.html",
    ]
    assert STATIC.read(listed(shape, "<div>共1页</div>")).following == ()


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("<script>createPageHTML(0, 0, 'index', 'html')</script>", id="no page"),
        pytest.param(
            "<script>createPageHTML('page_div', 0, 1, 'list', 'shtml', 0)</script>", id="the other kind"
        ),
        pytest.param("<script>var pager = {totalRecord: 0}</script>", id="no record"),
        pytest.param("<div>共0条</div>", id="no row"),
    ],
)
def test_a_pager_that_counts_nothing_says_so(shape, said):
    assert STATIC.read(shape.page(shape.html(said))).says_empty


@pytest.mark.parametrize("said", ["createPageHTML(10, 0, 'index', 'html')", "var x = {totalRecord: 30}", ""])
def test_a_page_without_rows_is_not_empty_for_that(shape, said):
    assert not STATIC.read(shape.page(shape.html(f"<script>{said}</script>"))).says_empty


@pytest.mark.parametrize(
    ("url", "said", "second"),
    [
        pytest.param(
            "http://h.example/web/list.jsp?id=7",
            '<script>go("?id=7&pageNo=" + n)</script>共3页',
            ["http://h.example/web/list.jsp?id=7&pageNo=2", "http://h.example/web/list.jsp?id=7&page=2"],
            id="the name that the page says",
        ),
        pytest.param(
            "http://h.example/a.php?page=1", "共3页", ["http://h.example/a.php?page=2"], id="its own"
        ),
        pytest.param("http://h.example/a.aspx", "共1页", [], id="all on one page"),
        pytest.param("http://h.example/a.do", "", [], id="nothing promised"),
    ],
)
def test_a_page_made_when_asked_for_is_asked_for_again(shape, url, said, second):
    rows = shape.rows([f"/a/gg{at}" for at in range(1, 6)])
    read = STATIC.read(shape.page(shape.html(f"<ul>{rows}</ul>{said}"), url=url))
    assert [one.url for one in read.following] == second
