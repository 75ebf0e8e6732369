import pytest

from monitor.matching.expression import read_expression
from monitor.matching.index import Index
from monitor.matching.knowledge import Condition
from monitor.matching.notice import Field
from monitor.matching.scan import Scanner


def condition(**written):
    fields = tuple((Field(key), read_expression(value, {}, str)) for key, value in written.items())
    return Condition(fields=fields, line=1)


def holding(index, **texts):
    hits = {Field(key): Scanner(index.words.get(Field(key), ())).scan(text) for key, text in texts.items()}
    return list(index.holding(hits))


@pytest.mark.parametrize(
    ("texts", "held"),
    [
        pytest.param({"title": "公示"}, ["title"], id="the title alone"),
        pytest.param(
            {"title": "公示", "column": "财政"}, ["title", "both"], id="title and column, as in the file"
        ),
        pytest.param({"column": "财政"}, [], id="the column alone"),
        pytest.param({"title": "财政", "column": "公示"}, [], id="the words in each other's place"),
    ],
)
def test_holds_where_every_field_agrees(texts, held):
    index = Index([(condition(title="公示"), "title"), (condition(title="公示", column="财政"), "both")])
    assert [value for value, _ in holding(index, **texts)] == held


def test_names_the_words_of_each_field():
    index = Index([(condition(title="公示 名单", column="财政"), 1)])
    found = holding(index, title="名单公示", column="财政信息")
    assert found == [(1, ((Field.TITLE, ("公示", "名单")), (Field.COLUMN, ("财政",))))]


def test_a_condition_of_absence_holds_where_nothing_is_said():
    index = Index([(condition(title="-公示"), 1)])
    assert [value for value, _ in holding(index)] == [1]
    assert holding(index, title="公示") == []


def test_knows_the_words_to_look_for():
    words = Index([(condition(title="甲~乙|丙 -丁", column="戊"), 1)]).words
    assert words == {Field.TITLE: set("甲乙丙丁"), Field.COLUMN: {"戊"}}
