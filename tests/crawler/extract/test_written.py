import time

import pytest

from crawler.extract.tree import parse
from crawler.extract.written import with_written, written_text, written_texts


@pytest.mark.parametrize(
    ("script", "text"),
    [
        pytest.param("document.write('来源：甲');", "来源：甲", id="a literal"),
        pytest.param(
            'var a="甲"; document.write("来源："+a+"&emsp;");', "来源：甲", id="a variable and an entity"
        ),
        pytest.param("var a='甲';document.write('<b>'+a+'</b>')", "甲", id="markup"),
        pytest.param("var a='';if(a!=''){document.write('来源：'+a);}", "", id="an empty variable"),
        pytest.param("document.write(today.getMonth()+1)", "", id="a call"),
        pytest.param("document.write('a'+unknown)", "", id="an unknown variable"),
        pytest.param("document.write('a' 'b')", "", id="no sum"),
        pytest.param("alert('a')", "", id="no write"),
    ],
)
def test_written_text(script, text):
    assert written_text(script) == text


def test_only_scripts_that_write_are_kept():
    document = parse("<script src=a></script><script>document.write('甲')</script><script>var a;</script>")
    assert list(written_texts(document).values()) == ["甲"]


def test_a_library_is_not_read():
    assert written_texts(parse(f"<script>document.write('甲');{'x' * 5000}</script>")) == {}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>1</p>", "<p>1</p>", id="no script"),
        pytest.param("a<script>document.write('<b>1</b>')</script>b", "a<b>1</b>b", id="a literal"),
        pytest.param("a<script>var x=1;</script>b", "a<script>var x=1;</script>b", id="it writes nothing"),
        pytest.param("a<script>document.write(f(x))</script>b", "ab", id="what cannot be told is left out"),
        pytest.param("a<script>document.write('1')", "a<script>document.write('1')", id="never closed"),
        pytest.param(
            "<script>document.write('1')</script><SCRIPT type='x'>document.write('2')</SCRIPT >",
            "12",
            id="two",
        ),
    ],
)
def test_what_scripts_write_takes_their_place(html, expected):
    assert with_written(html) == expected


def test_scripts_without_end_hold_nothing_up():
    started = time.process_time()
    with_written("<script>document.write('" * 5000)
    with_written("<script>document.write(a)</script>" * 5000)
    assert time.process_time() - started < 2
