import pytest

from crawler.cms.page import Page, PageRequest
from crawler.cms.pager import next_link, says_empty, total_pages, total_rows

HERE = "http://h.example/tzgg/list.htm"


def page(text, url=HERE):
    return Page(url=url, text=text, request=PageRequest(url=url))


@pytest.mark.parametrize(
    ("markup", "target"),
    [
        pytest.param('<a href="list/3.htm">下一页</a>', "http://h.example/tzgg/list/3.htm", id="in words"),
        pytest.param('<a href="?p=2">下页 </a>', "http://h.example/tzgg/list.htm?p=2", id="in fewer words"),
        pytest.param('<a href="2.htm">&gt;</a>', "http://h.example/tzgg/2.htm", id="an arrow"),
        pytest.param(
            '<span class="p_next p_fun"><a href="9.htm">后面</a></span>',
            "http://h.example/tzgg/9.htm",
            id="by class",
        ),
        pytest.param('<a rel="next" href="b">更早</a>', "http://h.example/tzgg/b", id="by relation"),
        pytest.param('<a href="#">下一页</a>', "", id="on the last page, a hash"),
        pytest.param('<a href="javascript:void(0)">下一页</a>', "", id="on the last page, a script"),
        pytest.param("<a>下一页</a>", "", id="on the last page, no address"),
        pytest.param('<a href="list.htm">下一页</a>', "", id="on the last page, the page itself"),
        pytest.param('<a href="2.htm">下一页的说明</a>', "", id="only begins like it"),
        pytest.param("<span class=p_next><a>下页</a></span>", "", id="a dead pager"),
    ],
)
def test_finds_the_way_on(markup, target):
    assert next_link(page(f"<html><body>{markup}</body></html>")) == target


@pytest.mark.parametrize(
    ("markup", "pages", "rows"),
    [
        pytest.param('<span class="p_t">共52条</span><span class="p_t">1/11</span>', 11, 52, id="two spans"),
        pytest.param('<td id="fanye123">共123条 1/7</td>', 7, 123, id="an older skin"),
        pytest.param("共 8 页", 8, None, id="pages in words"),
        pytest.param("<script>pageCount: 17,</script>", 17, None, id="in a script"),
        pytest.param('<div class="pages">2/9</div>', 9, None, id="further on"),
        pytest.param("<p>2015/06/01</p>", None, None, id="a date is no pager"),
        pytest.param("<p>nothing</p>", None, None, id="no pager"),
        pytest.param(
            '<a href=x title="共10条">关于共10条措施（共12页）的通知</a>',
            None,
            None,
            id="a title is no pager",
        ),
    ],
)
def test_reads_what_is_promised(markup, pages, rows):
    assert (total_pages(page(markup)), total_rows(page(markup))) == (pages, rows)


@pytest.mark.parametrize(
    ("markup", "empty"),
    [
        pytest.param("<p>暂无相关信息</p>", True, id="said"),
        pytest.param("<p>没有找到</p>", True, id="said otherwise"),
        pytest.param("<script>var none = '暂无数据'</script>", False, id="a template in a script"),
        pytest.param("<!-- 暂无信息 --><p>公告</p>", False, id="commented out"),
        pytest.param("<p>公告</p>", False, id="not said"),
    ],
)
def test_only_the_shown_words_say_that_a_list_is_empty(markup, empty):
    assert says_empty(page(markup)) is empty


@pytest.mark.parametrize(
    ("inner", "pages", "rows"),
    [
        pytest.param("共<b>4</b>页", 4, None, id="the number in an element of its own"),
        pytest.param(
            "<a>共 5419 条 当前第 1 / 542 页</a>", 542, 5419, id="both in a link that leads nowhere"
        ),
        pytest.param('<a title="Total record">&nbsp;<b>891</b> </a>', None, 891, id="a count in a link"),
        pytest.param(
            "<script>$('#p').pagination({pageIndex:0, pageSize: 15, total: 281})</script>",
            19,
            281,
            id="a call",
        ),
        pytest.param(
            "<script>$('#p').pagination({total: 0, pageSize: 15})</script>", 1, 0, id="a call for none"
        ),
        pytest.param(
            "<script>$('#p').pagination({pageIndex: at})</script>", None, None, id="a call that tells nothing"
        ),
        pytest.param("<script>f({total: 281, pageSize: 15})</script>", None, None, id="another call"),
    ],
)
def test_pagers_as_real_sites_have_them(shape, inner, pages, rows):
    page = shape.page(shape.html(inner))
    assert (total_pages(page), total_rows(page)) == (pages, rows)
