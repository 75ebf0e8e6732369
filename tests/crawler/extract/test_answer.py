import json

import pytest

from crawler.extract.answer import as_markup
from crawler.extract.page import read_notice

TEXT = "为规范会计从业资格管理，现将有关事项公告如下，请各单位遵照执行，并将执行情况按时报送本局。" * 3
DATA = {
    "docTitle": "关于会计从业资格的公告",
    "docSubtitle": "",
    "publishDate": "2015-06-12 09:30:00",
    "createTime": "2015-01-01 08:00:00",
    "docSource": "财政局",
    "indexNo": "K0210-2015-00005",
    "docClob": f"<p>{TEXT}</p>",
    "attachmentInfoList": [{"fileName": "附件1.pdf", "filePath": "/f/1.pdf"}, {"fileName": ""}, "x"],
}


def read(answer):
    return read_notice(json.dumps(answer).encode(), "http://h.example/api/1.json", "application/json")


def test_fields_are_told_by_name_and_value():
    article = read({"code": 200, "data": DATA})
    assert article.title == "关于会计从业资格的公告"
    assert str(article.published) == "2015-06-12"
    assert article.source == "财政局"
    assert article.index_number == "K0210-2015-00005"
    assert article.body == TEXT
    assert [(one.name, one.url) for one in article.attachments] == [("附件1.pdf", "http://h.example/f/1.pdf")]


def test_the_longest_text_is_the_text():
    others = [{"title": "另一件事的公告", "content": "<p>另一件事的短短摘要</p>"}]
    assert read({"data": {**DATA, "related": others}}).body == TEXT


def test_a_plain_text_is_one_too():
    assert read({**DATA, "docClob": TEXT}).body == TEXT


def test_a_date_is_not_invented():
    assert read({**DATA, "publishDate": "", "createTime": "x"}).published is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<html><p>{</p></html>", id="a page"),
        pytest.param("{broken", id="broken"),
        pytest.param('{"a": 1}', id="no text in it"),
        pytest.param('{"a": "<b>短</b>"}', id="hardly any text in it"),
        pytest.param('{"a":' * 3000, id="nested without end"),
    ],
)
def test_what_is_no_notice_stays_as_it_is(text):
    assert as_markup(text) == text


def test_what_it_holds_is_not_run_nor_taken_for_markup():
    shown = as_markup(json.dumps({**DATA, "docTitle": '公告"><script>x</script>', "docSource": '"><b>'}))
    assert "<script>" not in shown
    assert '"><b>' not in shown
