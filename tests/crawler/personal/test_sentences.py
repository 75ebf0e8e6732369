from crawler.personal.sentences import Sentences
from crawler.personal.spans import Span

TEXT = "张三家（湖滨路1号）失火\n李四获救助"
NAMES = [Span(kind="姓名", start=0, end=2, masked="张某某")]


def test_a_name_is_of_its_line():
    assert Sentences(NAMES).holds(TEXT, 4, 9)
    assert not Sentences(NAMES).holds(TEXT, TEXT.index("救助"), len(TEXT))
    assert not Sentences([]).holds(TEXT, 4, 9)


def test_a_name_stands_before_a_bracket():
    assert Sentences(NAMES).named_before(TEXT, TEXT.index("（"))
    assert not Sentences(NAMES).named_before(TEXT, TEXT.index("失火"))
    assert not Sentences(NAMES).named_before(TEXT, 0)
