import pytest

from crawler.cms.detect import ENOUGH, detect, score
from crawler.cms.registry import ADAPTERS, adapter_named
from crawler.errors import UsageError

KNOWN = frozenset(ADAPTERS)


def ucap(shape):
    links = [f"/fzj/c100028/202406/{at:032x}.shtml" for at in range(5)]
    return shape.html(
        f"<ul>{shape.rows(links)}</ul><script>createPageHTML('page_div',9,1,'common_list','shtml',90)</script>"
    )


def ivs(shape):
    links = [f"/jcws2/20240511/{at:032x}.html" for at in range(12)]
    return shape.html(f"<ul>{shape.rows(links[:9])}</ul>{''.join(f'<a href={one}>x</a>' for one in links)}")


CASES = [
    pytest.param(lambda s: s.trs(), "http://h.example/tzgg/", "trs", id="trs"),
    pytest.param(lambda s: s.hanweb(), "http://h.example/col/col101/index.html", "hanweb", id="hanweb"),
    pytest.param(lambda s: s.vsb(), "http://h.example/tzgg.htm", "vsb", id="vsb"),
    pytest.param(lambda s: s.gkmlpt, "http://h.example/gkmlpt/index", "gkmlpt", id="gkmlpt"),
    pytest.param(
        ucap, "http://h.example/fzj/c100028/common_list.shtml", "ucap", id="ucap, not trs, by argument one"
    ),
    pytest.param(ivs, "http://h.example/jcws2/", "ivs", id="ivs, not ucap, by the day folder"),
    pytest.param(
        lambda s: s.html(f"<div class=TRS_Editor></div><ul>{s.rows(['/a/b1', '/a/b2', '/a/b3'])}</ul>"),
        "http://h.example/a/",
        "static",
        id="a body class alone decides nothing",
    ),
    pytest.param(lambda s: s.html("<p>欢迎</p>"), "http://h.example/", "static", id="no evidence"),
    pytest.param(
        lambda s: s.html(f"<ul>{s.rows(['/t/t20150601_1.html', '/t/t20150601_2.html'])}</ul>"),
        "http://h.example/t/",
        "static",
        id="too few links",
    ),
]


MARKED = [
    (
        "jpaas",
        "/zfxxgk/tzgg/",
        '<script url="/api-gateway/jpaas-publish-server/front/page/build/unit"></script>',
    ),
    ("lonsun", "/public/column/9?type=4", "<script>load('/site/label/8888')</script>"),
    ("hanwebxxgk", "/col/col102/index.html?number=A1", "<script>'/module/xxgk/search.jsp'</script>"),
    ("easysite", "/customs/302249/index.html", '<script src="/eportal/huilan-jquery-ui.js"></script>'),
    ("was5", "/was5/web/search?channelid=9", ""),
    ("was5", "/gk/", "<script>'/was5/web/search?channelid=9'</script>"),
    ("igs", "/gk/", "<script>'/igs/front/search.jhtml?code=a'</script>"),
    ("irs", "/gk/", '<script>post("/irs/front/list", {"tableName": "t"})</script>'),
    (
        "ucapjson",
        "/fzj/c100028/zfxxgk_list.shtml",
        "<ucaptitle></ucaptitle><script>'/common/search/'</script>",
    ),
    ("szinf", "/gk/nav_list.shtml", "<script>'/szinf/info/'</script>"),
    ("ucapnew", "/a/c00145/pc/list.html", "<script>var articleList = [{'pc':'/a/pc/content/'}]</script>"),
    ("epoint", "/001/subPage.html", "<script src='webBuilderCommon.js'></script>"),
    (
        "epointapi",
        "/001/",
        "<script src='webBuilderCommon.js'></script>'/rest/lightfrontaction/getgovinfolist'",
    ),
    ("siteserver", "/x/", "<script>var $pageInfo = {publishmentSystemID : 1, channelID : 2}</script>"),
    ("glist", "/zwgk/tzgg/glist.html", ""),
    ("lnstatic", "/sft/zwgk/index.shtml", "<div class='dlist_page'>共<b>4</b>页</div>"),
    ("nsetpage", "/col/2101_883485/index.html", "<script>nsetpage(1,47,12);</script>"),
    ("articlelists", "/col/2101_883485/", "<script>post('/articleCommonController/lists.do')</script>"),
    ("ucapjson", "/gk/list.shtml", "<script>post('/getFileListByCodeId')</script>"),
    ("truecms", "/tzgg/tzgg.html", "<script>'/truecms/messageController/getMessage.do'</script>"),
    ("intertid", "/gk/index.shtml", "<script>'/intertidwebapp/govChanInfo/'</script>"),
    ("affairs", "/gk/", "<script>'/zwgk-search-front/api/data/affair'</script>"),
    ("xinhua", "/gk/index.htm", '<ul id="showData0" data="datasource:1"></ul>'),
    ("empire", "/tzgg/", "<script src='/e/public/onclick/'></script>"),
    ("ilist", "/info/iList.jsp?cat_id=9", ""),
]


@pytest.mark.parametrize(("adapter", "path", "inner"), MARKED, ids=[one[0] for one in MARKED])
def test_tells_a_family_whose_rows_are_elsewhere(shape, adapter, path, inner):
    assert detect(shape.page(shape.html(inner), url=f"http://h.example{path}"), KNOWN).adapter == adapter


LINKED = [
    ("nsection", "/n2588/n2590/index.html", "/n2588/n2590/c{at}/content.html"),
    ("channel", "/channel/list/7.html", "/single/7/{at}.html"),
    ("showlist", "/News/showList/7/page_1.html", "/News/show/{at}.html"),
    ("siteserver", "/channels/7.html", "/contents/7/{at}.html"),
    ("jeecms", "/tzgg/index.jhtml", "/tzgg/{at}.jhtml"),
]


@pytest.mark.parametrize(("adapter", "path", "link"), LINKED, ids=[one[0] for one in LINKED])
def test_tells_a_family_by_its_addresses(shape, adapter, path, link):
    rows = shape.rows([link.format(at=at) for at in range(3)])
    page = shape.page(shape.html(f"<ul>{rows}</ul>"), url=f"http://h.example{path}")
    assert detect(page, KNOWN).adapter == adapter


def test_a_search_box_does_not_make_a_static_list_a_service(shape):
    page = shape.page(shape.trs() + "<script>'/igs/front/search.jhtml?code=a'</script>")
    assert detect(page, KNOWN).adapter == "trs"


@pytest.mark.parametrize(("make", "url", "adapter"), CASES)
def test_tells_the_family_from_the_page(shape, make, url, adapter):
    found = detect(shape.page(make(shape), url=url), KNOWN)
    assert found.adapter == adapter
    assert found.reasons
    assert (found.score >= ENOUGH) is (adapter != "static")


def test_the_reasons_add_up(shape):
    best = score(shape.page(shape.trs(count=20)))[0]
    assert best.score == sum(int(one.split()[0]) for one in best.reasons)


def test_a_family_without_an_adapter_is_not_chosen(shape):
    assert detect(shape.page(shape.trs()), frozenset({"static"})).adapter == "static"


def test_an_unknown_name_is_refused_with_the_known_ones():
    assert adapter_named("trs").name == "trs"
    with pytest.raises(UsageError, match="no such adapter: 'wordpress'"):
        adapter_named("wordpress")


def test_every_adapter_stands_under_its_own_name():
    assert all(name == one.name for name, one in ADAPTERS.items())
