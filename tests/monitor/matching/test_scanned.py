"""What is looked up once for all rules is what each of them would find by itself."""

import pytest

from monitor.catalogue.load import edition_folder
from monitor.learning.labelled import EXAMPLES, read_examples
from monitor.matching.board import Board
from monitor.matching.index import Index
from monitor.matching.notice import Field, NoticeText
from monitor.matching.rulefile import find_knowledge
from monitor.matching.scanned import NAME, NoticeScanner

CLOSING = "关于公布处罚决定、部门预算、征收补偿方案和抽检结果的公告附件名单"


@pytest.fixture(scope="module")
def notices(shipped):
    """The made-up titles of the edition, some with a body, an issuer, a number and a file besides."""
    given = [one.notice for one in read_examples(edition_folder(shipped.id) / EXAMPLES, shipped)]
    more = [
        NoticeText(
            id="",
            title=f"{one.title}{CLOSING[at % 20 :]}",
            column=one.column or "重点领域信息公开",
            issuer="海城市环境保护局",
            body=f"{one.title}。{CLOSING}" * (at % 4),
            doc_number="海环罚〔2015〕4号" if at % 2 else "",
            attachments=("行政许可目录.xls",) if at % 3 else (),
        )
        for at, one in enumerate(given)
    ]
    return [*given, *more]


def first_and_last(word, text):
    return text.find(word), text.rfind(word)


def occurs(atom, text):
    """Return whether *atom* occurs, by plain search."""
    first, last = first_and_last(atom.word, text)
    if first < 0 or (atom.at_start and first):
        return False
    if not atom.then:
        return not atom.at_end or last + len(atom.word) == len(text)
    behind = text.rfind(atom.then)
    return behind >= first + len(atom.word) and (not atom.at_end or behind + len(atom.then) == len(text))


def holds(condition, texts):
    """Return the words that make *condition* hold, by trying every word of it; None where it does not hold."""
    found = []
    for place, expression in condition.fields:
        words = []
        for group in expression.groups:
            met = [str(atom) for atom in group.atoms if occurs(atom, texts.get(place, ""))]
            if bool(met) == group.absent:
                return None
            if not group.absent:
                words.append(max(met, key=lambda one: (len(one), one)))
        found.append((place, tuple(dict.fromkeys(words))))
    return tuple(found)


def test_every_rule_holds_where_plain_search_says_so(shipped, notices):
    known = find_knowledge(shipped)
    rules = [(one.when, one) for one in (*known.rules, *known.duties, *known.dampers)]
    board = Board([condition for condition, _ in rules])
    scanner, index = NoticeScanner(board, board.words, known.names), Index(board, rules)
    held = 0
    for notice in notices[::7]:
        scanned = scanner.scan(notice)
        wanted = [
            (rule, words) for when, rule in rules if (words := holds(when, scanned.subject)) is not None
        ]
        assert list(index.holding(scanned.seen)) == wanted
        held += len(wanted)
    assert held > len(notices)


def test_many_at_once_are_answered_as_one_by_one(matcher, notices):
    some = [*notices[::5], NoticeText(id="", title=""), NoticeText(id="", title="", body=CLOSING)]
    assert list(matcher.match_all(some)) == [matcher.match(one) for one in some]


def test_names_are_no_subject_of_a_title(shipped):
    board = Board([])
    scanned = NoticeScanner(board, {}, ("财政局",)).scan(
        NoticeText(id="", title="市财政局公告", issuer="市财政局")
    )
    assert scanned.title == "市财政局公告"
    assert scanned.subject == {Field.TITLE: f"市{NAME}公告", Field.ISSUER: "市财政局"}
