"""Everything that can be said is said in both languages, drawn without control signs, and kept from spreadsheets."""

from io import StringIO

import pytest
from rich.console import Console

from crawler.words import EditKind as Kind
from monitor.guard import csv_text
from monitor.history.insertions import Many
from monitor.history.say import lines, say_manner, say_what
from monitor.history.show import COLUMNS, SHOWN, draw, rows
from monitor.history.site import history_of
from monitor.history.words import Manner, What
from monitor.say import say_edit


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("say", "words"),
    [(say_what, What), (lambda one, lang: say_edit([one], lang), Kind), (say_manner, Manner)],
    ids=["what", "kind", "manner"],
)
def test_every_word_has_a_name(say, words, lang):
    assert len({say(one, lang) for one in words}) == len(words)


@pytest.fixture
def said(board, edit, passage, file_change):
    board.put("=甲\x1b[31m", range(20))
    board.put("乙", range(5))
    board.put("乙丙丁", [*range(5), *range(9, 20)])
    for age in range(3):
        board.put(f"旧{age}", range(10, 20), claimed=board.known()[0].claimed.replace(month=5))
    record = edit(7, passage(Kind.FIGURE, "=5元", "8元"), files=[file_change()])
    return history_of("web", board.known(n1={"edits": (record,)}), Many(notices=3))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_is_drawn(said, lang):
    found = lines(said, lang)
    assert {one.what for one in found} == {
        What.EDITED,
        What.WITHDRAWN,
        What.RESTORED,
        What.BACKDATED,
        What.BULK,
    }
    assert [one.until for one in found] == sorted(one.until for one in found)
    console = Console(width=100, record=True, file=StringIO())
    for text in draw(found, lang):
        console.print(text)
    shown = console.export_text()
    assert "\x1b" not in shown
    assert "－ =5元" in shown
    assert "＋ 8元" in shown


def test_rows_have_codes_and_no_formula(said):
    table = rows("web", lines(said))
    [edited] = [row for row in table if row[1] == "edited"]
    assert edited[4:6] == ["figure file", "silent"]
    assert len(edited) == len(COLUMNS)
    text = csv_text(COLUMNS, table)
    assert ",'=5元," in text
    assert "'=甲" in text


def test_a_change_of_many_passages_is_cut(board, edit, passage):
    board.put("甲", range(20))
    record = edit(7, *(passage(Kind.WORDING, "", f"第{at}句") for at in range(SHOWN + 3)))
    found = lines(history_of("web", board.known(n1={"edits": (record,)}), Many()))
    assert str(list(draw(found, "zh"))[-1]) == "  …"
