from crawler.extract.whole import page_of, read_whole
from crawler.records import PICTURES

URL = "http://h.example/a/t20150612_1.html"
SAID = "本公告自公布之日起施行，请有关单位遵照执行。"


def part(text, file="", at=0):
    link = f'<p><a href="{file}">附件</a></p>' if file else ""
    pager = '<div class="page"><a href="t20150612_1.html">上一页</a> 1 2 <a href="t20150612_1_1.html">下一页</a></div>'
    body = f'<h1>关于一件事的公告</h1><div id="zoom">{f"<p>{text}{SAID}</p>" * 6}{link}</div>{pager}'
    html = (
        f'<html><head><meta name="ArticleTitle" content="关于一件事的公告"></head><body>{body}</body></html>'
    )
    return page_of(body=html.encode(), url=URL if not at else URL.replace(".html", f"_{at}.html"))


def test_texts_are_joined_in_order_and_files_once():
    whole = read_whole([part("甲", "1.pdf"), part("乙", "2.pdf", 1), part("丙", "1.pdf", 2)], partial=False)
    assert [whole.body.index(one) for one in "甲乙丙"] == sorted(whole.body.index(one) for one in "甲乙丙")
    assert [one.url.rpartition("/")[2] for one in whole.attachments] == ["1.pdf", "2.pdf"]
    assert whole.title == "关于一件事的公告"
    assert whole.provenance["body"].endswith(", 3 parts")
    assert "下一页" not in whole.body
    assert not whole.partial


def test_a_page_that_is_the_first_again_is_not_there_twice():
    assert (
        read_whole([part("甲"), part("甲", at=1)], partial=False).body
        == read_whole([part("甲")], partial=False).body
    )


def test_one_page_is_as_it_was_and_says_so_where_it_lacks_another():
    assert read_whole([part("甲")], partial=False).partial is False
    assert read_whole([part("甲")], partial=True).partial is True


def test_pictures_of_every_page_count():
    shown = [part("甲"), part('乙<img src="map.jpg">', at=1)]
    assert read_whole(shown, partial=False).provenance[PICTURES] == "6"
    assert PICTURES not in read_whole([part("甲"), part("乙", at=1)], partial=False).provenance
