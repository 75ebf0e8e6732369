from monitor.matching.notice import Field
from monitor.matching.reasons import say, say_all

TITLE, COLUMN = Field.TITLE, Field.COLUMN


def test_names_words_and_places():
    assert say(((TITLE, ("公示",)), (COLUMN, ("财政", "预算")))) == "标题含“公示”，栏目含“财政”“预算”"


def test_says_nothing_where_nothing_had_to_be_found():
    assert say(((TITLE, ()),)) == ""


def test_leaves_out_what_a_longer_reason_says_already():
    assert say_all([((TITLE, ("处罚",)),), ((TITLE, ("处罚决定书",)),)]) == ("标题含“处罚决定书”",)


def test_keeps_the_same_word_from_another_place():
    said = say_all([((TITLE, ("处罚",)),), ((COLUMN, ("处罚",)),)])
    assert said == ("标题含“处罚”", "栏目含“处罚”")


def test_keeps_the_order_in_which_it_was_told():
    said = say_all([((COLUMN, ("甲",)),), ((TITLE, ("乙丙丁",)),)])
    assert said == ("栏目含“甲”", "标题含“乙丙丁”")
