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
