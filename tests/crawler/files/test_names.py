"""A name is chosen from what is said, and is nothing but a name afterwards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.files.names import LONGEST, best_name, disposition_name, ending, safe_name


def raw(text, encoding):
    """Return a header as it is read from the wire: bytes taken for Latin-1."""
    return text.encode(encoding).decode("latin-1")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        pytest.param("attachment; filename*=UTF-8''%E9%A2%84%E7%AE%97.xls", "预算.xls", id="RFC 5987"),
        pytest.param("attachment; filename*=GBK''%D4%A4%CB%E3.xls", "预算.xls", id="RFC 5987 in GBK"),
        pytest.param("attachment; filename=\"x.xls\"; filename*=UTF-8''%E9%A2%84.xls", "预.xls", id="both: the extended one"),
        pytest.param(raw('attachment; filename="预算.xls"', "gbk"), "预算.xls", id="bare GBK"),
        pytest.param(raw("attachment; filename=预算.xls", "gb18030"), "预算.xls", id="bare GBK without quotes"),
        pytest.param(raw('attachment; filename="预算.xls"', "utf-8"), "预算.xls", id="bare UTF-8"),
        pytest.param('attachment; filename="%E9%A2%84%E7%AE%97.xls"', "预算.xls", id="percent signs in the plain one"),
        pytest.param("attachment; filename==?UTF-8?B?6aKE566XLnhscw==?=", "预算.xls", id="RFC 2047"),
        pytest.param('attachment; filename="预算.xls"', "预算.xls", id="text already"),
        pytest.param('attachment; filename="a\\"b.xls"', 'a"b.xls', id="an escaped quote"),
        pytest.param("inline", "", id="none"),
        pytest.param("attachment; filename*=NOSUCH''%E9%A2%84.xls", "预.xls", id="an unknown charset"),
    ],
)  # fmt: skip
def test_what_the_server_calls_it(header, name):
    assert disposition_name(header) == name


@pytest.mark.parametrize(
    ("link", "disposition", "url", "name"),
    [
        pytest.param(
            "2015年预算.xls", 'filename="P02.xls"', "http://a/P02.xls", "2015年预算.xls", id="the link"
        ),
        pytest.param(
            "2015年预算", 'filename="P02.xls"', "http://a/x", "2015年预算.xls", id="the link, with the ending"
        ),
        pytest.param(
            "附件1：", "filename*=UTF-8''%E9%A2%84.xls", "http://a/x", "预.xls", id="a link that says nothing"
        ),
        pytest.param("点击下载", "", "http://a/%E9%A2%84.xls", "预.xls", id="nothing but the address"),
        pytest.param("附件1", "", "http://a/download.jsp?id=1", "download.jsp", id="hardly anything"),
        pytest.param("附件", "", "http://a/", "附件", id="nothing at all"),
    ],
)
def test_the_best_name(link, disposition, url, name):
    assert best_name(link, disposition, url) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        pytest.param("../../etc/passwd", "passwd", id="up the tree"),
        pytest.param("..\\..\\boot.ini", "boot.ini", id="up the other tree"),
        pytest.param("C:\\预算.xls", "预算.xls", id="a drive"),
        pytest.param("/etc/cron.d/x", "x", id="from the root"),
        pytest.param("..", "unnamed", id="only points"),
        pytest.param("报告\u202efdp.exe", "报告fdp.exe", id="written backwards"),
        pytest.param("a\x00b\r\nc.pdf", "abc.pdf", id="controls"),
        pytest.param("nul.pdf", "_nul.pdf", id="a device"),
        pytest.param("COM1", "_COM1", id="a port"),
        pytest.param("console.txt", "console.txt", id="no device"),
        pytest.param("a.pdf. . ", "a.pdf", id="points and blanks at the end"),
        pytest.param('<a>"b"|c?*.xls', "_a__b__c__.xls", id="what some systems refuse"),
        pytest.param("e\u0301.pdf", "\u00e9.pdf", id="composed"),
        pytest.param("x\ud800.pdf", "x_.pdf", id="half a pair"),
    ],
)
def test_a_name_is_only_a_name(said, name):
    assert safe_name(said) == name


def test_a_long_name_keeps_its_ending():
    made = safe_name("预" * 300 + ".xlsx")
    assert made.endswith(".xlsx")
    assert len(made.encode()) <= LONGEST


@given(st.text(max_size=400))
def test_any_text_becomes_a_harmless_name(text):
    name = safe_name(text)
    assert name
    assert len(name.encode()) <= LONGEST
    assert not set(name) & set('/\\<>:"|?*\x00\u202e')
    assert not name.startswith(".")
    assert safe_name(name) == name


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_header_and_link_give_a_name(header, link):
    assert best_name(link, header, "http://a.example/b")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        pytest.param("a.PDF", "pdf", id="capitals"),
        pytest.param("a", "", id="none"),
        pytest.param("a.预算", "", id="no ending"),
    ],
)
def test_the_ending(name, wanted):
    assert ending(name) == wanted
