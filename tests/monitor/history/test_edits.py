"""How a change was made, and which changes of files are none."""

from datetime import datetime

import pytest

from crawler.records import FileTextRecord
from crawler.words import EditKind as Kind
from crawler.words import FileKind, FileOutcome, Outcome
from monitor.history.corrections import corrections
from monitor.history.edits import edits_of
from monitor.history.states import states_of
from monitor.history.words import Manner

TITLE = "关于做好汛期登记工作的通知"


def told(board, record, others=()):
    """Return what is said of the edit of notice 1."""
    for title, day, body in others:
        board.put(title, range(day, 20), body=body)
    known = board.known(n1={"edits": (record,)})
    return list(edits_of(known[0], (record,), corrections(known)))


@pytest.fixture
def figure(passage):
    return passage(Kind.FIGURE, "罚款5000元", "罚款8000元")


def test_a_change_that_nothing_tells_of_is_silent_and_lies_between_two_looks(board, moment, edit, figure):
    board.put(TITLE, range(20), page={6: Outcome.BLOCKED})
    [found] = told(board, edit(7, figure))
    assert (found.manner, found.kind, found.told_by) == (Manner.SILENT, Kind.FIGURE, None)
    assert (found.after, found.until) == (moment(5).replace(minute=5), moment(7).replace(minute=5))


@pytest.mark.parametrize(
    ("title", "body", "day", "manner"),
    [
        pytest.param(f"关于更正《{TITLE}》的公告", "", 8, Manner.ANNOUNCED, id="a correction with its title"),
        pytest.param("更正公告", f"《{TITLE}》中数据有误。", 8, Manner.ANNOUNCED, id="a correction that names it in its text"),
        pytest.param("勘误", "文号为望教〔2015〕17号的通知有误。", 8, Manner.ANNOUNCED, id="a correction that names its number"),
        pytest.param(f"关于更正《{TITLE}》的公告", "", 19, Manner.SILENT, id="a correction of weeks later"),
        pytest.param("关于更正《某招聘公告》的公告", "", 8, Manner.SILENT, id="a correction of something else"),
        pytest.param(f"{TITLE}的更正公告", "", 8, Manner.ANNOUNCED, id="a correction that begins with its title"),
        pytest.param(f"关于更正《{TITLE}（第2号）》的公告", "", 8, Manner.SILENT, id="a correction of a longer title"),
        pytest.param(f"转发《{TITLE}》", "", 8, Manner.SILENT, id="no correction"),
    ],
)  # fmt: skip
def test_a_notice_may_tell_of_it(board, edit, figure, title, body, day, manner):
    board.put(TITLE, range(20), doc_number="望教〔2015〕17号")
    [found] = told(board, edit(7, figure), [(title, day, body)])
    assert found.manner is manner
    assert found.told_by == (2 if manner is Manner.ANNOUNCED else None)


@pytest.mark.parametrize(
    ("where", "before", "after", "manner"),
    [
        pytest.param("text", "", "（更正：数据有误）", Manner.ANNOUNCED, id="a mark in the text"),
        pytest.param("title", TITLE, f"{TITLE}（更正）", Manner.ANNOUNCED, id="a mark in the title"),
        pytest.param(
            "text",
            "有更正的，另行通知。",
            "有更正的，不再通知。",
            Manner.SILENT,
            id="the word was there before",
        ),
        pytest.param("date", "2015-07-01", "2015-07-08", Manner.REPUBLISHED, id="a later date"),
        pytest.param("date", "2015-07-01", "2015-06-20", Manner.SILENT, id="an earlier date"),
        pytest.param("date", "", "2015-07-08", Manner.SILENT, id="a date where none was"),
    ],
)
def test_the_page_may_tell_of_it(board, edit, passage, figure, where, before, after, manner):
    board.put(TITLE, range(20))
    [found] = told(
        board, edit(7, figure, passage(Kind.WORDING if where != "date" else Kind.DATE, before, after, where))
    )
    assert found.manner is manner


def text(sha, said, outcome=FileOutcome.READ):
    return FileTextRecord(
        fetch=1, notice=1, url="u", name="n", payload_sha256=sha * 64, kind=FileKind.PDF, outcome=outcome, detail="",
        text=said, pages=1, reader="r", read_at=datetime(2015, 7, 1).astimezone(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "files", "edits"),
    [
        pytest.param("a", "b", (), 1, id="other bytes, not read yet"),
        pytest.param("a", "b", (text("a", "甲"), text("b", "乙")), 1, id="another text"),
        pytest.param("a", "b", (text("a", "甲 乙"), text("b", "甲乙")), 0, id="the same text in other bytes"),
        pytest.param("a", "b", (text("a", "甲"), text("b", "", FileOutcome.NOT_WHAT_IT_SAYS)), 0, id="a login in its place"),
        pytest.param("a", "b", (text("a", "", FileOutcome.SCAN), text("b", "", FileOutcome.SCAN)), 1, id="two scans"),
        pytest.param("a", "a", (), 0, id="the same bytes at another address"),
    ],
)  # fmt: skip
def test_a_file_is_replaced_where_it_is_another_file(board, edit, file_change, before, after, files, edits):
    board.put(TITLE, range(20))
    record = edit(7, files=[file_change(before=before * 64, after=after * 64)], version=None)
    known = board.known(n1={"files": files})
    assert len(list(edits_of(known[0], (record,), ()))) == edits


def test_a_text_beside_a_file_that_is_the_same_stays_an_edit(board, edit, figure, file_change):
    board.put(TITLE, range(20))
    [found] = told(board, edit(7, figure, files=[file_change(before="a" * 64, after="a" * 64)]))
    assert (found.kinds, found.files) == ((Kind.FIGURE,), ())


def test_a_file_known_by_its_name_alone_is_an_edit(board, edit, passage):
    board.put(TITLE, range(20))
    [found] = told(board, edit(7, passage(Kind.FILE, "名单.pdf", "", "file")))
    assert found.kind is Kind.FILE


@pytest.mark.parametrize(
    ("kind", "after", "silent"),
    [
        pytest.param(Kind.FIGURE, "8000元", True, id="a figure"),
        pytest.param(Kind.TYPO, "登纪", False, id="a slip put right"),
        pytest.param(Kind.BOILERPLATE, "编辑", False, id="its form"),
        pytest.param(Kind.FIGURE, "更正为8000元", False, id="told of by the page"),
    ],
)
def test_which_versions_are_silent_edits(board, edit, passage, kind, after, silent):
    board.put(TITLE, range(20))
    record = edit(0, passage(kind, "5000元", after))
    [state] = states_of(board.known(n1={"edits": (record,)})[0], ())
    assert (state.silent, state.kinds) == (silent, (kind,))
    [plain] = states_of(board.known()[0], ())
    assert plain.silent, "a version of before edits were told apart"
