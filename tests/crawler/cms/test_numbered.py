import pytest

from crawler.cms.numbered import (
    GLIST,
    INUMBER,
    JEECMS,
    NFCMS,
    NSECTION,
    SETPAGE,
    SHOWLIST,
    SITESERVER,
    TRS,
    UCAP,
)


def urls(read):
    return [one.url for one in read.following]


def test_reads_rows_and_totals(shape):
    read = TRS.read(shape.page(shape.trs()))
    assert len(read.rows) == 5
    assert read.rows[0].url == "http://h.example/tzgg/201506/t20150601_100.html"
    assert read.rows[0].title == "关于第0号事项的公告"
    assert str(read.rows[0].claimed) == "2015-06-01"
    assert read.total_pages == 4


def test_page_two_is_one_and_the_other_offset_is_the_second_way(shape):
    read = TRS.read(shape.page(shape.trs()))
    assert urls(read) == ["http://h.example/tzgg/index_1.html", "http://h.example/tzgg/index_2.html"]


def test_keeps_the_offset_that_led_to_page_two(shape):
    first = TRS.read(shape.page(shape.trs()))
    usual = TRS.read(shape.page(shape.trs(), url=first.following[0].url, request=first.following[0]))
    other = TRS.read(shape.page(shape.trs(), url=first.following[1].url, request=first.following[1]))
    assert urls(usual) == ["http://h.example/tzgg/index_2.html"]
    assert urls(other) == ["http://h.example/tzgg/index_3.html"]


def test_ends_with_the_last_promised_page(shape):
    request = TRS.read(shape.page(shape.trs())).following[0]
    for _ in range(2):
        read = TRS.read(shape.page(shape.trs(), url=request.url, request=request))
        request = read.following[0]
    assert request.number == 4
    assert TRS.read(shape.page(shape.trs(), url=request.url, request=request)).following == ()


@pytest.mark.parametrize(
    ("call", "url", "second"),
    [
        pytest.param(
            'createPageHTML(4, 0, "index_3081", "shtml")',
            "http://h.example/a/index_3081.shtml",
            "http://h.example/a/index_3081_1.shtml",
            id="a list inside a folder",
        ),
        pytest.param(
            'createPage(4,0,"index","htm")', "http://h.example/a/", "http://h.example/a/index_1.htm", id="htm"
        ),
    ],
)
def test_takes_stem_and_extension_from_the_call(shape, call, url, second):
    assert urls(TRS.read(shape.page(shape.trs(call=call), url=url)))[0] == second


@pytest.mark.parametrize(
    ("preset", "call", "url", "second"),
    [
        pytest.param(
            UCAP,
            "createPageHTML('page_div', 12, 1, 'common_list', 'shtml', 231)",
            "http://h.example/fzj/c100028/common_list.shtml",
            "http://h.example/fzj/c100028/common_list_2.shtml",
            id="ucap",
        ),
        pytest.param(
            UCAP,
            "createPageHTML('page_div', 12, 0, 'nav_list', 'shtml', 231)",
            "http://h.example/fzj/c100028/nav_list.shtml",
            "http://h.example/fzj/c100028/nav_list_1.shtml",
            id="ucap, counted from nought",
        ),
        pytest.param(
            NFCMS, "pageCount: 7", "http://h.example/zwgk/", "http://h.example/zwgk/index_2.html", id="nfcms"
        ),
        pytest.param(
            SHOWLIST,
            '</script><pagination pagesize="46"></pagination><script>',
            "http://h.example/News/showList/7/page_1.html",
            "http://h.example/News/showList/7/page_2.html",
            id="showlist",
        ),
        pytest.param(
            GLIST,
            "pageCount: 3",
            "http://h.example/a/glist.html",
            "http://h.example/a/glist1.html",
            id="glist",
        ),
        pytest.param(
            SETPAGE,
            "nsetpage(1,47,12)",
            "http://h.example/col/1_2/index.html",
            "http://h.example/col/1_2/index_2.html",
            id="rows and the size of a page",
        ),
        pytest.param(
            INUMBER,
            "pageCount: 3",
            "http://h.example/c15124/index.html",
            "http://h.example/c15124/pages/2.html",
            id="i-number",
        ),
    ],
)
def test_names_page_two_as_its_family_does(shape, preset, call, url, second):
    assert urls(preset.read(shape.page(shape.trs(call=call), url=url)))[0] == second


def test_ucap_tells_its_rows_too(shape):
    call = "createPageHTML('page_div', 12, 1, 'common_list', 'shtml', 231)"
    read = UCAP.read(shape.page(shape.trs(call=call)))
    assert (read.total_pages, read.total_rows) == (12, 231)


def test_without_a_pager_only_a_link_leads_on(shape):
    plain = shape.html(f"<ul>{shape.rows(['a/t20150601_1.html', 'a/t20150602_2.html'])}</ul>")
    assert TRS.read(shape.page(plain)).following == ()
    linked = plain.replace("</ul>", '</ul><a href="more.html">下一页</a>')
    assert urls(TRS.read(shape.page(linked))) == ["http://h.example/tzgg/more.html"]


@pytest.mark.parametrize(
    "call",
    [
        pytest.param('createPageHTML(0, 0, "index", "html")', id="a pager of no pages"),
        pytest.param("</script><p>暂无相关信息</p><script>", id="words"),
    ],
)
def test_says_that_it_is_empty(shape, call):
    read = TRS.read(shape.page(shape.html(f"<ul></ul><script>{call}</script>")))
    assert (read.rows, read.says_empty) == ((), True)


def test_a_redesign_does_not_say_so(shape):
    assert not TRS.read(shape.page(shape.html("<div id=app></div>"))).says_empty


def test_rows_in_comments_are_not_there(shape):
    text = shape.trs().replace("</ul>", "<!-- " + shape.rows(["./201301/t20130101_9.html"]) + " --></ul>")
    assert len(TRS.read(shape.page(text)).rows) == 5


def test_a_site_may_name_its_rows(shape):
    text = shape.html(
        "".join(
            f'<p class="item"><a href="/x/{one}">第{one}号公告的全文</a> 2015-06-01</p>' for one in (1, 2, 3)
        )
    )
    assert len(TRS.read(shape.page(text, row_css="p.item")).rows) == 3


@pytest.mark.parametrize(
    ("preset", "url", "following"),
    [
        pytest.param(SITESERVER, "http://h.example/channels/7.html", "channels/7_2.html", id="siteserver"),
        pytest.param(JEECMS, "http://h.example/tzgg/index.jhtml", "tzgg/index_2.jhtml", id="jeecms"),
    ],
)
def test_the_name_of_the_list_goes_on(shape, preset, url, following):
    page = shape.page(shape.html(f"<ul>{shape.rows(['/a/1.html', '/a/2.html'])}</ul>共4页"), url=url)
    assert urls(preset.read(page))[0] == f"http://h.example/{following}"


def test_a_section_counts_down_from_the_oldest(shape):
    rows = shape.rows([f"/n1/n2/c{at}/content.html" for at in range(4)])
    script = "<script>var pageName='index_77'; var maxPageNum=4;</script>"
    text = shape.html(f"<ul>{rows}</ul>{script}")
    first = NSECTION.read(shape.page(text, url="http://h.example/n1/n2/index.html"))
    assert urls(first) == [f"http://h.example/n1/n2/index_77_{at}.html" for at in (3, 2, 1)]
    second = NSECTION.read(shape.page(text, url=first.following[0].url, request=first.following[0]))
    assert urls(second) == ["http://h.example/n1/n2/index_77_2.html"]


@pytest.mark.parametrize(
    ("call", "pages", "rows", "empty"),
    [
        pytest.param("nsetpage(1,47,12)", 4, 47, False, id="so many rows, so many a page"),
        pytest.param("nsetpage(1,0,12)", 1, 0, True, id="none"),
        pytest.param("nsetpage(1,47,0)", None, 47, False, id="none a page"),
    ],
)
def test_a_call_that_tells_rows_promises_pages(shape, call, pages, rows, empty):
    read = SETPAGE.read(shape.page(shape.html(f"<script>{call}</script>")))
    assert (read.total_pages, read.total_rows, read.says_empty) == (pages, rows, empty)
