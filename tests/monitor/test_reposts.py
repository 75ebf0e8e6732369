import pytest

from monitor.matching.notice import NoticeText
from monitor.reposts import Document, groups, same

BODY = (
    "根据《中华人民共和国环境保护法》第六十条，我局对望潮市某某印染有限公司超标排放水污染物一案进行了调查，"
    "决定罚款人民币五万元，限于收到本决定书之日起十五日内缴至指定银行。"
)


def document(title="关于公布处罚决定的公告", **more):
    return Document(NoticeText(id="", title=title, **{"body": BODY} | more))


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        pytest.param({}, True, id="word for word"),
        pytest.param(
            {"body": f"来源：市环保局\n{BODY}\n打印 关闭"}, True, id="with what a site puts around it"
        ),
        pytest.param({"title": "【转载】关于公布处罚决定的公告"}, True, id="with a mark before its title"),
        pytest.param({"title": "關於公佈處罰決定的公告"}, True, id="in traditional script"),
        pytest.param({"body": BODY.replace("某某", "另一家")}, False, id="another name in the same words"),
        pytest.param({"body": BODY.replace("五万", "八万")}, False, id="another sum in the same words"),
        pytest.param({"title": "关于公布处罚决定的通知"}, False, id="another title"),
        pytest.param({"body": ""}, False, id="a page without a text"),
        pytest.param({"body": BODY[:20]}, False, id="hardly a text"),
    ],
)
def test_is_the_same_document(other, alike):
    assert same(document(), document(**other)) is alike
    assert same(document(**other), document()) is alike


def test_numbers_tell_apart_whatever_else_is_alike():
    first = document(doc_number="望环罚〔2015〕4号")
    assert not same(first, document(doc_number="望环罚〔2015〕5号"))
    assert same(first, document(doc_number="望环罚[2015] 4号"))
    assert same(first, document())


def test_pages_without_a_text_are_told_by_their_number():
    first = document(body="", doc_number="望环罚〔2015〕4号")
    assert same(first, document(body="", doc_number="望环罚﹝2015﹞4号"))
    assert not same(document(body=""), document(body=""))


def test_a_notice_without_a_title_is_no_document():
    assert not same(document(title=""), document(title=""))


def test_one_group_a_document_in_the_order_of_coming():
    said = groups([(1, document()), (2, document("别的公告")), (3, document()), (4, document(body=BODY * 2))])
    assert said == ((1, 3, 4), (2,))
