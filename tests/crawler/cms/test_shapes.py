import pytest

from crawler.cms.shapes import family_of

HEX = "0123456789abcdef0123456789abcdef"
UUID = "01234567-89ab-cdef-0123-456789abcdef"


@pytest.mark.parametrize(
    ("path", "family"),
    [
        pytest.param("/a/201506/t20150612_1001.html", "trs", id="trs"),
        pytest.param("/zwyw/t27461378.shtml", "trs", id="trs without a date"),
        pytest.param("/art/2015/6/1/art_101_2001.html", "hanweb", id="hanweb"),
        pytest.param(f"/art/2024/art_{HEX}.html", "jpaas", id="jpaas"),
        pytest.param(f"/c/202406/{HEX}.shtml", "ucap", id="ucap"),
        pytest.param("/c100028/c7/content.shtml", "ucap", id="ucap by channel"),
        pytest.param(f"/jcws2/20240511/{HEX}.html", "ivs", id="ivs"),
        pytest.param("/x/pc/content/content_2058746804822818816.html", "ucapnew", id="ucap, new"),
        pytest.param("/gkmlpt/content/4/4382/post_4382822.html", "gkmlpt", id="gkmlpt"),
        pytest.param("/zwgk/content/post_1.html", "nfcms", id="nfcms"),
        pytest.param("/info/1039/3194.htm", "vsb", id="vsb"),
        pytest.param("/News/show/775037.html", "showlist", id="showlist"),
        pytest.param(f"/col/001/123456/20240510/{UUID}.html", "epoint", id="epoint"),
        pytest.param("/n1/n2/c123/content.html", "nsection", id="n-section"),
        pytest.param("/doc/2024/05/06/123.shtml", "intertid", id="intertid"),
        pytest.param("/2024/05-06/123.html", "dahe", id="dahe"),
        pytest.param("/20240506/i123.html", "inumber", id="i-number"),
        pytest.param("/public/77/99.html", "lonsun", id="lonsun"),
        pytest.param("/tzgg/index_1.html", "", id="a list"),
        pytest.param("/", "", id="the front page"),
    ],
)
def test_tells_the_family_of_an_address(path, family):
    assert family_of(f"http://h.example{path}") == family


def test_a_broken_address_belongs_to_none():
    assert family_of("http://[broken") == ""


def test_a_trap_is_not_read_at_all():
    trap = "http://h.example/" + "n1/" * 20_000 + "c1/content.html"
    assert family_of(trap) == ""
    assert all(family_of(f"http://h.example/{'n1/' * 160}x{at}") == "" for at in range(50))
