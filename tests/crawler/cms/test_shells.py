import pytest

from crawler.cms.shells import leads_on, leads_to

TEXT = "本页有正文。" * 40


@pytest.mark.parametrize(
    ("text", "target"),
    [
        pytest.param(
            '<script>location.href="/hbsw/index.html"</script>', "http://h.example/hbsw/index.html", id="href"
        ),
        pytest.param(
            "<script>window.location.replace('a.html')</script>", "http://h.example/tzgg/a.html", id="replace"
        ),
        pytest.param("<script>top.location='./b/'</script>", "http://h.example/tzgg/b/", id="top"),
        pytest.param(
            '<meta http-equiv="Refresh" content="0; URL=./tzgg_109374/">',
            "http://h.example/tzgg/tzgg_109374/",
            id="refresh",
        ),
        pytest.param(
            "<META HTTP-EQUIV=refresh CONTENT='0;url=x.html'>", "http://h.example/tzgg/x.html", id="capitals"
        ),
        pytest.param(
            '<script>_cofing1={href:"/col/col7/index.html"}</script><script src="/js/go.js"></script>',
            "http://h.example/col/col7/index.html",
            id="an object that another script reads",
        ),
        pytest.param('<iframe src="../list/" name="f"></iframe>', "http://h.example/list/", id="one frame"),
        pytest.param("<iframe src=a></iframe><iframe src=b></iframe>", "", id="two frames"),
        pytest.param('<iframe src="http://other.example/map"></iframe>', "", id="a foreign frame"),
        pytest.param('<meta http-equiv="refresh" content="300">', "", id="a page that renews itself"),
        pytest.param('<meta http-equiv="Content-Type" content="text/html; url=x">', "", id="another meta"),
        pytest.param('<script>location.href="http://other.example/"</script>', "", id="off the site"),
        pytest.param('<script>location.href="/tzgg/"</script>', "", id="to itself"),
        pytest.param(f'<p>{TEXT}</p><script>location.href="/a"</script>', "", id="a page with text"),
        pytest.param('<script>document.cookie="a=1";location.href="/a"</script>', "", id="a cookie to earn"),
        pytest.param("<p>plain</p>", "", id="no shell"),
    ],
)
def test_finds_where_a_shell_leads(shape, text, target):
    assert leads_to(shape.page(text), frames=True) == target


def test_an_article_may_hold_a_frame(shape):
    assert leads_to(shape.page('<iframe src="/video/1"></iframe>'), frames=False) == ""


def test_a_list_beside_a_frame_is_no_shell(shape):
    links = [f"/a/201506/t20150601_{at}.html" for at in range(3)]
    assert leads_to(shape.page(f'<iframe src="/x/"></iframe><ul>{shape.rows(links)}</ul>'), frames=True) == ""


def test_a_challenge_does_not_lead_on():
    assert leads_on('<script>location.href="/a"</script>')
    assert not leads_on("<script>document.cookie='x=1';location.href='/a'</script>")


FRAME = '<iframe id="f" src="{}"></iframe>'
MENU = '<ul><li><a data-url="a/">甲</a></li><li class="item on"><a data-url="b/">乙</a></li></ul>'


@pytest.mark.parametrize(
    ("text", "target"),
    [
        pytest.param(MENU + FRAME.format(""), "http://h.example/tzgg/b/", id="the chosen entry"),
        pytest.param(MENU + FRAME.format("about:blank"), "http://h.example/tzgg/b/", id="blank"),
        pytest.param(MENU + "<iframe></iframe>", "http://h.example/tzgg/b/", id="no source"),
        pytest.param(
            MENU.replace(" on", "") + FRAME.format(""),
            "http://h.example/tzgg/a/",
            id="none chosen: the first",
        ),
        pytest.param(
            '<a data-url="a/">甲</a><a class="cur" data-url="c/">丙</a>' + FRAME.format(""),
            "http://h.example/tzgg/c/",
            id="the link itself is marked",
        ),
        pytest.param(MENU + FRAME.format("x/"), "http://h.example/tzgg/x/", id="a frame that is filled"),
        pytest.param(MENU + FRAME.format("") * 2, "", id="two frames"),
        pytest.param(FRAME.format(""), "", id="no menu"),
        pytest.param(MENU, "", id="no frame"),
    ],
)
def test_a_menu_fills_an_empty_frame(shape, text, target):
    assert leads_to(shape.page(text), frames=True) == target
