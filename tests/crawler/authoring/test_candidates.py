"""Which links of a page may lead to columns."""

import pytest

from crawler.authoring.candidates import address_key, candidates, distinct
from crawler.authoring.entries import load_entries

HOME = "http://www.harbour.gov.cn/"


def found(*links, url=HOME):
    html = "".join(f'<a href="{href}">{text}</a>' for href, text in links)
    return candidates(f"<html><body>{html}</body></html>", url, load_entries())


@pytest.mark.parametrize(
    ("href", "text", "entry"),
    [
        pytest.param("/zfxxgk/zfxxgkzn/", "信息公开指南", "zfxxgkzn", id="guide"),
        pytest.param("/a/b/", "政府信息公开制度", "zfxxgkzd", id="rules, by words"),
        pytest.param("/zfxxgk/zfxxgknb/", "历年报告", "xxgknb", id="yearly report, by address"),
        pytest.param("/zfxxgk/fdzdgknr/", "主动公开", "fdzdgknr", id="what is owed"),
        pytest.param("/x/", "依申请公开", "ysqgk", id="on request"),
        pytest.param("/col/col1/index.html", "行政规范性文件", "gfxwj", id="normative documents"),
        pytest.param("/col/col2/index.html", "部门预决算公开", "czyjs", id="budgets"),
        pytest.param("/gggs/index.shtml", "最新", "tzgg", id="announcements, by address"),
        pytest.param("/gkmlpt/index#7101", "通知公告", "tzgg", id="column behind the hash"),
        pytest.param("/yqfk/", "疫情防控", None, id="in the menu, of no entry"),
    ],
)
def test_may_be_a_column(href, text, entry):
    (one,) = found((href, text))
    assert (one.entry.id if one.entry else None) == entry
    assert one.url == f"http://www.harbour.gov.cn{href}"


@pytest.mark.parametrize(
    ("href", "text"),
    [
        pytest.param("/", "首页", id="home"),
        pytest.param("/index.html", "网站首页", id="home by name"),
        pytest.param("http://www.gov.cn/zwgk/", "政务公开", id="another site"),
        pytest.param("/tzgg/t20150612_1001.html", "关于征集意见的公告", id="an article"),
        pytest.param("/files/1.pdf", "年报全文", id="a file"),
        pytest.param("/tzgg/", "关于开展二〇一五年度全市港航企业信用评价工作的通知", id="a headline"),
        pytest.param("javascript:void(0)", "通知公告", id="a script"),
        pytest.param("/login", "登录", id="login"),
        pytest.param("/en/", "English", id="another language"),
        pytest.param("http://[", "通知公告", id="no address"),
        pytest.param("/tzgg/", "x", id="no name"),
    ],
)
def test_is_none(href, text):
    assert found((href, text)) == []


def test_entries_go_before_the_rest_and_keep_their_order():
    names = [
        one.name
        for one in found(
            ("/b/", "领导之窗"), ("/tzgg/", "通知公告"), ("/a/", "机构职能"), ("/xzcf/", "行政处罚")
        )
    ]
    assert names == ["通知公告", "行政处罚", "领导之窗", "机构职能"]


def test_one_address_counts_once():
    assert (
        len(found(("/tzgg/", "通知公告"), ("/tzgg/index.html", "更多公告"), ("/tzgg/?from=home", "公告")))
        == 1
    )
    known = {address_key(f"{HOME}tzgg/")}
    assert distinct(found(("/tzgg/", "通知公告"), ("/gzdt/", "工作动态")), known)[0].name == "工作动态"
    assert distinct(found(("/gzdt/", "工作动态")), known) == []


@pytest.mark.parametrize(
    ("url", "same"),
    [
        pytest.param(f"{HOME}gkmlpt/index#7102", False, id="another number behind the hash"),
        pytest.param(f"{HOME}gkmlpt/index#top", True, id="a place on the page"),
    ],
)
def test_identity_of_a_column(url, same):
    assert (address_key(url) == address_key(f"{HOME}gkmlpt/index")) is same


def test_entries_have_ids_of_their_own():
    ids = [one.id for one in load_entries().entry]
    assert len(ids) == len(set(ids))
    assert any(one.hub for one in load_entries().entry)
