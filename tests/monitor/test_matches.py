"""Answers of the matcher are kept by version, and belong to one matcher."""

import pytest

from monitor import matches
from monitor.matches import MatchStore
from monitor.matching.notice import Asserted, MatchResult, NoticeText
from monitor.store import prepare_judgement

ANSWER = MatchResult(
    categories=(Asserted(category="C02", score=0.9, reasons=("标题含“处罚”",)),),
    abstain=False,
    duties=(Asserted(category="C02.1", score=0.8, reasons=()),),
    near=(Asserted(category="C03", score=0.5, reasons=()),),
)


class CountingMatcher:
    """Answers the same to everything, and remembers what it was asked."""

    def __init__(self, edition="e", knowledge="k"):
        self.edition = edition
        self.knowledge = knowledge
        self.asked = []

    def match_all(self, texts):
        for text in texts:
            self.asked.append(text)
            yield ANSWER


TEXTS = {1: NoticeText(id="1", title="甲", column="工作动态"), 2: NoticeText(id="2", title="乙")}


@pytest.fixture
def judging(engine):
    prepare_judgement(engine)
    return engine


def test_asked_once_and_answered_alike(judging):
    first, second = CountingMatcher(), CountingMatcher()
    assert MatchStore(judging, first).of(TEXTS) == {1: ANSWER, 2: ANSWER}
    assert MatchStore(judging, second).of(TEXTS) == {1: ANSWER, 2: ANSWER}
    assert (len(first.asked), second.asked) == (2, [])


def test_only_new_versions_are_matched(judging):
    matcher = CountingMatcher()
    MatchStore(judging, matcher).of({1: TEXTS[1]})
    MatchStore(judging, matcher).of(TEXTS)
    assert [one.id for one in matcher.asked] == ["1", "2"]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"knowledge": "new words"}, id="other rules"),
        pytest.param({"edition": "2016"}, id="another edition"),
    ],
)
def test_another_matcher_asks_anew(judging, other):
    other = CountingMatcher(**other)
    MatchStore(judging, CountingMatcher()).of(TEXTS)
    MatchStore(judging, other).of(TEXTS)
    assert len(other.asked) == 2


def test_blind_answers_are_others_and_see_no_column(judging):
    matcher = CountingMatcher()
    MatchStore(judging, matcher).of(TEXTS)
    MatchStore(judging, matcher, blind=True).of(TEXTS)
    assert [one.column for one in matcher.asked] == ["工作动态", "", "", ""]


def test_nothing_asked_nothing_answered(judging):
    assert MatchStore(judging, CountingMatcher()).of({}) == {}


def test_many_versions_at_once(judging):
    texts = {number: NoticeText(id=str(number), title="甲") for number in range(1, 1203)}
    MatchStore(judging, CountingMatcher()).of(texts)
    again = CountingMatcher()
    assert len(MatchStore(judging, again).of(texts)) == 1202
    assert again.asked == []


def test_other_code_asks_anew(judging, monkeypatch):
    MatchStore(judging, CountingMatcher()).of(TEXTS)
    monkeypatch.setattr(matches, "code_digest", lambda: "other code")
    again = CountingMatcher()
    MatchStore(judging, again).of(TEXTS)
    assert len(again.asked) == 2


def test_the_digest_of_the_code_moves_with_it(tmp_path, monkeypatch):
    monkeypatch.setattr(matches.matching, "__file__", str(tmp_path / "__init__.py"))
    said = set()
    for line in ("a = 1", "a = 2"):
        (tmp_path / "match.py").write_text(line, encoding="utf-8")
        said.add(matches.code_digest.__wrapped__())
    assert len(said) == 2
