import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.decode import LARGEST, decode, mended

TEXT = "<p>关于公开征求意见的通知，㐂囍</p>"
PAGE = "<meta charset={}>" + TEXT


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        pytest.param(PAGE.format("utf-8").encode(), "", id="UTF-8 that says so"),
        pytest.param(
            PAGE.format("gb2312").encode(), "text/html; charset=gbk", id="UTF-8 that says GB2312 twice"
        ),
        pytest.param(PAGE.format("gb2312").encode("gb18030"), "", id="GB18030 that says GB2312"),
        pytest.param(
            PAGE.format("'GBK'").encode("gb18030"), "text/html; charset=utf-8", id="meta before header"
        ),
        pytest.param(PAGE.format("utf-8").encode("gb18030"), "", id="GB18030 that says UTF-8"),
        pytest.param(TEXT.encode("gb18030"), "text/html; charset=ISO-8859-1", id="a server's default"),
        pytest.param(TEXT.encode("gb18030"), "text/html; charset=no-such", id="an unknown name"),
        pytest.param(TEXT.encode("gb18030"), "", id="nothing said"),
        pytest.param(TEXT.encode("gb18030"), "text/html; charset=rot13", id="a codec that is no encoding"),
        pytest.param(b"\xef\xbb\xbf" + PAGE.format("gbk").encode(), "", id="a mark before a wrong meta"),
        pytest.param(b"\xff\xfe" + PAGE.format("gb2312").encode("utf-16-le"), "", id="UTF-16 with its mark"),
        pytest.param(b"\xfe\xff" + TEXT.encode("utf-16-be"), "", id="UTF-16, the other order"),
        pytest.param(("<html><head><title>" + TEXT).encode("utf-16-le"), "", id="UTF-16 without a mark"),
        pytest.param(
            ("<html><head><title>" + TEXT).encode("utf-16-be"),
            "",
            id="UTF-16 without a mark, the other order",
        ),
        pytest.param("<p>公開意見</p>".encode("big5") + b"<meta charset=big5>", "", id="Big5 that says so"),
    ],
)
def test_decode(body, content_type):
    said = decode(body, content_type)
    assert "公开征求意见的通知，㐂囍" in said or "公開意見" in said
    assert "\ufeff" not in said


def test_a_page_cut_inside_a_character_is_still_utf_8():
    assert decode(TEXT.encode()[:-6]).startswith("<p>关于公开征求意见的通知")


def test_one_broken_byte_does_not_turn_a_page_into_another_encoding():
    body = b"<meta charset=utf-8>" + "公开".encode() * 400 + b"\xff" + "结束".encode()
    assert decode(body).endswith("结束")


@given(
    st.text(st.characters(codec="gb18030", exclude_categories=["Cs", "Cc"]), min_size=1),
    st.sampled_from(["gb2312", "gbk", "gb18030"]),
)
def test_the_gbk_family_loses_nothing(text, name):
    body = f"<meta charset={name}>{text}".encode("gb18030")
    said = decode(body)
    try:
        expected = body.decode("utf-8")
    except UnicodeDecodeError:
        expected = body.decode("gb18030")
    assert said == expected


@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_bytes_become_text(body, content_type):
    assert isinstance(decode(body, content_type), str)


@pytest.mark.parametrize("coding", ["latin-1", "cp1252"])
def test_what_was_encoded_twice_is_decoded_twice(coding):
    title = "关于做好第2号通知（试行）的公告。"
    signs = [bytes([one]).decode(coding, "replace").replace("\ufffd", chr(one)) for one in title.encode()]
    assert decode(f"<h1>{''.join(signs)}</h1><p>正文</p>".encode()) == f"<h1>{title}</h1><p>正文</p>"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Müller, résumé, naïve, Zürich", id="other languages"),
        pytest.param("关于第2号的通知", id="Chinese"),
        pytest.param("\xe4\xb8\xad, \xe5\xb1\x80", id="too little to be sure"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_was_encoded_once_stays(text):
    assert mended(text) == text


def test_a_packed_page_that_does_not_say_so_is_unpacked():
    packed = gzip.compress("通知公告".encode("gb18030"))
    assert decode(packed, "text/html") == "通知公告"
    assert decode(packed[:30], "text/html") is not None
    assert decode(b"\x1f\x8b\x08not gzip at all") is not None


def test_a_packed_page_unfolds_no_further_than_to_a_bound():
    bomb = gzip.compress(b"a" * (LARGEST + 1_000_000))
    assert len(decode(bomb)) <= LARGEST
