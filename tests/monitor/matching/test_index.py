import pytest

from monitor.matching.board import Board, Seen
from monitor.matching.expression import read_expression
from monitor.matching.index import Index
from monitor.matching.knowledge import Condition
from monitor.matching.notice import Field
from monitor.matching.scan import Scanner


def condition(**written):
    fields = tuple((Field(key), read_expression(value, {}, str)) for key, value in written.items())
    return Condition(fields=fields, line=1)


def holding(entries, **texts):
    board = Board([condition for condition, _ in entries])
    hits = {Field(key): Scanner(board.words.get(Field(key), ())).scan(text) for key, text in texts.items()}
    numbers = set().union(*(board.see(place, found) for place, found in hits.items()))
    return list(Index(board, entries).holding(Seen(board, numbers, hits)))


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
    entries = [(condition(title="公示"), "title"), (condition(title="公示", column="财政"), "both")]
    assert [value for value, _ in holding(entries, **texts)] == held


def test_names_the_words_of_each_field():
    entries = [(condition(title="公示 名单", column="财政"), 1)]
    found = holding(entries, title="名单公示", column="财政信息")
    assert found == [(1, ((Field.TITLE, ("公示", "名单")), (Field.COLUMN, ("财政",))))]


def test_a_condition_of_absence_holds_where_nothing_is_said():
    entries = [(condition(title="-公示"), 1)]
    assert [value for value, _ in holding(entries)] == [1]
    assert holding(entries, title="公示") == []


def test_knows_the_words_to_look_for():
    words = Board([condition(title="甲~乙|丙 -丁", column="戊")]).words
    assert words == {Field.TITLE: set("甲乙丙丁"), Field.COLUMN: {"戊"}}
